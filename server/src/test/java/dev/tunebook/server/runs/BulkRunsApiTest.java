package dev.tunebook.server.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.FreshServer;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Role;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Runs moved, changed and deleted at once, as scripts and the web app ask for it.
class BulkRunsApiTest extends FreshServer {
    private static final String MOVE = """
            mutation($input: MoveRunsInput!) { moveRuns(input: $input) {
              clientMutationId runCount task { id name state progress result } } }""";
    private static final String MODIFY = """
            mutation($input: ModifyRunsInput!) { modifyRuns(input: $input) {
              clientMutationId runCount runs { name tags group jobType notes displayName } } }""";
    private static final String DELETE = """
            mutation($input: DeleteRunsInput!) { deleteRuns(input: $input) { clientMutationId errors runCount } }""";
    private static final String UPSERT = """
            mutation($input: UpsertBucketInput!) { upsertBucket(input: $input) {
              inserted bucket { id name project { name entity { name } } } } }""";
    private static final String READ = """
            query($entity: String, $project: String, $run: String!) {
              project(name: $project, entityName: $entity) { run(name: $run) {
                id name tags summaryMetrics historyLineCount logLineCount history
                project { name } } } }""";
    private static final String LIST = """
            query($entity: String, $project: String) { project(name: $project, entityName: $entity) {
              runCount runs(first: 100) { edges { node { name } } } } }""";

    @BeforeEach
    void makeRuns() {
        upsert(ada, Map.of("modelName", "drafts", "name", "one", "groupName", "g", "summaryMetrics", "{\"loss\":0.5}"));
        upsert(ada, Map.of("modelName", "drafts", "name", "two", "groupName", "g", "summaryMetrics", "{\"loss\":1.5}"));
        upsert(ada, Map.of("modelName", "drafts", "name", "three", "summaryMetrics", "{\"loss\":2.5}"));
        server.data(
                ada, "mutation { upsertModel(input: {name: \"book\", entityName: \"ada\"}) { inserted } }", Map.of());
    }

    private JsonNode upsert(String key, Map<String, ?> input) {
        return server.data(key, UPSERT, Map.of("input", input)).path("upsertBucket");
    }

    private static Map<String, Object> from(Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "sourceEntityName", "ada",
                "sourceProjectName", "drafts",
                "destinationEntityName", "ada",
                "destinationProjectName", "book"));
        input.putAll(more);
        return input;
    }

    private static Map<String, Object> drafts(Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(Map.of("entityName", "ada", "projectName", "drafts"));
        input.putAll(more);
        return input;
    }

    private JsonNode move(Map<String, ?> more) {
        return server.data(ada, MOVE, Map.of("input", from(more))).path("moveRuns");
    }

    private JsonNode modify(Map<String, ?> more) {
        return server.data(ada, MODIFY, Map.of("input", drafts(more))).path("modifyRuns");
    }

    private JsonNode delete(Map<String, ?> more) {
        return server.data(ada, DELETE, Map.of("input", drafts(more))).path("deleteRuns");
    }

    private void refused(int status, String code, String key, String document, Map<String, ?> input) {
        HttpResponse<String> answer = server.graphql(key, document, Map.of("input", input));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"" + code + "\"");
    }

    private JsonNode read(String project, String run) {
        return server.data(ada, READ, Map.of("entity", "ada", "project", project, "run", run))
                .path("project")
                .path("run");
    }

    private List<String> names(String project) {
        return server.data(ada, LIST, Map.of("entity", "ada", "project", project))
                .findValuesAsString("name");
    }

    private HttpResponse<String> stream(String key, String project, String file, int offset, String line) {
        Map<String, Object> block = Map.of("offset", offset, "content", List.of(line));
        return server.post(
                "/files/ada/" + project + "/one/file_stream",
                key,
                Json.write(Json.tree(Map.of("files", Map.of(file, block)))));
    }

    @Test
    void runsMoveByFilter() {
        JsonNode moved = move(Map.of("filters", "{\"summary_metrics.loss\":{\"$lt\":2}}", "clientMutationId", "7"));
        assertThat(moved.path("runCount").asInt()).isEqualTo(2);
        assertThat(moved.path("clientMutationId").asString()).isEqualTo("7");
        assertThat(moved.path("task").path("state").asString()).isEqualTo("finished");
        assertThat(moved.path("task").path("progress").asInt()).isEqualTo(1);
        assertThat(names("drafts")).containsExactly("three");
        assertThat(names("book")).containsExactly("one", "two");
        assertThat(move(Map.of("filters", "{\"summary_metrics.loss\":{\"$lt\":2}}"))
                        .path("runCount")
                        .asInt())
                .as("a retry")
                .isZero();
    }

    @Test
    void aProgramThatStillWritesToTheOldPathLosesNothing() {
        stream(ada, "drafts", "wandb-history.jsonl", 0, "{\"_step\":0,\"loss\":0.5}");
        String id = read("drafts", "one").path("id").asString();
        assertThat(move(Map.of("runNames", List.of("one"))).path("runCount").asInt())
                .isEqualTo(1);
        assertThat(stream(ada, "drafts", "wandb-history.jsonl", 1, "{\"_step\":1,\"loss\":0.25}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(stream(ada, "drafts", "output.log", 0, "still here").statusCode())
                .isEqualTo(200);
        assertThat(stream(ada, "book", "wandb-history.jsonl", 2, "{\"_step\":2,\"loss\":0.125}")
                        .statusCode())
                .as("the new path works as well")
                .isEqualTo(200);
        server.data(
                ada,
                "mutation($input: CreateRunFilesInput!) { createRunFiles(input: $input) { files { uploadUrl } } }",
                Map.of("input", drafts(Map.of("runName", "one", "files", List.of("late.txt")))));
        JsonNode resumed = upsert(ada, Map.of("entityName", "ada", "modelName", "drafts", "name", "one"));
        assertThat(resumed.path("inserted").asBoolean()).isFalse();
        assertThat(resumed.path("bucket").path("project").path("name").asString())
                .isEqualTo("book");

        JsonNode run = read("book", "one");
        assertThat(run.path("id").asString()).isEqualTo(id);
        assertThat(run.path("historyLineCount").asInt()).isEqualTo(3);
        assertThat(run.path("logLineCount").asInt()).isEqualTo(1);
        assertThat(read("drafts", "one").path("project").path("name").asString())
                .as("and so do old links")
                .isEqualTo("book");
        assertThat(names("drafts")).containsExactly("two", "three");
        assertThat(server.store().check()).isEmpty();
    }

    /// The mover may write in both, Bob only in the old place.
    @Test
    void whoMayNotSeeTheNewPlaceIsToldThatTheRunIsGone() {
        Viewer system = Viewer.system("test");
        server.store().teams().putTeam(system, "band", Optional.empty());
        server.store().teams().putMember(system, "band", "ada", Role.ADMIN);
        server.store().teams().putMember(system, "band", "bob", Role.MEMBER);
        upsert(ada, Map.of("entityName", "band", "modelName", "drafts", "name", "tune"));
        server.data(ada, MOVE, Map.of("input", from(Map.of("sourceEntityName", "band", "runNames", List.of("tune")))));

        String path = "/files/band/drafts/tune/file_stream";
        assertThat(server.post(path, bob, "{}").statusCode()).isEqualTo(410);
        assertThat(server.post(path, ada, "{}").statusCode()).isEqualTo(200);
        refused(410, "gone", bob, UPSERT, Map.of("entityName", "band", "modelName", "drafts", "name", "tune"));
        JsonNode seen = server.data(bob, READ, Map.of("entity", "band", "project", "drafts", "run", "tune"));
        assertThat(seen.path("project").path("run").isNull()).isTrue();
    }

    @Test
    void aNameThatIsTakenMovesNothing() {
        upsert(ada, Map.of("modelName", "book", "name", "two"));
        HttpResponse<String> answer = server.graphql(ada, MOVE, Map.of("input", from(Map.of("filters", "{}"))));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("name_taken", "ada/book has, or had, a run two", "nothing was moved");
        assertThat(names("drafts")).containsExactly("one", "two", "three");
        assertThat(names("book")).containsExactly("two");
    }

    @Test
    void runsAreMeantExplicitly() {
        refused(400, "selection", ada, MOVE, from(Map.of()));
        refused(400, "selection", ada, MOVE, from(Map.of("filters", " ")));
        refused(400, "selection", ada, DELETE, drafts(Map.of()));
        refused(400, "selection", ada, DELETE, drafts(Map.of("filters", "{}", "runNames", List.of("one"))));
        refused(400, "missing_argument", ada, DELETE, Map.of("filters", "{}"));
        refused(400, "invalid_filter", ada, DELETE, drafts(Map.of("filters", "[]")));
        refused(404, "not_found", ada, MODIFY, Map.of("ids", List.of("one"), "addTags", List.of("x")));
        refused(404, "not_found", ada, DELETE, drafts(Map.of("runNames", List.of("one", "four"))));
        refused(404, "not_found", ada, MOVE, from(Map.of("filters", "{}", "destinationProjectName", "bok")));
        refused(404, "not_found", bob, MOVE, from(Map.of("filters", "{}")));
        assertThat(delete(Map.of("runNames", List.of())).path("runCount").asInt())
                .isZero();
        assertThat(names("drafts")).hasSize(3);
    }

    @Test
    void tagsAndLabelsOfManyAreChanged() {
        JsonNode tagged = modify(Map.of("filters", "{\"group\":\"g\"}", "addTags", List.of("best", " new ", "")));
        assertThat(tagged.path("runCount").asInt()).isEqualTo(2);
        assertThat(Json.write(tagged.path("runs").path(0).path("tags"))).isEqualTo("[\"best\",\"new\"]");
        String id = read("drafts", "three").path("id").asString();
        JsonNode changed = server.data(
                        ada,
                        MODIFY,
                        Map.of(
                                "input",
                                Map.of(
                                        "ids", List.of(id),
                                        "addTags", List.of("odd"),
                                        "groupName", "h",
                                        "jobType", "eval",
                                        "notes", "n",
                                        "displayName", "The third")))
                .path("modifyRuns")
                .path("runs")
                .path(0);
        assertThat(Json.write(changed))
                .isEqualTo("{\"name\":\"three\",\"tags\":[\"odd\"],\"group\":\"h\",\"jobType\":\"eval\","
                        + "\"notes\":\"n\",\"displayName\":\"The third\"}");
        modify(Map.of("filters", "{\"tags\":\"best\"}", "removeTags", List.of("best")));
        assertThat(Json.write(read("drafts", "one").path("tags"))).isEqualTo("[\"new\"]");
        refused(400, "display_name", ada, MODIFY, drafts(Map.of("filters", "{}", "displayName", "All of them")));
    }

    @Test
    void manyAreDeletedWithTheirLines() {
        stream(ada, "drafts", "wandb-history.jsonl", 0, "{\"_step\":0,\"loss\":0.5}");
        assertThat(delete(Map.of("filters", "{\"group\":\"g\"}", "deleteArtifacts", true))
                        .path("runCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(names("drafts")).containsExactly("three");
        assertThat(delete(Map.of("runNames", List.of("one", "two")))
                        .path("runCount")
                        .asInt())
                .as("a retry")
                .isEqualTo(2);
        assertThat(stream(ada, "drafts", "wandb-history.jsonl", 1, "{}").statusCode())
                .isEqualTo(410);
    }
}
