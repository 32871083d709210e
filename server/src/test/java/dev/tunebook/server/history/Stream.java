package dev.tunebook.server.history;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One run of a test server and its stream, as a client sends and reads it.
record Stream(TestServer server, String key, String entity, String project, String run) {
    private static final String READ = """
            query($project: String!, $entity: String!, $run: String!) {
              project(name: $project, entityName: $entity) { run(name: $run) {
                state exitcode summaryMetrics historyLineCount eventsLineCount logLineCount historyTail eventsTail
                historyKeys history(minStep: -1000000, maxStep: 1000000) events(samples: 10000)
                logLines(first: 10000) { edges { node { number level label timestamp line } } }
              } }
            }
            """;

    /// Makes the run in the project `p` of the user whose name the key begins with.
    static Stream begin(TestServer server, String key, String run) {
        String entity = key.substring(0, key.indexOf('-'));
        server.data(
                key,
                "mutation($entity: String, $run: String) { upsertBucket(input: {entityName: $entity, modelName: \"p\","
                        + " name: $run}) { bucket { id } } }",
                Map.of("entity", entity, "run", run));
        return new Stream(server, key, entity, "p", run);
    }

    HttpResponse<String> post(String body) {
        return server.post("/files/" + entity + "/" + project + "/" + run + "/file_stream", key, body);
    }

    /// One block of lines of one file.
    HttpResponse<String> send(String file, long offset, List<String> lines) {
        return post(Json.write(Json.tree(Map.of("files", Map.of(file, Map.of("offset", offset, "content", lines))))));
    }

    /// Everything a reader sees of the lines and of what came with them.
    JsonNode read() {
        return server.data(key, READ, Map.of("project", project, "entity", entity, "run", run))
                .path("project")
                .path("run");
    }

    /// The rows as trees, in order of step.
    List<JsonNode> history() {
        List<JsonNode> rows = new ArrayList<>();
        read().path("history").forEach(line -> rows.add(Json.parse(line.asString())));
        return rows;
    }

    /// `key = value` of each console line, by number.
    Map<Integer, String> console() {
        Map<Integer, String> lines = new LinkedHashMap<>();
        read().path("logLines")
                .path("edges")
                .forEach(edge -> lines.put(
                        edge.path("node").path("number").asInt(),
                        edge.path("node").path("line").asString()));
        return lines;
    }
}
