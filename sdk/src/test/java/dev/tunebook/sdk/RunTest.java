package dev.tunebook.sdk;

import static dev.tunebook.sdk.FakeServer.Fault.BUSY;
import static dev.tunebook.sdk.FakeServer.Fault.DENIED;
import static dev.tunebook.sdk.FakeServer.Fault.DROP_AFTER;
import static dev.tunebook.sdk.FakeServer.Fault.DROP_BEFORE;
import static dev.tunebook.sdk.FakeServer.Fault.LIMITED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.SummaryKind;
import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.HistoryRowCodec;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.http.JdkTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    @TempDir
    Path folder;

    private FakeServer server;
    private final List<Duration> slept = Collections.synchronizedList(new ArrayList<>());
    private final Client.World world =
            new Client.World(new JdkTransport(), InstantSource.system(), slept::add, new Random(1));

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Run init(RunOptions.Builder options) {
        return Wandb.init(server.settings(folder), options.build(), world);
    }

    private static List<Long> steps(List<String> lines) {
        return lines.stream().map(line -> HistoryRowCodec.read(line, 0).step()).toList();
    }

    private List<Path> leftOvers() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("wandb"))) {
            return files.toList();
        }
    }

    @Test
    void everythingOfARunArrives() throws IOException {
        Run run =
                init(RunOptions.builder().id("r1").name("first").tags("a", "b").config("lr", 0.1));
        run.log(Map.of("loss", 0.5));
        run.log(Map.of("loss", 0.25, "nested", Map.of("x", 1)));
        run.log(Map.of("nested", Map.of("y", 2)));
        run.config(Map.of("epochs", 3));
        run.summary(Map.of("status", "succeeded"));
        run.console("epoch 1\nepoch 2");
        run.saveFile("raw/job.json", "{}".getBytes(UTF_8));
        run.finish(0);

        FakeRuns.FakeRun stored = server.runs.run("r1");
        assertThat(steps(server.history("r1"))).containsExactly(0L, 1L, 2L);
        assertThat(stored.state).isEqualTo("finished");
        assertThat(stored.fields.path("displayName").asString()).isEqualTo("first");
        assertThat(Json.write(stored.fields.path("tags"))).isEqualTo("[\"a\",\"b\"]");
        assertThat(stored.config().path("lr").path("value").asDouble()).isEqualTo(0.1);
        assertThat(stored.config().path("epochs").path("value").asInt()).isEqualTo(3);
        assertThat(stored.config().path("_wandb").path("value").has("t")).isTrue();
        assertThat(stored.summary().path("loss").asDouble()).isEqualTo(0.25);
        assertThat(Json.write(stored.summary().path("nested"))).isEqualTo("{\"x\":1,\"y\":2}");
        assertThat(stored.summary().path("status").asString()).isEqualTo("succeeded");
        assertThat(stored.summary().path("_step").asInt()).isEqualTo(2);
        assertThat(stored.lines(FileStreamRequest.OUTPUT).values())
                .extracting(line -> ConsoleLine.parse(line).text())
                .containsExactly("epoch 1", "epoch 2");
        assertThat(stored.uploaded).containsExactly("raw/job.json");
        assertThat(server.stored.get("/storage/run/r1/raw/job.json")).isEqualTo("{}".getBytes(UTF_8));
        assertThat(run.url()).hasToString("Optional[" + server.base() + "/team/demo/runs/r1]");
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void nothingIsLostOrDoubledWhenTheNetworkFails() {
        server.fail(FakeServer.operation("UpsertBucket"), DROP_AFTER, BUSY);
        server.fail(FakeServer.path("file_stream"), DROP_AFTER, DROP_BEFORE, BUSY, LIMITED, DROP_AFTER);
        server.fail(FakeServer.path("/storage/"), DROP_AFTER, BUSY);
        Run run = init(RunOptions.builder().id("r1"));
        IntStream.range(0, 500).forEach(i -> run.log(Map.of("i", i)));
        run.saveFile("a.bin", new byte[] {1, 2});
        run.finish(0);

        List<String> history = server.history("r1");
        assertThat(steps(history)).isEqualTo(LongRange.of(500));
        assertThat(server.runs.run("r1").summary().path("i").asInt()).isEqualTo(499);
        assertThat(slept).contains(Duration.ofSeconds(7)).hasSize(9);
    }

    @Test
    void logsAtTheSameStepMakeOneRow() {
        try (Run run = init(RunOptions.builder().id("r1"))) {
            run.log(Map.of("a", 1), 5);
            run.log(Map.of("b", 2), 5);
            run.log(Map.of("a", 3), 7, Instant.parse("2026-01-01T00:00:00Z"));
            assertThatThrownBy(() -> run.log(Map.of("a", 0), 6))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("step 6 after step 7");
            assertThatThrownBy(() -> run.log(Map.of("_step", 0))).hasMessageContaining("protocol");
            assertThat(run.summary().value("b")).contains(Json.tree(2));
        }
        assertThat(steps(server.history("r1"))).containsExactly(5L, 7L);
        assertThat(HistoryRowCodec.read(server.history("r1").get(0), 0).values())
                .containsOnlyKeys("a", "b");
        assertThat(HistoryRowCodec.read(server.history("r1").get(1), 0).time())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void runsOfOneProcessDoNotMix() {
        List<Run> runs = IntStream.range(0, 5)
                .mapToObj(i -> init(RunOptions.builder().id("r" + i)))
                .toList();
        for (int step = 0; step < 20; step++) {
            for (int i = 0; i < 5; i++) {
                runs.get(i).log(Map.of("run", i));
            }
        }
        runs.get(3).finish(1);
        assertThat(server.runs.run("r0").state).isEqualTo("running");
        runs.forEach(Run::finish);
        for (int i = 0; i < 5; i++) {
            String own = "\"run\":" + i + ",";
            assertThat(server.history("r" + i)).hasSize(20).allMatch(line -> line.contains(own));
        }
        assertThat(server.runs.run("r3").state).isEqualTo("failed");
    }

    @Test
    void resumingContinuesStepsLinesAndConfig() {
        try (Run run = init(RunOptions.builder().id("r1").config("lr", 0.1).name("old"))) {
            run.log(Map.of("a", 1), 10);
            run.console("one");
        }
        try (Run run = init(RunOptions.builder()
                .id("r1")
                .config("batch", 8)
                .name("new")
                .resume(Resume.MUST)
                .keepEdited())) {
            assertThat(run.isResumed()).isTrue();
            assertThat(run.name()).isEqualTo("old");
            assertThat(run.summary().value("a")).contains(Json.tree(1));
            run.log(Map.of("a", 2));
            run.console("two");
        }
        assertThat(steps(server.history("r1"))).containsExactly(10L, 11L);
        assertThat(server.runs.run("r1").config().propertyNames()).contains("lr", "batch");
        assertThat(server.runs.run("r1").lines(FileStreamRequest.OUTPUT)).hasSize(2);
    }

    @Test
    void resumeRulesAreKept() {
        assertThatThrownBy(() -> init(RunOptions.builder().id("none").resume(Resume.MUST)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not exist");
        assertThat(server.runs.exists("none")).isFalse();
        init(RunOptions.builder().id("r1").resume(Resume.NEVER)).finish();
        assertThatThrownBy(() -> init(RunOptions.builder().id("r1").resume(Resume.NEVER)))
                .hasMessageContaining("exists already");
    }

    @Test
    void overwritingReplacesTheHistory() {
        try (Run run = init(RunOptions.builder().id("r1"))) {
            IntStream.range(0, 9).forEach(i -> run.log(Map.of("old", i)));
        }
        try (Run run = init(RunOptions.builder().id("r1").overwriteHistory())) {
            run.log(Map.of("new", 1));
        }
        assertThat(server.runs.run("r1").generations).isEqualTo(2);
        assertThat(server.history("r1")).hasSize(1).allMatch(line -> line.contains("new"));
        assertThat(server.runs.run("r1").summary().has("old")).isFalse();
        try (Run run = init(RunOptions.builder().id("r2").overwriteHistory())) {
            assertThat(run.isResumed()).isFalse();
        }
    }

    @Test
    void whatIsFlushedIsOnTheServerWhileTheRunGoesOn() {
        try (Run run = init(RunOptions.builder().id("r1"))) {
            for (int i = 1; i <= 3; i++) {
                run.log(Map.of("i", i));
                run.summary(Map.of("best", i));
                run.flush();
                assertThat(server.history("r1")).hasSize(i);
                assertThat(server.runs.run("r1").summary().path("best").asInt()).isEqualTo(i);
            }
            server.fail(FakeServer.path("file_stream"), BUSY, DROP_AFTER);
            run.log(Map.of("i", 4));
            run.flush();
            assertThat(steps(server.history("r1"))).isEqualTo(LongRange.of(4));
        }
        assertThat(server.runs.run("r1").state).isEqualTo("finished");
    }

    @Test
    void aDetachedRunIsDeliveredAndGoesOn() throws IOException {
        Run run = init(RunOptions.builder().id("r1"));
        IntStream.range(0, 50).forEach(i -> run.log(Map.of("i", i)));
        run.detach();
        run.detach();
        assertThat(server.history("r1")).hasSize(50);
        assertThat(server.runs.run("r1").state).isEqualTo("running");
        assertThat(leftOvers()).isEmpty();
        assertThatThrownBy(() -> run.log(Map.of("i", 1))).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anAbandonedRunLeavesNothing() throws IOException {
        server.fail(FakeServer.path("file_stream"), DENIED);
        Run run = init(RunOptions.builder().id("r1"));
        run.log(Map.of("i", 1));
        run.abandon();
        assertThat(server.history("r1")).isEmpty();
        assertThat(server.runs.run("r1").state).isEqualTo("running");
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void runTimesCountFromTheGivenStart() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        try (Run run = init(RunOptions.builder().id("r1").startedAt(start))) {
            run.log(Map.of("a", 1), 1, start.plusSeconds(90));
        }
        assertThat(HistoryRowCodec.read(server.history("r1").get(0), 0).runtime())
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(server.runs
                        .run("r1")
                        .summary()
                        .path("_wandb")
                        .path("runtime")
                        .asInt())
                .isEqualTo(90);
    }

    @Test
    void whatARefusedStreamLeavesIsSentLater() throws IOException {
        Run run = init(RunOptions.builder().id("r1"));
        server.fail(FakeServer.path("file_stream"), DENIED);
        run.log(Map.of("a", 1));
        run.log(Map.of("a", 2));
        assertThatThrownBy(() -> run.finish(0))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("Wandb.sync")
                .hasCauseInstanceOf(ApiException.class);
        assertThat(server.history("r1")).isEmpty();
    }

    @Test
    void offlineRunsAreSentByASyncAsOften() throws IOException {
        Settings offline =
                server.settings(folder).toBuilder().mode(Mode.OFFLINE).build();
        Run run = Wandb.init(offline, RunOptions.builder().id("r1").name("off").build(), world);
        run.log(Map.of("a", 1));
        run.saveFile("x.txt", "x".getBytes(UTF_8));
        run.finish(0);
        assertThat(server.seen).isEmpty();
        server.fail(FakeServer.path("file_stream"), DENIED);
        Path left = leftOvers().get(0);
        RunSync sync = new RunSync(server.settings(folder), world);
        assertThatThrownBy(() -> sync.sync(left)).isInstanceOf(ApiException.class);
        sync.sync(left);
        assertThat(server.history("r1")).hasSize(1);
        assertThat(server.runs.run("r1").state).isEqualTo("finished");
        assertThat(server.runs.run("r1").uploaded).containsExactly("x.txt");
        assertThat(server.stored).containsKey("/storage/run/r1/x.txt");
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void disabledRunsTouchNothing() {
        Settings disabled =
                server.settings(folder).toBuilder().mode(Mode.DISABLED).build();
        Run run = Wandb.init(disabled, RunOptions.builder().id("r1").build(), world);
        run.log(Map.of("a", 1));
        run.finish(0);
        assertThat(server.seen).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void metricDefinitionsReachConfigAndSummary() {
        try (Run run = init(RunOptions.builder().id("r1"))) {
            run.defineMetric("loss", MetricOptions.keeping(SummaryKind.MIN, SummaryKind.LAST));
            run.defineMetric("acc", MetricOptions.over("epoch"));
            run.log(Map.of("loss", 3, "acc", 1, "epoch", 0));
            run.log(Map.of("loss", 1));
            run.log(Map.of("loss", 2));
        }
        FakeRuns.FakeRun run = server.runs.run("r1");
        assertThat(Json.write(run.summary().path("loss"))).isEqualTo("{\"min\":1,\"last\":2}");
        assertThat(Json.write(run.config().path("_wandb").path("value").path("m")))
                .isEqualTo("[{\"1\":\"loss\",\"6\":[3],\"7\":[1,5]},{\"1\":\"epoch\",\"6\":[]},"
                        + "{\"1\":\"acc\",\"5\":2,\"6\":[1,3]}]");
    }

    @Test
    void aStopAskedForOnTheServerIsSeen() {
        Run run = init(RunOptions.builder().id("r1"));
        server.runs.run("r1").stopped = true;
        run.log(Map.of("a", 1));
        run.finish(255);
        assertThat(run.isStopRequested()).isTrue();
        assertThatThrownBy(() -> run.log(Map.of("a", 1))).hasMessageContaining("finished");
    }

    @Test
    void aMissingOrWrongKeyIsTold() {
        assertThatThrownBy(() -> Wandb.init(
                        Settings.builder().baseUrl(server.base()).build(),
                        RunOptions.builder().build(),
                        world))
                .hasMessageContaining("no API key");
        Settings wrong = server.settings(folder).toBuilder()
                .apiKey(new dev.tunebook.model.Secret("x".repeat(40)))
                .build();
        assertThatThrownBy(() -> Wandb.init(wrong, RunOptions.builder().build(), world))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("Wandb.login")
                .hasMessageNotContaining("xxxx");
    }

    private static final class LongRange {
        static List<Long> of(long end) {
            return java.util.stream.LongStream.range(0, end).boxed().toList();
        }
    }
}
