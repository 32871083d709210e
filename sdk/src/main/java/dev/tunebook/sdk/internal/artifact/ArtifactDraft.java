package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.ArtifactTag;
import dev.tunebook.model.ArtifactTypeName;
import dev.tunebook.model.CollectionName;
import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// An artifact version that is to be, complete.
///
/// @param files what is stored
/// @param references what is only pointed at
/// @param clientId names this version before the server does; the same again is the same version
/// @param sequenceClientId names its collection likewise
public record ArtifactDraft(
        CollectionName name,
        ArtifactTypeName type,
        Optional<String> description,
        Map<String, JsonNode> metadata,
        List<ArtifactTag> tags,
        SortedMap<LogicalPath, Content> files,
        SortedMap<LogicalPath, ArtifactManifest.Entry> references,
        String clientId,
        String sequenceClientId) {
    public ArtifactDraft {
        tags = List.copyOf(tags);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        references = Collections.unmodifiableSortedMap(new TreeMap<>(references));
    }

    /// The manifest as far as it is known before anything is sent.
    public ArtifactManifest manifest() {
        return manifest(Map.of());
    }

    /// @param birthIds the artifact each file's bytes first came with, by path
    ArtifactManifest manifest(Map<LogicalPath, String> birthIds) {
        SortedMap<LogicalPath, ArtifactManifest.Entry> entries = new TreeMap<>(references);
        files.forEach((path, content) -> {
            ArtifactManifest.Entry entry = ArtifactManifest.Entry.file(content.md5(), content.size());
            String birth = birthIds.get(path);
            entries.put(path, birth == null ? entry : entry.bornIn(birth));
        });
        return ArtifactManifest.of(entries);
    }
}
