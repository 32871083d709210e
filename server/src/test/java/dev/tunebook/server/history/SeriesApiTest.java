package dev.tunebook.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a chart asks: `POST /api/series`, read here byte by byte as the web app reads it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesApiTest {
    private static final int LINES = 1_000;

    private TestServer server;
    private String ada;
    private String bob;
    private String run;
    private String other;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        ada = server.user("ada");
        bob = server.user("bob");
        run = streamed(
                "one", step -> "{\"_step\":" + step + ",\"loss\":" + (LINES - step) + ",\"odd\":" + step % 2 + "}");
        other = streamed("two", step -> "{\"_step\":" + step + ",\"loss\":0.5}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String streamed(String name, IntFunction<String> line) {
        Stream stream = Stream.begin(server, ada, name);
        stream.send(
                "wandb-history.jsonl",
                0,
                IntStream.range(0, LINES).mapToObj(line).toList());
        return server.data(
                        ada,
                        "query($run: String!) { project(name: \"p\", entityName: \"ada\") { run(name: $run) { id } } }",
                        Map.of("run", name))
                .path("project")
                .path("run")
                .path("id")
                .asString();
    }

    /// One curve of an answer.
    private record Curve(String run, String key, boolean raw, List<double[]> arrays) {}

    private HttpResponse<byte[]> ask(String key, Map<String, ?> body) {
        return server.send(
                server.request("/api/series", key).POST(BodyPublishers.ofString(Json.write(Json.tree(body)))),
                BodyHandlers.ofByteArray());
    }

    private List<Curve> curves(String key, Map<String, ?> body) {
        HttpResponse<byte[]> answer = ask(key, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        ByteBuffer in = ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(answer.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("TBS1");
        int length = in.getInt(4);
        JsonNode header = Json.parse(new String(answer.body(), 8, length, StandardCharsets.UTF_8));
        int start = (8 + length + 7) / 8 * 8;
        List<Curve> curves = new ArrayList<>();
        for (JsonNode one : header.path("series")) {
            int count = one.path("count").asInt();
            boolean raw = one.path("raw").asBoolean();
            List<double[]> arrays = new ArrayList<>();
            for (int i = 0; i < (raw ? 2 : 5); i++) {
                double[] values = new double[count];
                int at = start + one.path("offset").asInt() + i * count * 8;
                in.slice(at, count * 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asDoubleBuffer()
                        .get(values);
                arrays.add(values);
            }
            curves.add(new Curve(one.path("run").asString(), one.path("key").asString(), raw, arrays));
        }
        return curves;
    }

    @Test
    void fewPointsComeAsTheyAre() {
        Curve curve = curves(ada, Map.of("runs", List.of(run), "keys", List.of("loss"), "min", 10, "max", 12))
                .get(0);
        assertThat(curve.raw()).isTrue();
        assertThat(curve.arrays().get(0)).containsExactly(10, 11, 12);
        assertThat(curve.arrays().get(1)).containsExactly(990, 989, 988);
    }

    @Test
    void manyPointsComeInBucketsThatKeepTheExtremes() {
        Curve curve = curves(ada, Map.of("runs", List.of(run), "keys", List.of("loss"), "buckets", 10))
                .get(0);
        assertThat(curve.raw()).isFalse();
        assertThat(curve.arrays()).hasSize(5);
        assertThat(curve.arrays().get(0).length).isBetween(1, 10);
        assertThat(curve.arrays().get(2)).contains(1);
        assertThat(curve.arrays().get(3)).contains(1000);
        for (int i = 0; i < curve.arrays().get(0).length; i++) {
            assertThat(curve.arrays().get(4)[i])
                    .isBetween(curve.arrays().get(2)[i], curve.arrays().get(3)[i]);
        }
    }

    @Test
    void everyRunAndKeyIsACurveInTheOrderAsked() {
        List<Curve> curves = curves(ada, Map.of("runs", List.of(other, run), "keys", List.of("loss", "odd"), "max", 3));
        assertThat(curves.stream().map(curve -> curve.run() + " " + curve.key()))
                .containsSubsequence(other + " loss", run + " loss")
                .contains(run + " odd");
    }

    @Test
    void anotherAxisIsAnotherKey() {
        Curve curve = curves(ada, Map.of("runs", List.of(run), "keys", List.of("_step"), "x", "loss", "max", 2))
                .get(0);
        assertThat(curve.arrays().get(0)).containsExactlyInAnyOrder(1, 2);
        assertThat(curve.arrays().get(1)).containsExactlyInAnyOrder(999, 998);
    }

    @Test
    void othersRunsAndRunsThatAreNotThereAreLeftOut() {
        Map<String, Object> body = Map.of("runs", List.of(run, "bm9uc2Vuc2U=", "?"), "keys", List.of("loss"));
        assertThat(curves(ada, body)).hasSize(1);
        assertThat(curves(bob, body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"buckets, 0", "buckets, -5"})
    void whatCannotBeAnsweredIsRefused(String name, int value) {
        Map<String, Object> body = new HashMap<>(Map.of("runs", List.of(run), "keys", List.of("loss")));
        body.put(name, value);
        assertThat(ask(ada, body).statusCode()).isEqualTo(400);
    }

    @Test
    void moreThanABrowserCanDrawIsRefused() {
        List<String> keys = IntStream.range(0, 5_000).mapToObj(i -> "k" + i).toList();
        HttpResponse<byte[]> answer = ask(ada, Map.of("runs", List.of(run), "keys", keys, "buckets", 2_000));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("too_many_points");
    }

    /// 2^63 - 1 and its neighbours must not wrap around.
    @ParameterizedTest
    @CsvSource({"4294967295, 400", "9223372036854775807, 400", "-1, 400", "4294967294, 200"})
    void linesAreCountedTo32Bits(long offset, int status) {
        Stream stream = Stream.begin(server, ada, "offset" + Math.abs(offset));
        assertThat(stream.send("wandb-history.jsonl", offset, List.of("{\"_step\":1}"))
                        .statusCode())
                .isEqualTo(status);
    }
}
