package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Case 15: many jobs, and a job with very many events. Over the store in memory alone: what is measured is the sync.
@ExtendWith(Worlds.class)
class Case15ManyTest {
    /// What a sync of one small job needs too.
    private static final int MEGABYTES = 40;

    static final Clause IN_ORDER = Clause.of("versions of the models come in the order of their jobs", world -> {
        IntStream.range(0, 40).forEach(i -> world.sandbox.add(at(world, i)));
        world.sync(world.options().parallel(8));
        assertThat(world.state().versions("model-metadata"))
                .extracting(version -> version.metadata().path("id").asString())
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "ftjob-" + i).toList());
        assertThat(world.state().version("model-metadata", "latest").index()).isEqualTo(39);
    });

    static final Clause IN_PARALLEL = Clause.of("as many jobs as wanted are read at once", world -> {
        IntStream.range(0, 6).forEach(i -> world.sandbox.add(at(world, i)));
        CyclicBarrier three = new CyclicBarrier(3);
        world.beforeProvider.answerInstead(request -> {
            if (request.path().endsWith("/checkpoints")) {
                meet(three);
            }
            return Optional.empty();
        });
        try {
            world.sync(world.options().parallel(3));
        } finally {
            world.beforeProvider.answerInstead(request -> Optional.empty());
        }
        assertThat(world.state().runs()).hasSize(6);
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                IN_ORDER,
                IN_PARALLEL,
                Clause.of("the same comes out as one by one", world -> {
                    IntStream.range(0, 12).forEach(i -> world.sandbox.add(at(world, i)));
                    world.sync(world.options().parallel(1));
                    String oneByOne = world.state().snapshot();
                    world.emptyProject();
                    world.sync(world.options().parallel(6));
                    assertThat(world.state().snapshot()).isEqualTo(oneByOne);
                }),
                Clause.of("1,000 jobs in " + MEGABYTES + " MB", world -> {
                    IntStream.range(0, 1000).forEach(i -> world.sandbox.add(mixed(world, i)));
                    List<String> output = SyncProgram.run(world, MEGABYTES, folder());
                    System.out.println("1,000 jobs: " + output.get(output.size() - 1) + ", "
                            + world.sandbox.requests().count() + " requests to the provider");
                    assertThat(output).contains("1000 jobs: 1000 created");
                    assertThat(world.sandbox.requests().countOf("/fine_tuning/jobs"))
                            .isEqualTo(10);
                    assertThat(world.sandbox.requests().countOf("/files/file-shared/content"))
                            .isEqualTo(1);
                    assertThat(world.state().runIds("{}", "+name")).hasSize(1000);
                    world.line.open();
                    assertThat(world.sync().with(Outcome.UNCHANGED)).hasSize(1000);
                    assertThat(world.line.mutating()).isEmpty();
                    assertThat(world.line.passed())
                            .as("jobs and runs are read by the hundred")
                            .hasSizeLessThan(30);
                }),
                Clause.of(
                        "a job with 50,000 events in " + MEGABYTES + " MB, each page of events asked for once",
                        world -> {
                            world.sandbox.add(world.shortJob("ftjob-1").training(50_000, 2, Duration.ofSeconds(1)));
                            List<String> output = SyncProgram.run(world, MEGABYTES, folder());
                            System.out.println("50,000 events: " + output.get(output.size() - 1));
                            // 50,000 steps and half a dozen messages, a hundred a page.
                            assertThat(world.sandbox.requests().countOf("/fine_tuning/jobs/ftjob-1/events"))
                                    .isEqualTo(501);
                            TrackerState.RunState run = world.state().run("ftjob-1");
                            assertThat(run.metric("train_loss")).hasSize(50_000);
                            assertThat(run.summary().path("total_steps")).isEqualTo(Json.tree(50_000));
                            String events = new String(
                                    world.state().file("ftjob-1", "provider/events.json"), StandardCharsets.UTF_8);
                            assertThat(Json.parse(events)).hasSizeGreaterThan(50_000);
                        }));
    }

    @ParameterizedTest
    @MethodSource("clauses")
    void holds(Clause clause, Worlds.Source worlds) throws Exception {
        clause.verify(worlds.over(Storage.MEMORY));
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("tunebook-case-15-");
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the request came alone", e);
        }
    }

    private static JobScriptBuilder at(SyncWorld world, int i) {
        return world.shortJob("ftjob-" + i)
                .createdAt(Instant.parse("2026-06-01T00:00:00Z").plusSeconds(i));
    }

    private static JobScriptBuilder mixed(SyncWorld world, int i) {
        JobScriptBuilder job = at(world, i);
        return switch (i % 4) {
            case 0 -> job;
            case 1 -> job.fails("invalid_training_file", "training_file", "broken");
            case 2 -> job.cancelledAfter(Duration.ofSeconds(20));
            default -> job.method("dpo").hyperparameter("beta", 0.1);
        };
    }
}
