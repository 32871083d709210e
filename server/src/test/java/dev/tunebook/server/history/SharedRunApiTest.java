package dev.tunebook.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Several processes write one run: what a client with `mode="shared"` sends, and what is read then.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedRunApiTest {
    private static final String HISTORY = "wandb-history.jsonl";
    private static final String EVENTS = "wandb-events.jsonl";
    private static final String SUMMARY = "wandb-summary.json";
    private static final String OUTPUT = "output.log";

    private TestServer server;
    private String ada;
    private int number;
    private Stream run;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        ada = server.user("ada");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void begin() {
        run = Stream.begin(server, ada, "shared" + number++);
    }

    private HttpRequest.Builder stream(String writer, String body) {
        return server.request("/files/ada/p/" + run.run() + "/file_stream", ada)
                .header("X-WANDB-USE-ASYNC-FILESTREAM", "true")
                .header("X-WANDB-ASYNC-CLIENT-ID", writer)
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(String writer, String body) {
        return server.send(stream(writer, body));
    }

    private void send(String writer, String file, long offset, String... lines) {
        assertThat(post(writer, body(file, offset, lines)).statusCode()).isEqualTo(200);
    }

    private static String body(String file, long offset, String... lines) {
        Map<String, Object> block = Map.of("offset", offset, "content", List.of(lines));
        return Json.write(Json.tree(Map.of("files", Map.of(file, block))));
    }

    private List<String> rows() {
        return run.history().stream().map(Json::write).toList();
    }

    @Test
    void rowsOfAllWritersAreKeptAndGetTheirStepsInTheOrderOfArrival() {
        send("one", HISTORY, 0, "{\"loss\":0.5}", "{\"loss\":0.25}");
        send("two", HISTORY, 0, "{\"accuracy\":1}");
        send("one", HISTORY, 2, "{}");
        send("two", HISTORY, 1, "{\"accuracy\":9007199254740993}");

        assertThat(rows())
                .containsExactly(
                        "{\"_step\":0,\"loss\":0.5}",
                        "{\"_step\":1,\"loss\":0.25}",
                        "{\"_step\":2,\"accuracy\":1}",
                        "{\"_step\":3}",
                        "{\"_step\":4,\"accuracy\":9007199254740993}");
        assertThat(run.read().path("historyLineCount").asInt()).isEqualTo(5);
    }

    @Test
    void stepsGoOnAboveThoseOfAWriterWithStepsOfItsOwn() {
        run.send(HISTORY, 0, List.of("{\"_step\":10,\"loss\":1}", "{\"_step\":20,\"loss\":1}"));

        send("late", HISTORY, 2, "{\"loss\":2}");

        assertThat(rows()).last().isEqualTo("{\"_step\":21,\"loss\":2}");
    }

    @Test
    void whatIsSentTwiceIsThereOnceHoweverItIsCut() {
        send("one", HISTORY, 0, "{\"a\":0}", "{\"a\":1}");
        send("one", EVENTS, 0, "{\"system.cpu\":1}");
        send("two", HISTORY, 0, "{\"b\":0}");
        send("two", EVENTS, 0, "{\"system.cpu\":1}");
        List<String> before = rows();

        send("one", HISTORY, 0, "{\"a\":0}", "{\"a\":1}");
        send("one", HISTORY, 1, "{\"a\":1}", "{\"a\":2}");
        send("one", EVENTS, 0, "{\"system.cpu\":1}");

        assertThat(rows())
                .startsWith(before.toArray(String[]::new))
                .hasSize(4)
                .last()
                .isEqualTo("{\"_step\":3,\"a\":2}");
        assertThat(run.read().path("eventsLineCount").asInt()).isEqualTo(2);
    }

    @Test
    void aWriterRewritesItsOwnConsoleLinesOnly() {
        send("one", OUTPUT, 0, "one: 10 %", "one: waits");
        send("two", OUTPUT, 0, "two: 10 %");
        send("two", OUTPUT, 0, "two: 90 %", "two: done");
        send("one", OUTPUT, 0, "one: 90 %");

        assertThat(run.console()).isEqualTo(Map.of(0, "one: 90 %", 1, "one: waits", 2, "two: 90 %", 3, "two: done"));
    }

    @Test
    void theSummaryHasTheKeysOfAllWriters() {
        send("one", SUMMARY, 0, "{\"loss\":0.5,\"both\":1}");
        send("two", SUMMARY, 0, "{\"accuracy\":1,\"both\":2}");

        assertThat(Json.parse(run.read().path("summaryMetrics").asString()))
                .isEqualTo(Json.parse("{\"loss\":0.5,\"both\":2,\"accuracy\":1}"));
    }

    @Test
    void theSummaryIsDerivedFromRowsOfAllWriters() {
        for (String writer : List.of("one", "two")) {
            server.send(stream(writer, body(HISTORY, 0, "{\"" + writer + "\":1}"))
                    .header("X-WANDB-SERVER-SIDE-DERIVED-SUMMARY", "true"));
        }

        assertThat(Json.parse(run.read().path("summaryMetrics").asString()))
                .isEqualTo(Json.parse("{\"one\":1,\"two\":1,\"_step\":1}"));
    }

    @Test
    void aWriterThatIsLateDoesNotReviveTheRun() {
        post("one", "{\"complete\":true,\"exitcode\":0}");
        send("two", HISTORY, 0, "{\"a\":0}");
        post("two", "{}");

        assertThat(run.read().path("state").asString()).isEqualTo("finished");
        assertThat(rows()).containsExactly("{\"_step\":0,\"a\":0}");
    }

    @Test
    void anOverlongWriterIsRefusedWithAReason() {
        HttpResponse<String> answer = post("w".repeat(129), "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("X-WANDB-ASYNC-CLIENT-ID has 129 characters");
    }

    @Test
    void theConfigHasTheKeysOfAllWriters() {
        upsert("{\"lr\":{\"value\":0.1},\"both\":{\"value\":1},\"_wandb\":{\"value\":"
                + "{\"t\":{\"1\":[1]},\"m\":[{\"1\":\"loss\"}],\"e\":{\"one\":{\"host\":\"a\"}}}}}");
        upsert(
                "{\"both\":{\"value\":2},\"_wandb\":{\"value\":{\"t\":{\"1\":[2]},\"m\":[],\"e\":{\"two\":{\"host\":\"b\"}}}}}");

        JsonNode config = Json.parse(server.data(
                        ada,
                        "query($run: String!) { project(name: \"p\", entityName: \"ada\") { run(name: $run) { config } } }",
                        Map.of("run", run.run()))
                .path("project")
                .path("run")
                .path("config")
                .asString());
        assertThat(config)
                .isEqualTo(Json.parse("{\"lr\":{\"value\":0.1},\"both\":{\"value\":2},\"_wandb\":{\"value\":"
                        + "{\"t\":{\"1\":[2]},\"m\":[{\"1\":\"loss\"}],"
                        + "\"e\":{\"one\":{\"host\":\"a\"},\"two\":{\"host\":\"b\"}}}}}"));
    }

    private void upsert(String config) {
        String body = Json.write(Json.tree(Map.of(
                "query",
                "mutation($run: String, $config: JSONString) { upsertBucket(input: {entityName: \"ada\","
                        + " modelName: \"p\", name: $run, config: $config}) { bucket { id } } }",
                "variables",
                Map.of("run", run.run(), "config", config))));
        HttpResponse<String> answer = server.send(server.request("/graphql", ada)
                .header("X-WANDB-USE-ASYNC-FILESTREAM", "true")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.body()).contains("bucket").doesNotContain("errors");
    }
}
