package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.finetune.acceptance.TrackerState.ConsoleState;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Case 2: succeeded, failed, cancelled, succeeded.
class Case02EndedJobsTest extends AcceptanceCase {
    private static final List<String> JOBS = List.of("ftjob-a", "ftjob-b", "ftjob-c", "ftjob-d");
    private static final JsonNode ERROR = Json.parse(
            "{\"code\":\"invalid_training_file\",\"param\":\"training_file\",\"message\":\"It has 3 broken lines.\"}");

    static final Clause ERROR_IS_TOLD =
            Clause.of("a failed job has its status and the error's code, param and message", world -> {
                synced(world);
                RunState failed = world.state().run("ftjob-b");
                assertThat(failed.status()).isEqualTo("failed");
                assertThat(failed.config().path("status").asString()).isEqualTo("failed");
                assertThat(failed.config().path("error")).isEqualTo(ERROR);
                assertThat(failed.summary().path("error")).isEqualTo(ERROR);
            });

    static final Clause NOTHING_IS_MIXED = Clause.of("no run holds another job's values", world -> {
        synced(world);
        for (RunState run : world.state().runs()) {
            assertThat(run.config().path("id").asString()).isEqualTo(run.id());
            assertThat(run.config().path("training_file").asString()).isEqualTo("file-of-" + run.id());
            assertThat(run.consoleText()).first().asString().endsWith(run.id());
            assertThat(run.config().has("error")).isEqualTo(run.id().equals("ftjob-b"));
            boolean succeeded = run.status().equals("succeeded");
            assertThat(run.summary().path("fine_tuned_model").asString(""))
                    .isEqualTo(succeeded ? "ft:" + run.id() : "");
            assertThat(run.history().stream().filter(row -> row.has("train_loss")))
                    .hasSize(
                            switch (run.id()) {
                                case "ftjob-a" -> 30;
                                case "ftjob-b" -> 0;
                                case "ftjob-c" -> 10;
                                default -> 12;
                            });
        }
    });

    static final Clause LAST_EVENTS =
            Clause.of("the last events of failed and cancelled jobs are on the console", world -> {
                synced(world);
                ConsoleState failure = last(world.state().run("ftjob-b"));
                assertThat(failure.text()).isEqualTo("It has 3 broken lines.");
                assertThat(failure.level()).isEqualTo("error");
                assertThat(last(world.state().run("ftjob-c")).text())
                        .isEqualTo("Fine tuning process stopping due to job cancellation");
            });

    static Stream<Clause> clauses() {
        return Stream.of(
                Clause.of("four runs, all of them finished", world -> {
                    SyncReport report = synced(world);
                    assertThat(report.jobs()).extracting(JobReport::jobId).containsExactlyElementsOf(JOBS);
                    assertThat(world.state().runs()).extracting(RunState::id).containsExactlyElementsOf(JOBS);
                    assertThat(world.state().runs()).extracting(RunState::state).containsOnly("finished");
                    assertThat(report.jobs())
                            .extracting(JobReport::status)
                            .containsExactly("succeeded", "failed", "cancelled", "succeeded");
                }),
                ERROR_IS_TOLD,
                Clause.of("a cancelled job has its status and what it measured", world -> {
                    synced(world);
                    RunState cancelled = world.state().run("ftjob-c");
                    assertThat(cancelled.status()).isEqualTo("cancelled");
                    assertThat(cancelled.metric("train_loss").keySet())
                            .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
                }),
                LAST_EVENTS,
                NOTHING_IS_MIXED,
                Clause.of("only succeeded jobs have a model", world -> {
                    synced(world);
                    assertThat(world.state().versions("model-metadata"))
                            .extracting(version -> version.createdBy())
                            .containsExactly("ftjob-a", "ftjob-d");
                }));
    }

    private static SyncReport synced(SyncWorld world) {
        world.sandbox.add(job(world, "a").fineTunedModel("ft:ftjob-a"));
        world.sandbox.add(job(world, "b").fails("invalid_training_file", "training_file", "It has 3 broken lines."));
        world.sandbox.add(job(world, "c").cancelledAfter(Duration.ofSeconds(50 + 21)));
        world.sandbox.add(job(world, "d").training(12, 3, Duration.ofSeconds(2)).fineTunedModel("ft:ftjob-d"));
        return world.sync();
    }

    /// Jobs created an hour after each other, in the order of their letters.
    private static JobScriptBuilder job(SyncWorld world, String letter) {
        Instant first = Instant.parse("2026-11-01T00:00:00Z");
        return world.job("ftjob-" + letter).createdAt(first.plus(Duration.ofHours(letter.charAt(0) - 'a')));
    }

    private static ConsoleState last(RunState run) {
        assertThat(run.console()).as("console of %s", run.id()).isNotEmpty();
        return run.console().get(run.console().size() - 1);
    }
}
