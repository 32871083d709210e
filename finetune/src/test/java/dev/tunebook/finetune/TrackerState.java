package dev.tunebook.finetune;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a project holds, read from the server as a client would.
final class TrackerState {
    private static final String RUN_FIELDS =
            "name displayName state notes tags group jobType config summaryMetrics" + " historyLineCount logLineCount";

    private final TestServer server;
    private final String key;
    private final String entity;
    private final String project;

    TrackerState(TestServer server, String key, String entity, String project) {
        this.server = server;
        this.key = key;
        this.entity = entity;
        this.project = project;
    }

    /// A run as it is stored.
    ///
    /// @param config values by key, without the protocol's own
    /// @param history every row, with its reserved members
    record RunState(
            String id,
            String displayName,
            String state,
            String jobType,
            Optional<String> notes,
            List<String> tags,
            JsonNode config,
            JsonNode summary,
            List<JsonNode> history,
            List<String> console) {

        /// The values of a metric by step.
        Map<Long, JsonNode> metric(String name) {
            Map<Long, JsonNode> values = new java.util.TreeMap<>();
            for (JsonNode row : history) {
                if (row.has(name)) {
                    values.put(row.path("_step").asLong(), row.get(name));
                }
            }
            return values;
        }
    }

    private JsonNode project(String fields) {
        return server.data(
                        key,
                        "query($entity: String!, $project: String!) { project(name: $project, entityName: $entity) {"
                                + fields + "} }",
                        Map.of("entity", entity, "project", project))
                .path("project");
    }

    /// Every run, oldest first.
    List<RunState> runs() {
        JsonNode edges = project("runs(first: 1000, order: \"+created_at\") { edges { node { " + RUN_FIELDS + " } } }")
                .path("runs")
                .path("edges");
        List<RunState> runs = new ArrayList<>();
        edges.forEach(edge -> runs.add(run(edge.path("node"))));
        return runs;
    }

    RunState run(String id) {
        return runs().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no run " + id));
    }

    private RunState run(JsonNode node) {
        String id = node.path("name").asString();
        JsonNode detail = project("run(name: " + Json.write(Json.tree(id)) + ") {"
                        + " history(minStep: 0, maxStep: 1000000)"
                        + " logLines(first: 100000, useImprovedPagination: true) { edges { node { line level } } } }")
                .path("run");
        List<JsonNode> history = new ArrayList<>();
        detail.path("history").forEach(line -> history.add(Json.parse(line.asString())));
        List<String> console = new ArrayList<>();
        detail.path("logLines")
                .path("edges")
                .forEach(edge -> console.add(edge.path("node").path("line").asString()));
        return new RunState(
                id,
                node.path("displayName").asString(""),
                node.path("state").asString(""),
                node.path("jobType").asString(""),
                Json.text(node.get("notes")),
                node.path("tags").values().stream().map(JsonNode::asString).toList(),
                config(node),
                Json.parse(node.path("summaryMetrics").asString("{}")),
                history,
                console);
    }

    private static JsonNode config(JsonNode node) {
        Map<String, JsonNode> values = new java.util.LinkedHashMap<>();
        Json.members(Json.parse(node.path("config").asString("{}")))
                .forEach((name, entry) -> values.put(name, entry.path("value")));
        values.remove("_wandb");
        return Json.object(values);
    }
}
