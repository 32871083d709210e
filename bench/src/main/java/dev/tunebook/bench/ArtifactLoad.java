package dev.tunebook.bench;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// An artifact of 10,000 files, saved and downloaded step by step as the official client does it, from 16
/// connections; beside it the same bytes to and from the bare endpoint.
final class ArtifactLoad {
    private static final int CONNECTIONS = 16;
    private static final int FILES = Integer.getInteger("files", 10_000);
    private static final int SIZE = Integer.getInteger("size", 16 << 10);
    private static final int BATCH = 1_000;

    private static final String CREATE = """
            mutation($input: CreateArtifactInput!) { createArtifact(input: $input) { artifact { id state } } }""";
    private static final String MANIFEST = """
            mutation($input: CreateArtifactManifestInput!) { createArtifactManifest(input: $input) {
              artifactManifest { id file { uploadUrl } } } }""";
    private static final String PREPARE = """
            mutation($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) { files { edges { node {
              name uploadUrl uploadHeaders storagePath artifact { id } } } } } }""";
    private static final String COMMIT = """
            mutation($input: CommitArtifactInput!) { commitArtifact(input: $input) { artifact { id state } } }""";
    private static final String LIST = """
            query($entity: String!, $project: String!, $after: String) { project(name: $project, entityName: $entity) {
              artifactCollection(name: "files") { artifactMembership(aliasName: "latest") {
                files(first: 5000, after: $after) { pageInfo { endCursor hasNextPage }
                  edges { node { name directUrl } } } } } } }""";

    /// Parts of the bare endpoint's rate at which it passes. Each upload is written, synced and moved into place.
    private static final double ENOUGH_UP = 0.1;

    private static final double ENOUGH_DOWN = 0.5;

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private ArtifactLoad() {}

    static void main(String[] arguments) throws Exception {
        boolean passed = new ArtifactLoad().run(Files.createTempDirectory("tunebook-artifact"));
        System.out.println(passed ? "PASS" : "FAIL");
        System.exit(passed ? 0 : 1);
    }

    private void fill(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        files.clear();
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = new byte[SIZE];
            random.nextBytes(bytes);
            files.put("data/part-%05d.bin".formatted(i), bytes);
        }
    }

    private boolean run(Path data) throws Exception {
        try (ChildProcess bare = ChildProcess.start(List.of(), "bare");
                ChildProcess server = ChildProcess.start(List.of(), "server", data.toString(), "1");
                Connections connections = new Connections(CONNECTIONS)) {
            int port = server.port();
            double up = 0;
            double down = 0;
            // The second round counts; the first is warm-up.
            for (int round = 0; round < 2; round++) {
                fill(round);
                double bareUp = rate("upload, bare", sent(connections, bare.port(), "/upload"));
                double bareDown = rate("download, bare", received(connections, bare.port(), BareServer.BYTES + SIZE));
                up = rate("upload", save(connections, port)) / bareUp;
                down = rate("download", download(connections, port)) / bareDown;
                System.out.printf(Locale.ROOT, "of the bare endpoint: upload %.3f, download %.3f%n", up, down);
            }
            return up >= ENOUGH_UP && down >= ENOUGH_DOWN;
        }
    }

    /// @return files a second
    private static double rate(String name, double seconds) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %,7.0f files/s, %,6.1f MB/s, %.2f s%n",
                name,
                FILES / seconds,
                FILES / seconds * SIZE / 1e6,
                seconds);
        return FILES / seconds;
    }

    private double sent(Connections connections, int port, String address) throws Exception {
        List<byte[]> requests = files.values().stream()
                .map(bytes -> Requests.of("PUT", address, bytes))
                .toList();
        return each(connections, port, requests);
    }

    private static double received(Connections connections, int port, String address) throws Exception {
        byte[] request = Requests.get(address);
        byte[][] requests = new byte[FILES][];
        Arrays.fill(requests, request);
        return each(connections, port, Arrays.asList(requests));
    }

    private static double each(Connections connections, int port, List<byte[]> requests) throws Exception {
        AtomicInteger next = new AtomicInteger();
        return connections
                .all(port, (connection, number) -> {
                    int at = next.getAndIncrement();
                    if (at < requests.size() && connection.send(requests.get(at)) != 200) {
                        throw new IOException("a request was refused");
                    }
                    return at < requests.size();
                })
                .seconds();
    }

    private double save(Connections connections, int port) throws Exception {
        ArtifactManifest manifest = manifest("");
        try (Connection connection = new Connection(port)) {
            long begun = System.nanoTime();
            String id = call(
                            connection,
                            CREATE,
                            Map.of(
                                    "entityName",
                                    ServerProcess.ENTITY,
                                    "projectName",
                                    ServerProcess.PROJECT,
                                    "artifactTypeName",
                                    "dataset",
                                    "artifactCollectionName",
                                    "files",
                                    "digest",
                                    manifest.digest(),
                                    "enableDigestDeduplication",
                                    true,
                                    "aliases",
                                    List.of(Map.of("artifactCollectionName", "files", "alias", "latest"))))
                    .path("artifact")
                    .path("id")
                    .asString();
            List<byte[]> uploads = uploads(connection, id);
            each(connections, port, uploads);
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            manifest(id).write(json);
            String address = call(
                            connection,
                            MANIFEST,
                            Map.of(
                                    "artifactID",
                                    id,
                                    "name",
                                    "wandb_manifest.json",
                                    "digest",
                                    Digests.base64Md5(json.toByteArray()),
                                    "type",
                                    "FULL",
                                    "entityName",
                                    ServerProcess.ENTITY,
                                    "projectName",
                                    ServerProcess.PROJECT,
                                    "runName",
                                    ""))
                    .path("artifactManifest")
                    .path("file")
                    .path("uploadUrl")
                    .asString();
            connection.answer(Requests.of("PUT", address, json.toByteArray()));
            call(connection, COMMIT, Map.of("artifactID", id));
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private ArtifactManifest manifest(String birth) {
        SortedMap<LogicalPath, ArtifactManifest.Entry> entries = new TreeMap<>();
        files.forEach((path, bytes) -> {
            ArtifactManifest.Entry entry = ArtifactManifest.Entry.file(Digests.base64Md5(bytes), bytes.length);
            entries.put(new LogicalPath(path), birth.isEmpty() ? entry : entry.bornIn(birth));
        });
        return ArtifactManifest.of(entries);
    }

    private List<byte[]> uploads(Connection connection, String id) throws IOException {
        List<byte[]> uploads = new ArrayList<>();
        List<Map<String, String>> specs = new ArrayList<>();
        files.forEach(
                (path, bytes) -> specs.add(Map.of("artifactID", id, "name", path, "md5", Digests.base64Md5(bytes))));
        for (int from = 0; from < specs.size(); from += BATCH) {
            JsonNode edges = call(
                            connection,
                            PREPARE,
                            Map.of(
                                    "artifactFiles",
                                    specs.subList(from, Math.min(from + BATCH, specs.size())),
                                    "storageLayout",
                                    "V2"))
                    .path("files")
                    .path("edges");
            for (JsonNode edge : edges) {
                byte[] bytes = files.getOrDefault(edge.path("node").path("name").asString(), new byte[0]);
                uploads.add(
                        Requests.of("PUT", edge.path("node").path("uploadUrl").asString(), bytes));
            }
        }
        return uploads;
    }

    private double download(Connections connections, int port) throws Exception {
        long begun = System.nanoTime();
        List<byte[]> requests = new ArrayList<>();
        try (Connection connection = new Connection(port)) {
            JsonNode page = list(connection, Map.of());
            add(requests, page);
            while (page.path("pageInfo").path("hasNextPage").asBoolean()) {
                page = list(
                        connection,
                        Map.of("after", page.path("pageInfo").path("endCursor").asString()));
                add(requests, page);
            }
        }
        if (requests.size() != FILES) {
            throw new IOException(requests.size() + " files listed");
        }
        each(connections, port, requests);
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void add(List<byte[]> requests, JsonNode page) {
        page.path("edges")
                .forEach(edge -> requests.add(
                        Requests.get(edge.path("node").path("directUrl").asString())));
    }

    private static JsonNode list(Connection connection, Map<String, String> after) throws IOException {
        Map<String, String> variables = new TreeMap<>(after);
        variables.put("entity", ServerProcess.ENTITY);
        variables.put("project", ServerProcess.PROJECT);
        return data(connection.answer(Requests.graphql(LIST, variables)))
                .path("project")
                .path("artifactCollection")
                .path("artifactMembership")
                .path("files");
    }

    private static JsonNode call(Connection connection, String mutation, Map<String, ?> input) throws IOException {
        return data(connection.answer(Requests.graphql(mutation, Map.of("input", input))))
                .properties()
                .iterator()
                .next()
                .getValue();
    }

    private static JsonNode data(byte[] answer) throws IOException {
        JsonNode parsed = Json.parse(answer);
        if (parsed.has("errors")) {
            throw new IOException(parsed.path("errors").toString());
        }
        return parsed.path("data");
    }
}
