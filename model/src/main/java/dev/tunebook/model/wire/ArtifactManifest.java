package dev.tunebook.model.wire;

import dev.tunebook.model.LogicalPath;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an artifact version holds: `wandb_manifest.json`. Local paths and cache hints of the writer are
/// neither read nor
/// written.
///
/// @param storagePolicy as read; clients write `wandb-storage-policy-v1`
/// @param storagePolicyConfig layout and region, as read
/// @param contents entries by path, in code point order
public record ArtifactManifest(
        String storagePolicy, Map<String, JsonNode> storagePolicyConfig, SortedMap<LogicalPath, Entry> contents) {
    public static final String FILE_NAME = "wandb_manifest.json";

    static final int VERSION = 1;
    static final String POLICY = "wandb-storage-policy-v1";

    private static final String DIGEST_HEADER = "wandb-artifact-manifest-v1\n";
    private static final String LAYOUT = "storageLayout";

    /// One file or reference.
    ///
    /// @param digest Base64 of the MD5 (or of another algorithm named by `extra.alg`), or what a reference's
    ///     scheme gives
    /// @param size bytes, where known
    /// @param reference the address of an entry that is not stored
    /// @param birthArtifactId the artifact the stored bytes first came with
    /// @param extra what the writer adds, such as `etag`, `versionID`, `alg`
    public record Entry(
            String digest,
            OptionalLong size,
            Optional<String> reference,
            Optional<String> birthArtifactId,
            Map<String, JsonNode> extra) {
        public static Entry file(String digest, long size) {
            return new Entry(digest, OptionalLong.of(size), Optional.empty(), Optional.empty(), Map.of());
        }

        public static Entry reference(String digest, OptionalLong size, String address, Map<String, JsonNode> extra) {
            return new Entry(digest, size, Optional.of(address), Optional.empty(), extra);
        }

        public Entry bornIn(String artifactId) {
            return new Entry(digest, size, reference, Optional.of(artifactId), extra);
        }

        /// The algorithm of the digest: `MD5` unless tagged otherwise.
        public String algorithm() {
            JsonNode algorithm = extra.get("alg");
            return algorithm == null ? "MD5" : algorithm.asString("MD5");
        }
    }

    public ArtifactManifest {
        storagePolicyConfig = Collections.unmodifiableMap(new LinkedHashMap<>(storagePolicyConfig));
        contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
    }

    /// A manifest as today's clients write it: policy 1, layout V2.
    public static ArtifactManifest of(Map<LogicalPath, Entry> contents) {
        return new ArtifactManifest(POLICY, Map.of(LAYOUT, Json.tree("V2")), new TreeMap<>(contents));
    }

    /// The hex digest of the artifact: paths and entry digests only.
    public String digest() {
        MessageDigest md5 = Digests.md5();
        digestInto(md5::update);
        return Digests.hex(md5.digest());
    }

    /// Hands over what the artifact's digest is computed of, for algorithms beside MD5.
    public void digestInto(Consumer<byte[]> digest) {
        digest.accept(DIGEST_HEADER.getBytes(StandardCharsets.UTF_8));
        contents.forEach(
                (path, entry) -> digest.accept((path + ":" + entry.digest() + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /// Bytes of all entries together; an unknown size counts 0.
    public long size() {
        return contents.values().stream()
                .mapToLong(entry -> entry.size().orElse(0))
                .sum();
    }

    public Optional<Entry> entry(LogicalPath path) {
        return Optional.ofNullable(contents.get(path));
    }

    /// `V1` (blobs by entity and digest) or `V2` (by birth artifact and digest).
    public String storageLayout() {
        return config(LAYOUT).orElse("V1");
    }

    public Optional<String> storageRegion() {
        return config("storageRegion");
    }

    /// This manifest with the newer one's entries over it: the law of incremental and patch manifests.
    public ArtifactManifest overlay(ArtifactManifest newer) {
        SortedMap<LogicalPath, Entry> both = new TreeMap<>(contents);
        both.putAll(newer.contents);
        return new ArtifactManifest(newer.storagePolicy, newer.storagePolicyConfig, both);
    }

    public ObjectNode tree() {
        ObjectNode object = Json.object();
        object.put("version", VERSION);
        object.put("storagePolicy", storagePolicy);
        object.set("storagePolicyConfig", Json.object(storagePolicyConfig));
        ObjectNode entries = object.putObject("contents");
        contents.forEach((path, entry) -> entries.set(path.value(), tree(entry)));
        return object;
    }

    private static ObjectNode tree(Entry entry) {
        ObjectNode object = Json.object();
        object.put("digest", entry.digest());
        entry.reference().ifPresent(address -> object.put("ref", address));
        entry.birthArtifactId().ifPresent(id -> object.put("birthArtifactID", id));
        entry.size().ifPresent(size -> object.put("size", size));
        if (!entry.extra().isEmpty()) {
            object.set("extra", Json.object(entry.extra()));
        }
        return object;
    }

    /// Writes it entry by entry, and closes the stream.
    public void write(OutputStream utf8) {
        try (JsonGenerator json = Json.generator(utf8)) {
            json.writeStartObject();
            json.writeNumberProperty("version", VERSION);
            json.writeStringProperty("storagePolicy", storagePolicy);
            json.writeName("storagePolicyConfig");
            json.writeTree(Json.object(storagePolicyConfig));
            json.writeObjectPropertyStart("contents");
            contents.forEach((path, entry) -> {
                json.writeName(path.value());
                json.writeTree(tree(entry));
            });
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /// @throws InvalidJsonException when it is no manifest, or a path in it leads out
    public static ArtifactManifest read(byte[] utf8) {
        return read(new ByteArrayInputStream(utf8));
    }

    /// Reads it entry by entry, and closes the stream.
    ///
    /// @throws InvalidJsonException when it is no manifest, or a path in it leads out
    public static ArtifactManifest read(InputStream utf8) {
        return new ManifestReader().read(utf8);
    }

    private Optional<String> config(String key) {
        return Json.text(storagePolicyConfig.get(key));
    }
}
