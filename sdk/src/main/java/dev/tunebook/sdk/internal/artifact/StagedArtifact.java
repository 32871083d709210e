package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.ArtifactTag;
import dev.tunebook.model.ArtifactTypeName;
import dev.tunebook.model.CollectionName;
import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.journal.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An artifact that waits in a run's folder for its turn: the description in the journal, the files beside it.
///
/// @param order what it will be saved as
public record StagedArtifact(ArtifactDraft draft, SaveOrder order) {
    private static final int SHOWN_ID = 16;

    /// Copies the files into the folder.
    ///
    /// @return what the journal keeps
    public static ObjectNode stage(ArtifactDraft draft, SaveOrder order, RunFolder folder) {
        ObjectNode tree = Json.object()
                .put("name", draft.name().value())
                .put("type", draft.type().value())
                .put("clientId", draft.clientId())
                .put("sequenceClientId", draft.sequenceClientId())
                .put("output", order.output())
                .put("historyStep", order.historyStep());
        draft.description().ifPresent(text -> tree.put("description", text));
        tree.set("metadata", Json.object(draft.metadata()));
        ArrayNode tags = tree.putArray("tags");
        draft.tags().forEach(tag -> tags.add(tag.value()));
        ArrayNode aliases = tree.putArray("aliases");
        order.aliases().forEach(alias -> aliases.add(alias.value()));
        tree.set("references", ArtifactManifest.of(draft.references()).tree());
        ArrayNode files = tree.putArray("files");
        draft.files()
                .forEach((path, content) -> files.addObject()
                        .put("path", path.value())
                        .put("md5", content.md5())
                        .put("size", content.size())
                        .put("staged", copy(draft, path, content, files.size(), folder)));
        return tree;
    }

    private static String copy(ArtifactDraft draft, LogicalPath path, Content content, int number, RunFolder folder) {
        String name = draft.clientId().substring(0, SHOWN_ID) + "/" + number;
        content.requireUnchanged();
        try (InputStream in = content.open()) {
            folder.stageArtifactFile(name, in);
        } catch (IOException e) {
            throw new InvalidInputException("cannot read the file of the entry \"" + path + "\"", e);
        }
        return name;
    }

    /// What the journal kept.
    public static StagedArtifact read(ObjectNode tree, RunFolder folder) {
        SortedMap<LogicalPath, Content> files = new TreeMap<>();
        tree.path("files")
                .values()
                .forEach(file -> files.put(
                        new LogicalPath(file.path("path").asString("")),
                        Content.staged(
                                folder.stagedArtifactFile(file.path("staged").asString("")),
                                file.path("md5").asString(""),
                                file.path("size").asLong(0))));
        ArtifactManifest references = ArtifactManifest.read(Json.bytes(tree.path("references")));
        ArtifactDraft draft = new ArtifactDraft(
                new CollectionName(tree.path("name").asString("")),
                new ArtifactTypeName(tree.path("type").asString("")),
                Json.text(tree.get("description")),
                metadata(tree),
                texts(tree, "tags").stream().map(ArtifactTag::new).toList(),
                files,
                references.contents(),
                tree.path("clientId").asString(""),
                tree.path("sequenceClientId").asString(""));
        List<ArtifactAlias> aliases =
                texts(tree, "aliases").stream().map(ArtifactAlias::new).toList();
        return new StagedArtifact(
                draft,
                new SaveOrder(
                        tree.path("output").asBoolean(true),
                        aliases,
                        tree.path("historyStep").asLong(0)));
    }

    private static Map<String, JsonNode> metadata(ObjectNode tree) {
        return Json.members(tree.path("metadata"));
    }

    private static List<String> texts(ObjectNode tree, String member) {
        return tree.path(member).values().stream().map(JsonNode::asString).toList();
    }
}
