package dev.tunebook.sdk;

import dev.tunebook.model.ArtifactTag;
import dev.tunebook.model.ArtifactTypeName;
import dev.tunebook.model.CollectionName;
import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.artifact.ArtifactContents;
import dev.tunebook.sdk.internal.artifact.ArtifactDraft;
import dev.tunebook.sdk.internal.artifact.ClientId;
import dev.tunebook.sdk.internal.artifact.Content;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A version of an artifact while it is put together: named files, tables and references, with a type and metadata.
/// [Run#logArtifact] saves it as the run's output, [Run#useArtifact(Artifact, List)] as an input of the user's.
///
/// ```java
/// Artifact data = new Artifact("training-data", "dataset") .metadata(Map.of("items", 120))
/// .addFile(Path.of("train.jsonl"), "train.jsonl"); ArtifactVersion saved = run.logArtifact(data,
/// List.of("latest"));
/// ```
///
/// Files are read for their digest when they are added, and again when they are sent: a file that changed
/// in between is refused. [#digest()] is the official client's, so equal content is one version whichever
/// client saves it. Safe for concurrent use.
public final class Artifact {
    private static final String PROTOCOL_TYPES = "wandb-";
    private static final String JOB_TYPE = "job";
    private static final int MOST_METADATA = 100;

    private final CollectionName name;
    private final ArtifactTypeName type;
    private final ArtifactContents contents = new ArtifactContents();
    private Optional<String> description = Optional.empty();
    private Map<String, JsonNode> metadata = Map.of();
    private List<ArtifactTag> tags = List.of();
    private Optional<Identity> identity = Optional.empty();

    private record Identity(String clientId, String sequenceClientId) {}

    /// @param name of the collection the version goes into: letters, digits, `_`, `-` and `.`
    /// @param type such as `dataset` or `model`; one collection has one type
    /// @throws InvalidInputException when name or type is none
    public Artifact(String name, String type) {
        this.name = Input.checked(() -> CollectionName.create(name));
        this.type = Input.checked(() -> new ArtifactTypeName(type));
        if (type.equals(JOB_TYPE) || type.startsWith(PROTOCOL_TYPES)) {
            throw new InvalidInputException(
                    "the artifact type \"" + type + "\" belongs to the protocol; choose another");
        }
    }

    public String name() {
        return name.value();
    }

    public String type() {
        return type.value();
    }

    /// A text for people.
    public synchronized Artifact description(String text) {
        description = Optional.of(text);
        identity = Optional.empty();
        return this;
    }

    public synchronized Optional<String> description() {
        return description;
    }

    /// Values to describe the version by, in place of those before: numbers, texts, booleans, lists, maps of these.
    ///
    /// @throws InvalidInputException when there are more than 100 keys
    public synchronized Artifact metadata(Map<String, ?> values) {
        if (values.size() > MOST_METADATA) {
            throw new InvalidInputException("artifact metadata has " + values.size() + " keys, at most " + MOST_METADATA
                    + " are possible; put the rest into a file");
        }
        metadata = Input.json(values);
        identity = Optional.empty();
        return this;
    }

    public synchronized Map<String, JsonNode> metadata() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// Labels that stay with the version and, other than aliases, may be on many.
    public synchronized Artifact tags(String... labels) {
        tags = Input.checked(() -> Stream.of(labels).map(ArtifactTag::new).toList());
        identity = Optional.empty();
        return this;
    }

    /// Adds a file.
    ///
    /// @param entry its path in the artifact: relative, with forward slashes
    /// @throws InvalidInputException when it cannot be read, or the entry holds other content already
    public synchronized Artifact addFile(Path file, String entry) {
        return add(entry, Content.of(file));
    }

    /// Adds bytes as a file, see [#addFile].
    public synchronized Artifact addBytes(byte[] bytes, String entry) {
        return add(entry, Content.of(bytes));
    }

    /// Adds every file below a folder, each under its path relative to it.
    public synchronized Artifact addDirectory(Path folder) {
        return addDirectory(folder, "");
    }

    /// Adds every file below a folder.
    ///
    /// @param prefix folder in the artifact to put them into
    public synchronized Artifact addDirectory(Path folder, String prefix) {
        Input.checked(() -> contents.addFolder(folder, prefix));
        identity = Optional.empty();
        return this;
    }

    /// Adds a table as it is now, as `<entry>.table.json`.
    public synchronized Artifact add(Table table, String entry) {
        Input.checked(() -> contents.add(table.snapshot(), entry));
        identity = Optional.empty();
        return this;
    }

    /// Adds a pointer to something stored elsewhere. A `file:` address is read for its digest and size; of
    /// everything else the address itself is the digest. Nothing is stored, and nobody fetches it but who reads
    /// the artifact.
    ///
    /// @param address such as `s3://bucket/key`, kept as it is
    public synchronized Artifact addReference(String address, String entry) {
        if (address.startsWith("file:")) {
            Content content = Content.of(localPath(address));
            return addReference(address, entry, content.md5(), OptionalLong.of(content.size()), Map.of());
        }
        return addReference(address, entry, address, OptionalLong.empty(), Map.of());
    }

    private static Path localPath(String address) {
        try {
            return Path.of(URI.create(address));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("\"" + address + "\" is no address of a local file; use Path.toUri()", e);
        }
    }

    /// Adds a pointer to something stored elsewhere whose digest is known.
    ///
    /// @param digest what tells this content from other content there, such as an ETag without quotes
    /// @param size in bytes
    /// @param extra such as `etag` and `versionID`
    public synchronized Artifact addReference(
            String address, String entry, String digest, OptionalLong size, Map<String, ?> extra) {
        contents.add(path(entry), address, digest, size, Input.json(extra));
        identity = Optional.empty();
        return this;
    }

    /// Adds a pointer to a file of another artifact version.
    public synchronized Artifact addReference(ArtifactVersion version, String path, String entry) {
        StoredFile file = version.file(path);
        String address = "wandb-artifact://" + Digests.base64ToHex(version.id()) + "/" + file.name();
        String digest = file.digest().orElseThrow();
        contents.add(path(entry), address, digest, OptionalLong.of(0), Map.of());
        identity = Optional.empty();
        return this;
    }

    /// The hex digest of the content as it is now: paths and their digests, not metadata.
    public synchronized String digest() {
        return draft(new Identity("", "")).manifest().digest();
    }

    private Artifact add(String entry, Content content) {
        contents.add(path(entry), content);
        identity = Optional.empty();
        return this;
    }

    private static LogicalPath path(String entry) {
        return Input.checked(() -> new LogicalPath(entry));
    }

    /// The version as it is now. Unchanged since the last time it keeps its client id, so that saving it
    /// again after a failure continues instead of beginning anew.
    synchronized ArtifactDraft draft(RandomGenerator random) {
        Identity own = identity.orElseGet(() -> new Identity(ClientId.random(random), ClientId.random(random)));
        identity = Optional.of(own);
        return draft(own);
    }

    private ArtifactDraft draft(Identity own) {
        return new ArtifactDraft(
                name,
                type,
                description,
                metadata,
                tags,
                contents.files(),
                contents.references(),
                own.clientId(),
                own.sequenceClientId());
    }
}
