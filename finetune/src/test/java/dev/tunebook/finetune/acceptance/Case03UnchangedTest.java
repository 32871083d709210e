package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.internal.Fingerprint;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.EventBody;
import dev.tunebook.sandbox.script.Results;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Case 3: what is recorded costs nothing, what is missing is completed.
class Case03UnchangedTest extends AcceptanceCase {

    static final Clause NOTHING_IS_SENT = Clause.of("a further sync of ended jobs sends no mutating request", world -> {
        world.sandbox.add(world.job("ftjob-succeeded"));
        world.sandbox.add(world.job("ftjob-failed").fails("invalid_n_examples", "training_file", "too few"));
        world.sandbox.add(world.job("ftjob-cancelled").cancelledAfter(Duration.ofSeconds(60)));
        world.sandbox.add(world.job("ftjob-no-results").results(Results.none()));
        world.sandbox.add(
                world.job("ftjob-lost-results").results(Results.of("x").missing()));
        world.sandbox.add(world.job("ftjob-deleted-file"));
        world.sandbox.deleteFile("file-of-ftjob-deleted-file");
        world.sync();
        for (int i = 0; i < 2; i++) {
            world.line.open();
            assertThat(world.sync().with(Outcome.UNCHANGED)).hasSize(6);
            assertThat(world.line.mutating()).isEmpty();
            assertThat(world.line.passed()).isNotEmpty();
        }
    });

    static final Clause OLDER_ARE_SYNCED = Clause.of("the newest is synced, older ones are not: they are", world -> {
        world.sandbox.add(world.shortJob("ftjob-1"));
        world.sandbox.add(world.shortJob("ftjob-2"));
        world.sandbox.add(world.shortJob("ftjob-3"));
        world.sync("ftjob-3");
        SyncReport report = world.sync();
        assertThat(report.with(Outcome.CREATED)).extracting(job -> job.jobId()).containsExactly("ftjob-1", "ftjob-2");
        assertThat(report.with(Outcome.UNCHANGED))
                .extracting(job -> job.jobId())
                .containsExactly("ftjob-3");
        assertThat(world.state().runs()).hasSize(3);
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                OLDER_ARE_SYNCED,
                NOTHING_IS_SENT,
                Clause.of("an unchanged job is reported with its run and model", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1").fineTunedModel("ft:one"));
                    SyncReport first = world.sync();
                    SyncReport second = world.sync();
                    assertThat(second.jobs().get(0).runUrl())
                            .isEqualTo(first.jobs().get(0).runUrl());
                    assertThat(second.jobs().get(0).fineTunedModel()).contains("ft:one");
                }),
                Clause.of("a result file that appears later completes the run", world -> {
                    world.sandbox.add(world.job("ftjob-1")
                            .createdAgo(Duration.ZERO)
                            .results(Results.of("step,train_loss,extra\n1,0.5,7\n")
                                    .after(Duration.ofHours(2), Duration.ofHours(2))));
                    world.sync();
                    assertThat(world.state().run("ftjob-1").metric("extra")).isEmpty();
                    world.clock.advance(Duration.ofHours(3));
                    assertThat(world.sync().with(Outcome.UPDATED)).hasSize(1);
                    assertThat(world.state().run("ftjob-1").metric("extra")).containsEntry(1L, Json.tree(7));
                    assertUnchanged(world);
                }),
                Clause.of("a data file that appears later completes the run", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.sandbox
                            .faults()
                            .onPath("/files/file-shared/content")
                            .always()
                            .status(404);
                    world.sync();
                    assertThat(world.state().versions("train-file-shared")).isEmpty();
                    assertUnchanged(world);
                    world.sandbox.faults().clear();
                    assertThat(world.sync().with(Outcome.UPDATED)).hasSize(1);
                    assertThat(world.state()
                                    .versions("train-file-shared")
                                    .get(0)
                                    .usedBy())
                            .containsExactly("ftjob-1");
                    assertUnchanged(world);
                }),
                Clause.of("a late event completes the run", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1")
                            .createdAgo(Duration.ofHours(1))
                            .event(Duration.ofHours(2), EventBody.message("info", "a late word")));
                    world.sync();
                    assertUnchanged(world);
                    world.clock.advance(Duration.ofHours(2));
                    assertThat(world.sync().with(Outcome.UPDATED)).hasSize(1);
                    assertThat(world.state().run("ftjob-1").consoleText()).endsWith("a late word");
                    assertUnchanged(world);
                }),
                Clause.of("a job that changed is recorded anew", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1").createdAgo(Duration.ofSeconds(30)));
                    world.sync(world.options().waitForJobSuccess(false));
                    assertThat(world.state().run("ftjob-1").status()).isEqualTo("validating_files");
                    world.clock.advance(Duration.ofHours(2));
                    assertThat(world.sync().with(Outcome.UPDATED)).hasSize(1);
                    assertThat(world.state().run("ftjob-1").status()).isEqualTo("succeeded");
                }),
                Clause.of("a run made by an earlier version of the sync is made again", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.sync();
                    changeFingerprint(world, print -> print.put("version", Fingerprint.VERSION - 1));
                    assertThat(world.sync().with(Outcome.UPDATED)).hasSize(1);
                    assertUnchanged(world);
                }),
                Clause.of("data files wanted later complete the run, wanted no more change nothing", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.sync(world.options().logDatasets(false));
                    assertThat(world.sync().with(Outcome.UPDATED)).hasSize(1);
                    assertThat(world.sync(world.options().logDatasets(false)).with(Outcome.UNCHANGED))
                            .hasSize(1);
                }),
                Clause.of("a job that ended weeks ago is not asked for its events again", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1").createdAgo(Duration.ofDays(20)));
                    world.sync();
                    world.sandbox.requests().clear();
                    assertUnchanged(world);
                    assertThat(world.sandbox.requests().countOf("/fine_tuning/jobs/ftjob-1/events"))
                            .isZero();
                }),
                Clause.of("a job recorded in the days after its end may still have an event to tell", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1").createdAgo(Duration.ofDays(2)));
                    world.sync();
                    world.clock.advance(Duration.ofDays(20));
                    world.sandbox.requests().clear();
                    assertUnchanged(world);
                    assertThat(world.sandbox.requests().countOf("/fine_tuning/jobs/ftjob-1/events"))
                            .isPositive();
                }),
                Clause.of("a running job with no news sends nothing either", world -> {
                    world.sandbox.add(world.job("ftjob-1").createdAgo(Duration.ofSeconds(50)));
                    world.sync(world.options().waitForJobSuccess(false));
                    world.line.open();
                    SyncReport report = world.sync(world.options().waitForJobSuccess(false));
                    assertThat(report.with(Outcome.UNCHANGED)).hasSize(1);
                    assertThat(world.line.mutating()).isEmpty();
                }));
    }

    private static void assertUnchanged(SyncWorld world) {
        world.line.open();
        assertThat(world.sync().with(Outcome.UNCHANGED)).hasSize(1);
        assertThat(world.line.mutating()).isEmpty();
    }

    private static void changeFingerprint(SyncWorld world, Consumer<ObjectNode> change) {
        world.changeSummary("ftjob-1", summary -> change.accept((ObjectNode) summary.path(Fingerprint.KEY)));
    }
}
