package dev.tunebook.sdk;

import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.FileStreamRequest.Block;
import dev.tunebook.model.wire.HistoryRowCodec;
import dev.tunebook.model.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The runs of [FakeServer].
final class FakeRuns {
    private final Map<String, FakeRun> runs = new ConcurrentHashMap<>();

    static final class FakeRun {
        final String id;
        final ObjectNode fields = Json.object();
        final Map<String, NavigableMap<Long, String>> files = new TreeMap<>();
        final Set<String> uploaded = new TreeSet<>();
        final List<FileStreamRequest> requests = new ArrayList<>();
        String state = "running";
        int generations = 1;
        boolean stopped;

        FakeRun(String id) {
            this.id = id;
        }

        NavigableMap<Long, String> lines(String file) {
            return files.computeIfAbsent(file, name -> new TreeMap<>());
        }

        long count(String file) {
            NavigableMap<Long, String> lines = lines(file);
            return lines.isEmpty() ? 0 : lines.lastKey() + 1;
        }

        ObjectNode summary() {
            NavigableMap<Long, String> lines = lines(FileStreamRequest.SUMMARY);
            return lines.isEmpty()
                    ? Json.object()
                    : Json.parseObject(lines.lastEntry().getValue());
        }

        ObjectNode config() {
            return Json.parseObject(fields.path("config").asString("{}"));
        }

        String tail(String file) {
            NavigableMap<Long, String> lines = lines(file);
            ArrayNode tail = Json.array();
            if (!lines.isEmpty()) {
                tail.add(lines.lastEntry().getValue());
            }
            return Json.write(tail);
        }

        ObjectNode bucket() {
            ObjectNode bucket = Json.object().put("id", "storage-" + id).put("name", id);
            bucket.put("displayName", fields.path("displayName").asString(id));
            bucket.put("config", fields.path("config").asString("{}"));
            bucket.put("summaryMetrics", Json.write(summary()));
            bucket.put("historyLineCount", count(FileStreamRequest.HISTORY));
            bucket.put("eventsLineCount", count(FileStreamRequest.EVENTS));
            bucket.put("logLineCount", count(FileStreamRequest.OUTPUT));
            bucket.put("historyTail", tail(FileStreamRequest.HISTORY));
            bucket.put("eventsTail", tail(FileStreamRequest.EVENTS));
            bucket.put("wandbConfig", Json.write(config().path("_wandb").path("value")));
            fields.properties().stream()
                    .filter(field -> Set.of("notes", "tags", "jobType").contains(field.getKey()))
                    .forEach(field -> bucket.set(field.getKey(), field.getValue()));
            bucket.set("group", fields.get("groupName"));
            bucket.put("state", state).put("projectId", 7).put("createdAt", "2026-08-01T12:34:56Z");
            ObjectNode project = bucket.putObject("project").put("id", "p").put("name", "demo");
            project.putObject("entity").put("id", "e").put("name", "team");
            return bucket;
        }
    }

    FakeRun run(String id) {
        return Optional.ofNullable(runs.get(id)).orElseThrow(() -> new AssertionError("no run " + id));
    }

    boolean exists(String id) {
        return runs.containsKey(id);
    }

    ObjectNode stream(String id, FileStreamRequest request) {
        FakeRun run = run(id);
        run.requests.add(request);
        request.files().forEach((file, blocks) -> {
            for (Block block : blocks) {
                for (int i = 0; i < block.lines().size(); i++) {
                    run.lines(file).put(block.offset() + i, block.lines().get(i));
                }
            }
        });
        run.uploaded.addAll(request.uploaded());
        run.state = request.exitCode().isPresent()
                ? (request.exitCode().getAsInt() == 0 ? "finished" : "failed")
                : "running";
        return Json.object().put("stopped", run.stopped);
    }

    Optional<ObjectNode> answer(String operation, ObjectNode variables, FakeServer server) {
        return Optional.ofNullable(
                switch (operation) {
                    case "Viewer" -> viewer();
                    case "ServerFeaturesQuery" -> features();
                    case "RunResumeStatus" -> status(variables);
                    case "UpsertBucket" -> upsert(variables);
                    case "RewindRun" -> rewind(variables);
                    case "CreateRunFiles" -> createFiles(variables, server);
                    case "Run" ->
                        project(
                                "run",
                                exists(name(variables)) ? run(name(variables)).bucket() : null);
                    case "Runs" -> runsPage(variables);
                    case "RunHistoryKeys" -> historyKeys(variables);
                    case "HistoryPage" -> historyPage(variables);
                    case "RunFiles" -> files(variables, server);
                    case "RunSampledHistory" -> sampled(variables);
                    case "RunConsoleLogPage" -> console(variables);
                    case "EntityIsTeam" ->
                        single("entity", variables.path("entity").asString().equals("team"));
                    case "GetProject" ->
                        single("project", variables.path("name").asString().equals("demo"));
                    default -> null;
                });
    }

    private static String name(ObjectNode variables) {
        return variables.path("name").asString("");
    }

    static ObjectNode project(String member, @org.jspecify.annotations.Nullable ObjectNode value) {
        ObjectNode data = Json.object();
        data.putObject("project").set(member, value);
        return data;
    }

    private static ObjectNode single(String member, boolean exists) {
        ObjectNode data = Json.object();
        data.set(member, exists ? Json.object().put("id", "x") : null);
        return data;
    }

    private ObjectNode sampled(ObjectNode variables) {
        ObjectNode spec = Json.parseObject(variables.path("specs").path(0).asString());
        List<String> keys =
                spec.path("keys").values().stream().map(key -> key.asString()).toList();
        ObjectNode node = Json.object();
        ArrayNode rows = node.putArray("sampledHistory").addArray();
        run(name(variables)).lines(FileStreamRequest.HISTORY).values().forEach(line -> {
            ObjectNode row = Json.parseObject(line);
            if (keys.stream().allMatch(row::has)
                    && rows.size() < spec.path("samples").asInt()) {
                rows.add(row.retain(keys));
            }
        });
        return project("run", node);
    }

    private ObjectNode console(ObjectNode variables) {
        List<String> lines = List.copyOf(run(variables.path("runName").asString())
                .lines(FileStreamRequest.OUTPUT)
                .values());
        int from = Integer.parseInt(variables.path("after").asString("0"));
        int to = Math.min(lines.size(), from + 2);
        ObjectNode connection = Json.object();
        ArrayNode edges = connection.putArray("edges");
        for (int i = from; i < to; i++) {
            ConsoleLine line = ConsoleLine.parse(lines.get(i));
            ObjectNode node = edges.addObject().putObject("node").put("number", i);
            node.put("line", line.text()).put("timestamp", "2026-08-01T10:15:30.000001");
            node.put("level", line.isError() ? "error" : null);
        }
        connection.putObject("pageInfo").put("hasNextPage", to < lines.size()).put("endCursor", String.valueOf(to));
        ObjectNode node = Json.object();
        node.set("logLines", connection);
        return project("run", node);
    }

    private static ObjectNode viewer() {
        ObjectNode data = Json.object();
        data.putObject("viewer").put("id", "VXNlcjox").put("entity", "team").put("username", "ann");
        return data;
    }

    private static ObjectNode features() {
        ObjectNode data = Json.object();
        data.putObject("serverInfo")
                .putArray("features")
                .addObject()
                .put("name", "STRUCTURED_CONSOLE_LOGS")
                .put("isEnabled", true);
        return data;
    }

    private ObjectNode status(ObjectNode variables) {
        ObjectNode data = Json.object();
        ObjectNode model = data.putObject("model").put("name", "demo");
        model.set("bucket", exists(name(variables)) ? run(name(variables)).bucket() : null);
        return data;
    }

    private ObjectNode upsert(ObjectNode variables) {
        boolean inserted = !exists(name(variables));
        FakeRun run = runs.computeIfAbsent(name(variables), FakeRun::new);
        variables.properties().forEach(field -> run.fields.set(field.getKey(), field.getValue()));
        run.state = "running";
        ObjectNode data = Json.object();
        ObjectNode payload = data.putObject("upsertBucket").put("inserted", inserted);
        payload.set("bucket", run.bucket());
        return data;
    }

    private ObjectNode rewind(ObjectNode variables) {
        FakeRun run = run(variables.path("runName").asString());
        long step = (long) variables.path("metricValue").asDouble();
        run.lines(FileStreamRequest.HISTORY)
                .values()
                .removeIf(line -> HistoryRowCodec.read(line, 0).step() > step);
        run.lines(FileStreamRequest.SUMMARY).clear();
        run.lines(FileStreamRequest.OUTPUT).clear();
        run.generations++;
        ObjectNode data = Json.object();
        data.putObject("rewindRun").set("rewoundRun", run.bucket());
        return data;
    }

    private ObjectNode createFiles(ObjectNode variables, FakeServer server) {
        ObjectNode data = Json.object();
        ObjectNode payload = data.putObject("createRunFiles").put("runID", "storage");
        payload.putArray("uploadHeaders").add("X-Test:a:b").add("Content-Length:1");
        ArrayNode files = payload.putArray("files");
        variables
                .path("files")
                .values()
                .forEach(name -> files.addObject()
                        .put("name", name.asString())
                        .put(
                                "uploadUrl",
                                server.address(
                                        "/storage/run/" + variables.path("run").asString() + "/" + name.asString())));
        return data;
    }

    private ObjectNode runsPage(ObjectNode variables) {
        List<String> ids = new ArrayList<>(new TreeSet<>(runs.keySet()));
        int from = Integer.parseInt(variables.path("cursor").asString("0"));
        int to = Math.min(ids.size(), from + 2);
        ObjectNode connection = Json.object();
        ArrayNode edges = connection.putArray("edges");
        for (int i = from; i < to; i++) {
            edges.addObject()
                    .put("cursor", String.valueOf(i + 1))
                    .set("node", run(ids.get(i)).bucket());
        }
        connection.putObject("pageInfo").put("hasNextPage", to < ids.size()).put("endCursor", String.valueOf(to));
        return project("runs", connection);
    }

    private ObjectNode historyKeys(ObjectNode variables) {
        FakeRun run = run(name(variables));
        long last = run.lines(FileStreamRequest.HISTORY).values().stream()
                .mapToLong(line -> HistoryRowCodec.read(line, 0).step())
                .max()
                .orElse(-1);
        ObjectNode node = Json.object();
        ObjectNode keys = node.putObject("historyKeys").put("lastStep", last).putObject("keys");
        run.lines(FileStreamRequest.HISTORY)
                .values()
                .forEach(line -> HistoryRowCodec.read(line, 0).values().keySet().forEach(keys::putObject));
        return project("run", node);
    }

    private ObjectNode historyPage(ObjectNode variables) {
        ObjectNode node = Json.object();
        ArrayNode rows = node.putArray("history");
        run(variables.path("run").asString())
                .lines(FileStreamRequest.HISTORY)
                .values()
                .forEach(line -> {
                    long step = HistoryRowCodec.read(line, 0).step();
                    if (step >= variables.path("minStep").asLong()
                            && step < variables.path("maxStep").asLong()) {
                        rows.add(line);
                    }
                });
        return project("run", node);
    }

    private ObjectNode files(ObjectNode variables, FakeServer server) {
        String prefix = "/storage/run/" + name(variables) + "/";
        ObjectNode connection = Json.object();
        ArrayNode edges = connection.putArray("edges");
        new TreeMap<>(server.stored).forEach((path, bytes) -> {
            List<String> wanted = variables.path("fileNames").values().stream()
                    .map(name -> prefix + name.asString())
                    .toList();
            if (path.startsWith(prefix) && (wanted.isEmpty() || wanted.contains(path))) {
                ObjectNode node = edges.addObject().putObject("node");
                node.put("id", "f").put("name", path.substring(prefix.length()));
                node.put("sizeBytes", bytes.length).put("directUrl", server.address(path));
                node.put("md5", dev.tunebook.model.wire.Digests.base64Md5(bytes));
            }
        });
        connection.putObject("pageInfo").put("hasNextPage", false);
        ObjectNode node = Json.object();
        node.set("files", connection);
        return project("run", node);
    }
}
