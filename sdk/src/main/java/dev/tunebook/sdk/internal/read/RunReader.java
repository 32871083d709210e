package dev.tunebook.sdk.internal.read;

import dev.tunebook.model.HistoryRow;
import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.internal.artifact.VersionFields;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.download.RemoteFile;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads what belongs to one run.
public final class RunReader {
    private static final int CONSOLE_PAGE = 1000;
    private static final int FILE_PAGE = 200;
    private static final int ARTIFACT_PAGE = 100;

    private final Client client;
    private final RunPath path;

    public RunReader(Client client, RunPath path) {
        this.client = client;
        this.path = path;
    }

    /// The run's fields; empty when there is none.
    public Optional<JsonNode> fields() {
        return GraphQl.at(client.graphQl().run(Operation.RUN, place("name")), "project", "run");
    }

    public Stream<HistoryRow> history(long from, long to) {
        JsonNode run = run(Operation.HISTORY_KEYS, place("name"));
        long last = run.path("historyKeys").path("lastStep").asLong(-1);
        long rows = run.path("historyLineCount").asLong(Long.MAX_VALUE);
        return Pages.stream(new HistoryScan(this::window, Math.max(0, from), Math.min(to, last + 1), rows));
    }

    /// The keys that have a value in some row.
    public Set<String> historyKeys() {
        JsonNode keys = run(Operation.HISTORY_KEYS, place("name")).path("historyKeys");
        return Set.copyOf(Json.members(keys.path("keys")).keySet());
    }

    private List<String> window(long from, long to, long most) {
        ObjectNode variables = place("run")
                .put("minStep", from)
                .put("maxStep", to)
                .put("pageSize", (int) Math.min(Integer.MAX_VALUE, most));
        return run(Operation.HISTORY_PAGE, variables).path("history").values().stream()
                .map(line -> line.asString("{}"))
                .toList();
    }

    /// Rows that hold all of these keys, and only them.
    public List<Map<String, JsonNode>> sampled(List<String> keys, int samples) {
        ObjectNode spec = Json.object();
        spec.set("keys", Json.tree(keys));
        spec.put("samples", samples);
        ObjectNode variables = place("name");
        variables.putArray("specs").add(Json.write(spec));
        return run(Operation.SAMPLED_HISTORY, variables).path("sampledHistory").path(0).values().stream()
                .map(Json::members)
                .toList();
    }

    public Stream<ConsoleLine> console() {
        return Pages.stream(cursor -> {
                    ObjectNode variables = place("runName").put("first", CONSOLE_PAGE);
                    cursor.ifPresent(after -> variables.put("after", after));
                    return run(Operation.CONSOLE_PAGE, variables).path("logLines");
                })
                .map(RunReader::consoleLine);
    }

    private static ConsoleLine consoleLine(JsonNode node) {
        return new ConsoleLine(
                Json.text(node.get("timestamp")).map(VersionFields::time),
                node.path("level").asString("").equals("error"),
                Json.text(node.get("label")),
                node.path("line").asString(""));
    }

    public Stream<RemoteFile> files() {
        return Pages.stream(cursor -> {
                    ObjectNode variables = place("name").put("fileLimit", FILE_PAGE);
                    cursor.ifPresent(after -> variables.put("fileCursor", after));
                    return run(Operation.RUN_FILES, variables).path("files");
                })
                .map(this::file);
    }

    /// Empty when the run has no file of this name.
    public Optional<RemoteFile> file(String name) {
        return fileNode(name)
                .filter(node -> Json.text(node.get("updatedAt")).isPresent()
                        || Json.text(node.get("md5")).isPresent())
                .map(this::file);
    }

    private Optional<JsonNode> fileNode(String name) {
        ObjectNode variables = place("name");
        variables.putArray("fileNames").add(name);
        return run(Operation.RUN_FILES, variables).path("files").path("edges").values().stream()
                .map(edge -> edge.path("node"))
                .filter(node -> node.path("name").asString("").equals(name))
                .findFirst();
    }

    private RemoteFile file(JsonNode node) {
        String name = node.path("name").asString("");
        String address = address(node);
        return new RemoteFile(
                name,
                node.path("sizeBytes").isMissingNode()
                        ? OptionalLong.empty()
                        : OptionalLong.of(node.path("sizeBytes").asLong(0)),
                Json.text(node.get("md5")).map(md5 -> new RemoteFile.Digest("MD5", md5)),
                Optional.empty(),
                attempt -> attempt == 1
                        ? address
                        : fileNode(name).map(RunReader::address).orElse(address));
    }

    private static String address(JsonNode node) {
        return Json.text(node.get("directUrl"))
                .or(() -> Json.text(node.get("url")))
                .orElse("");
    }

    /// @param operation one of the two lists of artifacts
    public Stream<VersionFields> artifacts(Operation operation) {
        VersionFields.Place asked =
                new VersionFields.Place(path.entity().value(), path.project().value(), "");
        return Pages.stream(cursor -> {
                    ObjectNode variables = place("run").put("perPage", ARTIFACT_PAGE);
                    cursor.ifPresent(after -> variables.put("cursor", after));
                    return run(operation, variables).path("artifacts");
                })
                .map(node -> VersionFields.ofArtifact(node, asked));
    }

    /// @throws ApiException when the run is gone
    private JsonNode run(Operation operation, ObjectNode variables) {
        return GraphQl.at(client.graphQl().run(operation, variables), "project", "run")
                .orElseThrow(() -> gone(path));
    }

    /// What to throw for a run that is not there.
    public static ApiException gone(RunPath path) {
        return new ApiException(404, "there is no run " + path + " you may read; check entity, project and id");
    }

    private ObjectNode place(String nameVariable) {
        return Json.object()
                .put("entity", path.entity().value())
                .put("project", path.project().value())
                .put(nameVariable, path.run().value());
    }
}
