package dev.tunebook.finetune.acceptance;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a project holds, read from the server as any client would.
final class TrackerState {
    private static final String RUN_FIELDS =
            "id name displayName state notes tags group jobType config summaryMetrics historyLineCount logLineCount";
    private static final String FILE_FIELDS = "files(first: 1000) { edges { node { name sizeBytes md5 directUrl } } }";
    private static final String VERSION_FIELDS = "id versionIndex digest state metadata"
            + " aliases { alias artifactCollection { name } }"
            + " createdBy { __typename ... on Run { name } } usedBy { edges { node { name } } }"
            + " files(first: 1000) { edges { node { name digest sizeBytes directUrl } } }";
    private static final Pattern CLIENT_ARTIFACT = Pattern.compile("wandb-client-artifact://([a-z0-9]+)([:/])");

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
    /// @param files their MD5 by name
    record RunState(
            String id,
            String displayName,
            String state,
            String jobType,
            Optional<String> notes,
            List<String> tags,
            Optional<String> group,
            JsonNode config,
            JsonNode summary,
            List<JsonNode> history,
            List<ConsoleState> console,
            Map<String, String> files) {

        /// The values of a metric by step.
        Map<Long, JsonNode> metric(String name) {
            Map<Long, JsonNode> values = new TreeMap<>();
            for (JsonNode row : history) {
                if (row.has(name)) {
                    values.put(row.path("_step").asLong(), row.get(name));
                }
            }
            return values;
        }

        /// The steps of the rows, in their order.
        List<Long> steps() {
            return history.stream().map(row -> row.path("_step").asLong()).toList();
        }

        String status() {
            return summary.path("status").asString("");
        }

        List<String> consoleText() {
            return console.stream().map(ConsoleState::text).toList();
        }
    }

    record ConsoleState(String text, String level, String time) {}

    /// A committed version of an artifact.
    ///
    /// @param aliases without `vN`, in order
    /// @param createdBy name of the run it is an output of; empty for a user's
    /// @param usedBy names of the runs it is an input of, in order
    /// @param files digest by path
    record VersionState(
            String type,
            String collection,
            int index,
            String digest,
            JsonNode metadata,
            List<String> aliases,
            String createdBy,
            List<String> usedBy,
            Map<String, String> files) {}

    private JsonNode project(String fields) {
        return server.data(
                        key,
                        "query($entity: String!, $project: String!) { project(name: $project, entityName: $entity) {"
                                + fields + "} }",
                        Map.of("entity", entity, "project", project))
                .path("project");
    }

    /// Every run, by id.
    List<RunState> runs() {
        List<RunState> runs = new ArrayList<>();
        nodes(project("runs(first: 1000, order: \"+name\") { edges { node { " + RUN_FIELDS + " } } }")
                        .path("runs"))
                .forEach(node -> runs.add(run(node)));
        return runs;
    }

    /// The ids of runs by a filter in the protocol's language, in an order.
    List<String> runIds(String filters, String order) {
        return nodes(project("runs(first: 1000, order: " + quoted(order) + ", filters: " + quoted(filters)
                                + ") { edges { node { name } } }")
                        .path("runs"))
                .stream()
                .map(node -> node.path("name").asString())
                .toList();
    }

    RunState run(String id) {
        return runs().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no run " + id));
    }

    private RunState run(JsonNode node) {
        String id = node.path("name").asString();
        JsonNode detail = project("run(name: " + quoted(id) + ") { history(minStep: 0, maxStep: 1000000) "
                        + FILE_FIELDS + " logLines(first: 100000, useImprovedPagination: true) {"
                        + " edges { node { line level timestamp } } } }")
                .path("run");
        List<JsonNode> history = new ArrayList<>();
        detail.path("history").forEach(line -> history.add(Json.parse(resolved(line.asString()))));
        List<ConsoleState> console = nodes(detail.path("logLines")).stream()
                .map(line -> new ConsoleState(
                        line.path("line").asString(),
                        line.path("level").asString(""),
                        line.path("timestamp").asString("")))
                .toList();
        Map<String, String> files = new TreeMap<>();
        nodes(detail.path("files"))
                .forEach(file ->
                        files.put(file.path("name").asString(), file.path("md5").asString("")));
        return new RunState(
                id,
                node.path("displayName").asString(""),
                node.path("state").asString(""),
                node.path("jobType").asString(""),
                Json.text(node.get("notes")),
                texts(node.path("tags")),
                Json.text(node.get("group")),
                config(node),
                Json.parse(resolved(node.path("summaryMetrics").asString("{}"))),
                history,
                console,
                files);
    }

    private static JsonNode config(JsonNode node) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Json.members(Json.parse(node.path("config").asString("{}")))
                .forEach((name, entry) -> values.put(name, entry.path("value")));
        values.remove("_wandb");
        return Json.object(values);
    }

    /// The bytes of a run's file.
    byte[] file(String runId, String name) {
        JsonNode files = project("run(name: " + quoted(runId) + ") { " + FILE_FIELDS + " }")
                .path("run")
                .path("files");
        return download(files, name);
    }

    /// The bytes of an artifact's file.
    ///
    /// @param artifact `name:alias`
    byte[] artifactFile(String artifact, String path) {
        JsonNode files = project("artifact(name: " + quoted(artifact) + ") {"
                        + " files(first: 1000) { edges { node { name directUrl } } } }")
                .path("artifact")
                .path("files");
        return download(files, path);
    }

    private byte[] download(JsonNode files, String name) {
        String address = nodes(files).stream()
                .filter(file -> file.path("name").asString().equals(name))
                .map(file -> file.path("directUrl").asString())
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no file " + name + " among " + files));
        String path = address.replaceFirst("^https?://[^/]+", "");
        HttpResponse<byte[]> answer = server.send(server.request(path, key), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " for the file " + name);
        }
        return answer.body();
    }

    /// Every committed version: by collection, then by number.
    List<VersionState> versions() {
        List<VersionState> versions = new ArrayList<>();
        JsonNode types = project("artifactTypes(first: 100) { edges { node { name artifactCollections(first: 1000,"
                        + " order: \"+name\") { edges { node { name artifacts(first: 1000) { edges { node { "
                        + VERSION_FIELDS + " } } } } } } } } }")
                .path("artifactTypes");
        for (JsonNode type : nodes(types)) {
            for (JsonNode collection : nodes(type.path("artifactCollections"))) {
                for (JsonNode version : nodes(collection.path("artifacts"))) {
                    if (version.path("state").asString().equals("COMMITTED")) {
                        versions.add(version(type, collection, version));
                    }
                }
            }
        }
        versions.sort(java.util.Comparator.comparing(VersionState::collection).thenComparing(VersionState::index));
        return versions;
    }

    List<VersionState> versions(String collection) {
        return versions().stream()
                .filter(version -> version.collection().equals(collection))
                .toList();
    }

    /// The version of a collection that has an alias.
    VersionState version(String collection, String alias) {
        List<VersionState> found = versions(collection).stream()
                .filter(version -> version.aliases().contains(alias))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " versions of " + collection + " have the alias " + alias);
        }
        return found.get(0);
    }

    private VersionState version(JsonNode type, JsonNode collection, JsonNode version) {
        String name = collection.path("name").asString();
        List<String> aliases = new ArrayList<>();
        version.path("aliases").forEach(alias -> {
            String text = alias.path("alias").asString();
            if (alias.path("artifactCollection").path("name").asString().equals(name) && !text.matches("v\\d+")) {
                aliases.add(text);
            }
        });
        Map<String, String> files = new TreeMap<>();
        nodes(version.path("files"))
                .forEach(file -> files.put(
                        file.path("name").asString(), file.path("digest").asString("")));
        return new VersionState(
                type.path("name").asString(),
                name,
                version.path("versionIndex").asInt(),
                version.path("digest").asString(),
                Json.parse(version.path("metadata").asString("{}")),
                aliases.stream().sorted().toList(),
                version.path("createdBy").path("name").asString(""),
                nodes(version.path("usedBy")).stream()
                        .map(run -> run.path("name").asString())
                        .sorted()
                        .toList(),
                files);
    }

    /// Everything as one text; equal for projects that hold the same, whatever they are called.
    String snapshot() {
        List<String> lines = new ArrayList<>();
        runs().forEach(run -> lines.add(run.toString()));
        versions().forEach(version -> lines.add(version.toString()));
        return String.join("\n", lines);
    }

    /// Client ids are made by chance: what they stand for is what counts.
    private String resolved(String text) {
        Matcher matcher = CLIENT_ARTIFACT.matcher(text);
        return matcher.replaceAll(match -> match.group(2).equals(":")
                ? "newest-of-the-sequence:"
                : Matcher.quoteReplacement(target(match.group(1)) + "/"));
    }

    private String target(String clientId) {
        String id = server.data(
                        key, "query($id: ID!) { clientIDMapping(clientID: $id) { serverID } }", Map.of("id", clientId))
                .path("clientIDMapping")
                .path("serverID")
                .asString();
        JsonNode artifact = server.data(
                        key,
                        "query($id: ID!) { artifact(id: $id) { versionIndex artifactSequence { name } } }",
                        Map.of("id", id))
                .path("artifact");
        return artifact.path("artifactSequence").path("name").asString() + ":v"
                + artifact.path("versionIndex").asInt();
    }

    private static List<JsonNode> nodes(JsonNode connection) {
        return connection.path("edges").values().stream()
                .map(edge -> edge.path("node"))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).toList();
    }

    private static String quoted(String text) {
        return Json.write(Json.tree(text));
    }
}
