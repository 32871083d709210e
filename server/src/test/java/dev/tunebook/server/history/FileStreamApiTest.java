package dev.tunebook.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.RunGrant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What `POST .../file_stream` does to a run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileStreamApiTest {
    private static final String HISTORY = "wandb-history.jsonl";
    private static final String EVENTS = "wandb-events.jsonl";
    private static final String SUMMARY = "wandb-summary.json";
    private static final String OUTPUT = "output.log";

    private TestServer server;
    private String ada;
    private String bob;
    private int number;
    private Stream stream;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        ada = server.user("ada");
        bob = server.user("bob");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void begin() {
        stream = Stream.begin(server, ada, "run" + number++);
    }

    private static String row(int step) {
        return "{\"_step\":" + step + ",\"loss\":" + (1.0 / (step + 1)) + ",\"_timestamp\":1.7e9}";
    }

    private static List<String> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(FileStreamApiTest::row).toList();
    }

    @Test
    void aWholeMessageIsTakenIn() {
        HttpResponse<String> answer = stream.post("""
                {"files": {
                  "wandb-history.jsonl": {"offset": 0, "content": ["{\\"_step\\":0,\\"loss\\":0.5}", "{\\"_step\\":1,\\"loss\\":0.25}"]},
                  "wandb-events.jsonl": {"offset": 0, "content": ["{\\"_runtime\\":3,\\"system.cpu\\":12.5}"]},
                  "wandb-summary.json": {"offset": 0, "content": ["{\\"loss\\":0.25,\\"_step\\":1,\\"_wandb\\":{\\"runtime\\":3}}"]},
                  "output.log": {"offset": 0, "content": ["{\\"ts\\":\\"2026-08-01T10:15:30.000000\\",\\"content\\":\\"hello\\",\\"level\\":\\"error\\"}"]}
                }, "uploaded": ["config.yaml"]}
                """);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).path("stopped").asBoolean()).isFalse();
        JsonNode run = stream.read();
        assertThat(run.path("state").asString()).isEqualTo("running");
        assertThat(run.path("historyLineCount").asInt()).isEqualTo(2);
        assertThat(run.path("eventsLineCount").asInt()).isEqualTo(1);
        assertThat(run.path("logLineCount").asInt()).isEqualTo(1);
        assertThat(Json.parse(run.path("summaryMetrics").asString())
                        .path("_wandb")
                        .path("runtime")
                        .asInt())
                .isEqualTo(3);
        assertThat(run.path("historyTail").asString()).isEqualTo("[\"{\\\"_step\\\":1,\\\"loss\\\":0.25}\"]");
        assertThat(run.path("logLines")
                        .path("edges")
                        .path(0)
                        .path("node")
                        .path("level")
                        .asString())
                .isEqualTo("error");
        assertThat(stream.console()).isEqualTo(Map.of(0, "hello"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | running | ''",
                "{\"files\": {}} | running | ''",
                "{\"complete\": false, \"failed\": false, \"dropped\": 0, \"uploaded\": []} | running | ''",
                "{\"complete\": true, \"exitcode\": 0} | finished | 0",
                "{\"complete\": true, \"exitcode\": 0, \"dropped\": 0, \"uploaded\": []} | finished | 0",
                "{\"complete\": true, \"exitcode\": 1} | failed | 1",
                "{\"complete\": true, \"exitcode\": 255} | failed | 255",
                "{\"preempting\": true} | preempting | ''",
                "{\"unknown\": {\"member\": [1, 2]}} | running | ''",
            })
    void aMessageSaysTheState(String body, String state, String exitCode) {
        assertThat(stream.post(body).statusCode()).isEqualTo(200);
        assertThat(stream.read().path("state").asString()).isEqualTo(state);
        assertThat(stream.read().path("exitcode").asString("")).isEqualTo(exitCode);
    }

    @Test
    void anyPostAfterTheEndBringsARunBack() {
        stream.post("{\"complete\": true, \"exitcode\": 1}");
        stream.post("{}");
        assertThat(stream.read().path("state").asString()).isEqualTo("running");
    }

    @Test
    void aRepeatedRequestThatComesAfterTheEndBringsNothingBack() {
        stream.post(rowAndSummary(0));
        stream.post("{}");
        stream.post(rowAndSummary(1));
        stream.post("{\"complete\": true, \"exitcode\": 0}");
        JsonNode ended = stream.read();
        stream.post(rowAndSummary(0));
        stream.post("{}");
        assertThat(stream.read()).isEqualTo(ended);
        assertThat(ended.path("state").asString()).isEqualTo("finished");
        assertThat(ended.path("summaryMetrics").asString()).contains(":1}");
    }

    @Test
    void aRepeatedEndThatComesLateLeavesTheExitCode() {
        stream.post("{\"complete\": true, \"exitcode\": 1}");
        stream.send(HISTORY, 0, rows(0, 1));
        stream.post("{\"complete\": true, \"exitcode\": 0}");
        stream.post("{\"complete\": true, \"exitcode\": 1}");
        assertThat(stream.read().path("state").asString()).isEqualTo("finished");
        assertThat(stream.read().path("exitcode").asInt()).isZero();
    }

    private static String rowAndSummary(int step) {
        List<String> line = List.of("{\"_step\":" + step + "}");
        return Json.write(Json.tree(Map.of(
                "files",
                Map.of(
                        HISTORY, Map.of("offset", step, "content", line),
                        SUMMARY, Map.of("offset", 0, "content", line)))));
    }

    @Test
    void aRunThatShouldStopIsToldSoAndEndsKilled() {
        String id = server.data(
                        ada,
                        "query($run: String!) { project(name: \"p\", entityName: \"ada\") { run(name: $run) { id } } }",
                        Map.of("run", stream.run()))
                .path("project")
                .path("run")
                .path("id")
                .asString();
        server.data(ada, "mutation($id: ID!) { stopRun(input: {id: $id}) { success } }", Map.of("id", id));

        assertThat(Json.parse(stream.post("{}").body()).path("stopped").asBoolean())
                .isTrue();
        stream.post("{\"complete\": true, \"exitcode\": 255}");
        assertThat(stream.read().path("state").asString()).isEqualTo("killed");
    }

    @Test
    void aSilentRunCountsAsCrashed() {
        stream.post("{}");
        server.clock().advance(Duration.ofMinutes(30));
        server.store()
                .runLifecycle()
                .markSilent(
                        Viewer.system("test"),
                        server.clock().instant().minus(Duration.ofMinutes(5)),
                        server.clock().instant().minus(Duration.ofMinutes(29)));
        assertThat(stream.read().path("state").asString()).isEqualTo("crashed");
        stream.send(HISTORY, 0, rows(0, 1));
        assertThat(stream.read().path("state").asString()).isEqualTo("running");
    }

    @Test
    void theSameLinesAgainAreNothingAndOtherLinesReplace() {
        stream.send(HISTORY, 0, rows(0, 5));
        stream.send(HISTORY, 0, rows(0, 5));
        stream.send(HISTORY, 3, rows(3, 8));
        assertThat(stream.history()).hasSize(8);

        stream.send(OUTPUT, 0, List.of("10 %", "done"));
        stream.send(OUTPUT, 0, List.of("100 %"));
        assertThat(stream.console()).isEqualTo(Map.of(0, "100 %", 1, "done"));
    }

    @Test
    void aGapIsLeftOpen() {
        stream.send(HISTORY, 10, rows(10, 12));
        assertThat(stream.read().path("historyLineCount").asInt()).isEqualTo(12);
        assertThat(stream.history()).hasSize(2);
        stream.send(HISTORY, 0, rows(0, 10));
        assertThat(stream.history()).hasSize(12);
    }

    @Test
    void aForcedSecondSyncDoublesNothing() {
        stream.send(HISTORY, 0, rows(0, 25));
        // The client writes the members of a line in any order, and cuts its batches anew.
        List<String> again = IntStream.range(0, 25)
                .mapToObj(step -> "{\"_timestamp\":1.7e9,\"_step\":" + step + ",\"loss\":" + (1.0 / (step + 1)) + "}")
                .toList();
        for (int from = 0; from < 25; from += 10) {
            stream.send(HISTORY, 25 + from, again.subList(from, Math.min(from + 10, 25)));
        }

        assertThat(stream.history()).hasSize(25);
        assertThat(stream.read().path("historyLineCount").asInt()).isEqualTo(25);
    }

    @Test
    void aSecondSyncCompletesAFirstThatWasCutOff() {
        stream.send(HISTORY, 0, rows(0, 10));
        stream.send(HISTORY, 10, rows(0, 25));
        assertThat(stream.history().stream()
                        .map(row -> row.path("_step").asInt())
                        .toList())
                .isEqualTo(IntStream.range(0, 25).boxed().toList());
    }

    @Test
    void repeatsAreFoundHoweverFarApartTheirStepsAre() {
        String far = "{\"_step\":1000000000,\"loss\":1}";
        stream.send(HISTORY, 0, rows(0, 20_000));
        stream.send(HISTORY, 20_000, List.of(far));
        stream.send(HISTORY, 20_001, List.of(row(3), row(19_999), far, "{\"_step\":1000000001}"));
        assertThat(stream.read().path("historyLineCount").asInt()).isEqualTo(20_005);
        assertThat(server.store()
                        .history()
                        .rawRange(grant(), HistoryFile.HISTORY, LineQuery.lines(20_000, Long.MAX_VALUE)))
                .extracting(HistoryLine::number)
                .containsExactly(20_000L, 20_004L);
    }

    private RunGrant grant() {
        return server.store().runs().open(Viewer.system("test"), RunPath.of("ada", "p", stream.run()), Access.READ);
    }

    @Test
    void otherValuesAtStepsAlreadyLoggedAreKept() {
        stream.send(HISTORY, 0, rows(0, 3));
        stream.send(HISTORY, 3, List.of("{\"_step\":0,\"loss\":9.0}", "{\"_step\":1,\"loss\":9.0}"));
        assertThat(stream.history()).hasSize(5);
    }

    @Test
    void theSummaryIsTheNewestLine() {
        stream.send(SUMMARY, 0, List.of("{\"a\":1,\"b\":2}"));
        stream.send(SUMMARY, 0, List.of("{\"a\":3}"));
        assertThat(stream.read().path("summaryMetrics").asString()).isEqualTo("{\"a\":3}");
        stream.send(SUMMARY, 7, List.of("{\"a\":4}", "{\"a\":5}"));
        assertThat(stream.read().path("summaryMetrics").asString()).isEqualTo("{\"a\":5}");
    }

    @Test
    void theServerDerivesTheSummaryWhereAsked() {
        String body = "{\"files\":{\"wandb-history.jsonl\":{\"offset\":%d,\"content\":[%s]}}}";
        for (String content :
                List.of("\"{\\\"_step\\\":0,\\\"a\\\":1,\\\"b\\\":1}\"", "\"{\\\"_step\\\":1,\\\"a\\\":2}\"")) {
            server.send(server.request("/files/ada/p/" + stream.run() + "/file_stream", ada)
                    .header("X-WANDB-SERVER-SIDE-DERIVED-SUMMARY", "true")
                    .POST(BodyPublishers.ofString(body.formatted(content.contains(":0,") ? 0 : 1, content))));
        }
        JsonNode summary = Json.parse(stream.read().path("summaryMetrics").asString());
        assertThat(summary.path("a").asInt()).isEqualTo(2);
        assertThat(summary.path("b").asInt()).isEqualTo(1);
    }

    @Test
    void numbersKeepTheirLiteralForm() {
        String line =
                "{\"_step\":5,\"big\":9007199254740993,\"one\":1.0,\"tiny\":1e-300,\"nan\":NaN,\"inf\":-Infinity}";
        stream.send(HISTORY, 0, List.of(line));
        assertThat(stream.read().path("history").path(0).asString()).isEqualTo(line);
        assertThat(stream.read().path("historyTail").asString()).contains("9007199254740993", "1.0", "NaN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ts\":\"2026-08-01T10:15:30.000000\",\"content\":\"text\"} | text | '' | ''",
                "{\"ts\":\"2026-08-01T10:15:30.000000\",\"content\":\"text\",\"level\":\"error\",\"label\":\"rank0\"} | text | error | rank0",
                "2026-08-01T10:15:30.000000 plain text | plain text | '' | ''",
                "ERROR 2026-08-01T10:15:30.000000 bad | bad | error | ''",
                "2026-08-01T10:15:30.000000 [in brackets] text | [in brackets] text | '' | ''",
                "just text | just text | '' | ''",
                "{\"loss\": 1} | {\"loss\": 1} | '' | ''",
                "ERROR no time | ERROR no time | '' | ''",
            })
    void consoleLinesOfAllClientsAreRead(String sent, String line, String level, String label) {
        stream.send(OUTPUT, 0, List.of(sent));
        JsonNode node = stream.read().path("logLines").path("edges").path(0).path("node");
        assertThat(node.path("line").asString()).isEqualTo(line);
        assertThat(node.path("level").asString("")).isEqualTo(level);
        assertThat(node.path("label").asString("")).isEqualTo(label);
    }

    @Test
    void oldClientsSendListsOfBlocks() {
        stream.post("""
                {"files": {"output.log": [{"offset": 0, "content": ["a", "b"]}, {"offset": 5, "content": ["f"]}]}, "dropped": 0}
                """);
        assertThat(stream.console()).isEqualTo(Map.of(0, "a", 1, "b", 5, "f"));
    }

    @Test
    void gzipIsRead() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(("{\"files\":{\"wandb-history.jsonl\":{\"offset\":0,\"content\":["
                            + Json.write(Json.tree(row(0))) + "]}}}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse<String> answer = server.send(server.request("/files/ada/p/" + stream.run() + "/file_stream", ada)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(stream.history()).hasSize(1);
    }

    @Test
    void elevenMebibytesAreTaken() {
        String line = "{\"_step\":0,\"text\":\"" + "x".repeat(10 << 20) + "\"}";
        assertThat(stream.send(HISTORY, 0, List.of(line, "{\"_step\":1,\"text\":\"" + "y".repeat(1 << 20) + "\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(stream.history()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{\"files\": 3}",
                "{\"files\": {\"wandb-history.jsonl\": {\"offset\": -1, \"content\": [\"{}\"]}}}",
                "{\"files\": {}} trailing"
            })
    void whatIsNoMessageIsRefusedWithAReason(String body) {
        HttpResponse<String> answer = stream.post(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("error").path("code").asString())
                .isNotEmpty();
    }

    @Test
    void unknownRunsAndOthersRunsLookAlike() {
        Stream missing = new Stream(server, ada, "ada", "p", "no-such-run");
        Stream others = new Stream(server, bob, "ada", "p", stream.run());
        HttpResponse<String> unknown = missing.post("{}");
        HttpResponse<String> hidden = others.post("{}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(new Stream(server, ada, "nobody", "p", "x").post("{}").statusCode())
                .isEqualTo(404);
    }

    /// Whatever a client that retries does - repeat a request whole, cut it anew, send parts late or twice - the run
    /// ends as if each line had been sent once.
    @RepeatedTest(30)
    void retriedCutAndReorderedRequestsEndAsSentOnce(RepetitionInfo repetition) {
        long seed = 4711 + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int lines = 1 + random.nextInt(60);
        Stream once = Stream.begin(server, ada, "once" + seed);
        once.send(HISTORY, 0, rows(0, lines));
        once.send(EVENTS, 0, rows(0, lines / 2 + 1));
        once.send(
                OUTPUT, 0, IntStream.range(0, lines).mapToObj(i -> "line " + i).toList());
        once.send(SUMMARY, 0, List.of("{\"loss\":" + lines + "}"));
        once.post("{\"complete\": true, \"exitcode\": 0}");

        for (Runnable request : requests(random, lines)) {
            request.run();
        }
        stream.send(SUMMARY, 0, List.of("{\"loss\":" + lines + "}"));
        stream.post("{\"complete\": true, \"exitcode\": 0}");
        stream.post("{\"complete\": true, \"exitcode\": 0}");

        assertThat(stream.read()).as("seed %s", seed).isEqualTo(once.read());
    }

    /// Every line at least once; consecutive requests may change places, as when a retry overtakes.
    private List<Runnable> requests(Random random, int lines) {
        List<Runnable> requests = new ArrayList<>();
        int sent = 0;
        while (sent < lines) {
            int from = random.nextInt(3) == 0 ? random.nextInt(sent + 1) : sent;
            int to = Math.min(lines, sent + 1 + random.nextInt(8));
            Runnable request = () -> {
                stream.send(HISTORY, from, rows(from, to));
                stream.send(
                        OUTPUT,
                        from,
                        IntStream.range(from, to).mapToObj(i -> "line " + i).toList());
                int events = lines / 2 + 1;
                if (from < events) {
                    stream.send(EVENTS, from, rows(from, Math.min(to, events)));
                }
            };
            requests.addAll(Collections.nCopies(1 + random.nextInt(2), request));
            sent = to;
        }
        requests.add(() -> stream.send(EVENTS, 0, rows(0, lines / 2 + 1)));
        for (int i = 0; i + 1 < requests.size(); i++) {
            if (random.nextInt(3) == 0) {
                Collections.swap(requests, i, i + 1);
            }
        }
        return requests;
    }
}
