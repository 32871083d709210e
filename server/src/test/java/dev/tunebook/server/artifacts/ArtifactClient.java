package dev.tunebook.server.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Saves artifacts step by step as the official client does, with one user's key.
public record ArtifactClient(TestServer server, String key, String entity, String project) {
    static final String CREATE = """
            mutation($input: CreateArtifactInput!) { createArtifact(input: $input) {
              artifact { id state versionIndex artifactSequence { latestArtifact { id } } } } }""";
    static final String MANIFEST = """
            mutation($input: CreateArtifactManifestInput!) { createArtifactManifest(input: $input) {
              artifactManifest { id file { id name uploadUrl uploadHeaders } } } }""";
    static final String UPDATE_MANIFEST = """
            mutation($input: UpdateArtifactManifestInput!) { updateArtifactManifest(input: $input) {
              artifactManifest { id file { uploadUrl } } } }""";
    static final String FILES = """
            mutation($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) { files { edges { node {
              name uploadUrl uploadHeaders storagePath artifact { id }
              uploadMultipartUrls { uploadID uploadUrlParts { partNumber uploadUrl } } } } } } }""";
    static final String COMMIT = """
            mutation($input: CommitArtifactInput!) { commitArtifact(input: $input) {
              artifact { id digest state versionIndex size fileCount aliases { alias } } } }""";
    static final String BY_NAME = """
            query($entity: String!, $project: String!, $name: String!) { project(name: $project, entityName: $entity) {
              artifactCollectionMembership(name: $name) { versionIndex aliases { alias } artifactCollection { name }
                artifact { id digest versionIndex state description metadata size fileCount } } } }""";

    /// A user with a project of his own.
    public static ArtifactClient of(TestServer server, String user, String project) {
        return new ArtifactClient(server, server.user(user), user, project);
    }

    JsonNode mutate(String document, Map<String, ?> input) {
        return server.data(key, document, Map.of("input", input))
                .properties()
                .iterator()
                .next()
                .getValue();
    }

    /// The whole answer, whatever it says.
    HttpResponse<String> attempt(String document, Map<String, ?> input) {
        return server.graphql(key, document, Map.of("input", input));
    }

    static ArtifactManifest manifest(Map<String, String> files) {
        SortedMap<LogicalPath, ArtifactManifest.Entry> entries = new TreeMap<>();
        files.forEach((path, text) -> {
            byte[] bytes = text.getBytes(UTF_8);
            entries.put(new LogicalPath(path), ArtifactManifest.Entry.file(Digests.base64Md5(bytes), bytes.length));
        });
        return ArtifactManifest.of(entries);
    }

    Map<String, Object> input(String name, ArtifactManifest manifest) {
        return new HashMap<>(Map.of(
                "entityName",
                entity,
                "projectName",
                project,
                "artifactTypeName",
                "dataset",
                "artifactCollectionName",
                name,
                "digest",
                manifest.digest(),
                "enableDigestDeduplication",
                true,
                "aliases",
                List.of(alias(name, "latest"))));
    }

    static Map<String, String> alias(String collection, String alias) {
        return Map.of("artifactCollectionName", collection, "alias", alias);
    }

    String begin(String name, ArtifactManifest manifest) {
        return mutate(CREATE, input(name, manifest)).path("artifact").path("id").asString();
    }

    /// Saves a version with these texts as files and returns its id.
    public String save(String name, Map<String, String> files) {
        return save(name, files, "{}");
    }

    /// The same with metadata.
    public String save(String name, Map<String, String> files, String metadata) {
        ArtifactManifest manifest = manifest(files);
        Map<String, Object> input = input(name, manifest);
        input.put("metadata", metadata);
        return finish(mutate(CREATE, input).path("artifact"), files, manifest);
    }

    String finish(JsonNode begun, Map<String, String> files, ArtifactManifest manifest) {
        String id = begun.path("id").asString();
        if (begun.path("state").asString().equals("PENDING")) {
            putManifest(id, bornIn(manifest, upload(id, files)));
            mutate(COMMIT, Map.of("artifactID", id));
        }
        return id;
    }

    /// Sends what is not stored yet, and returns under which artifact each file stands.
    Map<String, String> upload(String id, Map<String, String> files) {
        Map<String, String> births = new HashMap<>();
        List<Map<String, Object>> specs = new ArrayList<>();
        files.forEach((path, text) -> specs.add(spec(id, path, text)));
        for (JsonNode edge : files(specs)) {
            JsonNode node = edge.path("node");
            String name = node.path("name").asString();
            births.put(name, node.path("artifact").path("id").asString());
            if (node.path("uploadUrl").isString()) {
                put(
                        node.path("uploadUrl").asString(),
                        files.getOrDefault(name, "").getBytes(UTF_8));
            }
        }
        return births;
    }

    JsonNode files(List<Map<String, Object>> specs) {
        return mutate(FILES, Map.of("artifactFiles", specs, "storageLayout", "V2"))
                .path("files")
                .path("edges");
    }

    static Map<String, Object> spec(String id, String path, String text) {
        return Map.of("artifactID", id, "name", path, "md5", Digests.base64Md5(text.getBytes(UTF_8)));
    }

    static ArtifactManifest bornIn(ArtifactManifest manifest, Map<String, String> births) {
        SortedMap<LogicalPath, ArtifactManifest.Entry> entries = new TreeMap<>();
        manifest.contents().forEach((path, entry) -> {
            String birth = births.getOrDefault(path.value(), "");
            entries.put(path, birth.isEmpty() ? entry : entry.bornIn(birth));
        });
        return ArtifactManifest.of(entries);
    }

    static byte[] bytes(ArtifactManifest manifest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toByteArray();
    }

    /// Announces and sends a full manifest.
    void putManifest(String id, ArtifactManifest manifest) {
        byte[] bytes = bytes(manifest);
        JsonNode announced = mutate(MANIFEST, manifestInput(id, "FULL", Digests.base64Md5(bytes)));
        put(announced.path("artifactManifest").path("file").path("uploadUrl").asString(), bytes);
    }

    Map<String, Object> manifestInput(String id, String type, String digest) {
        return new HashMap<>(Map.of(
                "artifactID", id,
                "name", "wandb_manifest.json",
                "digest", digest,
                "type", type,
                "entityName", entity,
                "projectName", project,
                "runName", ""));
    }

    HttpResponse<String> attemptPut(String address, byte[] bytes) {
        return server.send(server.to(address).PUT(BodyPublishers.ofByteArray(bytes)));
    }

    void put(String address, byte[] bytes) {
        HttpResponse<String> response = attemptPut(address, bytes);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
    }

    /// The membership a name stands for; null node when there is none.
    JsonNode named(String name) {
        return server.data(key, BY_NAME, Map.of("entity", entity, "project", project, "name", name))
                .path("project")
                .path("artifactCollectionMembership");
    }

    JsonNode query(String document, Map<String, ?> variables) {
        return server.data(key, document, variables);
    }

    /// A run of the project.
    void run(String name) {
        server.data(
                key,
                "mutation($n: String, $p: String, $e: String) {"
                        + " upsertBucket(input: {name: $n, modelName: $p, entityName: $e}) { bucket { id } } }",
                Map.of("n", name, "p", project, "e", entity));
    }

    static String text(JsonNode node) {
        return Json.write(node);
    }
}
