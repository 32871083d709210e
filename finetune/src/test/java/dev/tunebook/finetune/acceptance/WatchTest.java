package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.JobSelection;
import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncProgress;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Following jobs that run, and choosing among them.
@ExtendWith(Worlds.class)
class WatchTest {
    static final Clause NEW_JOBS = Clause.of("a job created meanwhile is found and followed to its end", world -> {
        world.sandbox.add(slowJob(world, "ftjob-1"));
        SyncReport report = watch(world, world.options(), stopper -> new SyncProgress() {
            @Override
            public void done(JobReport job) {
                if (job.jobId().equals("ftjob-2")) {
                    stopper.run();
                } else {
                    world.sandbox.add(slowJob(world, "ftjob-2"));
                }
            }
        });
        assertThat(report.jobs()).extracting(JobReport::jobId).containsExactly("ftjob-1", "ftjob-2");
        assertThat(world.state().run("ftjob-2").status()).isEqualTo("succeeded");
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                Clause.of("the final history of a followed job equals that of a sync made afterwards", world -> {
                    world.sandbox.add(slowJob(world, "ftjob-1"));
                    watch(world, world.options(), stopAt("ftjob-1"));
                    String followed = world.state().snapshot();
                    world.emptyProject();
                    world.sync();
                    assertThat(world.state().snapshot()).isEqualTo(followed);
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSize(60);
                }),
                NEW_JOBS,
                Clause.of("a job is recorded once it has come into the state that is meant", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.sandbox.add(slowJob(world, "ftjob-2"));
                    world.sandbox.add(world.shortJob("ftjob-3"));
                    JobSelection succeeded = new JobSelection(
                            Set.of(),
                            Set.of("succeeded"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of());
                    SyncReport report = watch(world, world.options().selection(succeeded), stopAt("ftjob-2"));
                    assertThat(report.of("ftjob-2").orElseThrow().outcome()).isEqualTo(Outcome.CREATED);
                    assertThat(world.state().runs()).hasSize(3);
                }),
                Clause.of("what fails once for a job that has ended is tried again", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.sandbox
                            .faults()
                            .onPath("/fine_tuning/jobs/ftjob-1/events")
                            .always()
                            .status(503);
                    SyncReport report = watch(world, world.options(), stopper -> new SyncProgress() {
                        @Override
                        public void waiting(String jobId, String status, Duration pause) {
                            world.sandbox.faults().clear();
                        }

                        @Override
                        public void done(JobReport job) {
                            stopper.run();
                        }
                    });
                    assertThat(report.of("ftjob-1").orElseThrow().outcome()).isEqualTo(Outcome.CREATED);
                }),
                Clause.of("one job by its id is held to the rest of the selection, too", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    JobSelection failed = new JobSelection(
                            Set.of(), Set.of("failed"), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
                    assertThat(world.sync(world.options()
                                            .fineTuneJobId("ftjob-1")
                                            .selection(failed))
                                    .jobs())
                            .isEmpty();
                    assertThat(world.state().runs()).isEmpty();
                }),
                Clause.of("a look that fails is told, and the next one goes on", world -> {
                    world.sandbox.add(slowJob(world, "ftjob-1"));
                    world.sandbox
                            .faults()
                            .onPath("/fine_tuning/jobs")
                            .skipping(2)
                            .always()
                            .status(503);
                    List<String> heard = new ArrayList<>();
                    watch(world, world.options(), stopper -> new SyncProgress() {
                        @Override
                        public void looked(int jobs) {
                            heard.add(jobs + " jobs");
                            if (heard.contains("provider_transient")) {
                                stopper.run();
                            }
                        }

                        @Override
                        public void missed(ProviderException reason) {
                            heard.add(reason.code());
                            world.sandbox.faults().clear();
                        }
                    });
                    assertThat(heard).containsExactly("1 jobs", "provider_transient", "1 jobs");
                }),
                Clause.of("rows appear while the job runs, each once, and none ever goes away", world -> {
                    world.sandbox.add(slowJob(world, "ftjob-1"));
                    int before = 0;
                    for (int round = 0; round < 4; round++) {
                        world.sync(world.options().waitDeadline(Duration.ofSeconds(100)));
                        RunState run = world.state().run("ftjob-1");
                        assertThat(run.status()).isEqualTo("running");
                        assertThat(run.metric("train_loss")).hasSizeGreaterThan(before);
                        assertThat(run.steps()).doesNotHaveDuplicates();
                        before = run.metric("train_loss").size();
                    }
                    assertThat(world.line.passed())
                            .extracting(Turnstile.Passed::operation)
                            .as("the run was begun once, and never anew")
                            .filteredOn("RewindRun"::equals)
                            .hasSizeLessThanOrEqualTo(1);
                    world.sync();
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSize(60);
                }),
                Clause.of("a round in which nothing happened changes nothing", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1")
                            .createdAgo(Duration.ZERO)
                            .statusAfter(Duration.ofSeconds(54), "paused"));
                    world.sync(world.options().waitDeadline(Duration.ofSeconds(120)));
                    world.line.open();
                    assertThat(world.sync(world.options().waitDeadline(Duration.ofSeconds(120)))
                                    .with(Outcome.UNCHANGED))
                            .hasSize(1);
                    assertThat(world.line.mutating()).isEmpty();
                }),
                Clause.of("stopped in the middle it is continued by the next sync", world -> {
                    world.sandbox.add(slowJob(world, "ftjob-1"));
                    int[] looks = {0};
                    SyncReport stopped = watch(world, world.options(), stopper -> new SyncProgress() {
                        @Override
                        public void waiting(String jobId, String status, Duration pause) {
                            looks[0]++;
                            if (looks[0] == 3) {
                                stopper.run();
                            }
                        }
                    });
                    assertThat(stopped.jobs().get(0).notes()).anyMatch(note -> note.contains("has not ended"));
                    int rows = world.state().run("ftjob-1").metric("train_loss").size();
                    assertThat(rows).isPositive();
                    world.sync(world.options().waitForJobSuccess(false));
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSizeGreaterThanOrEqualTo(rows);
                    world.sync();
                    RunState run = world.state().run("ftjob-1");
                    assertThat(run.metric("train_loss")).hasSize(60);
                    assertThat(run.steps()).doesNotHaveDuplicates();
                }),
                Clause.of("a dry run says what would be done, and writes nothing", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.sync();
                    world.sandbox.add(world.shortJob("ftjob-2"));
                    world.line.open();
                    SyncReport report = world.sync(world.options().dryRun(true));
                    assertThat(report.of("ftjob-1").orElseThrow().outcome()).isEqualTo(Outcome.UNCHANGED);
                    assertThat(report.of("ftjob-2").orElseThrow().outcome()).isEqualTo(Outcome.CREATED);
                    assertThat(world.sync(world.options().dryRun(true).overwrite(true))
                                    .of("ftjob-1")
                                    .orElseThrow()
                                    .outcome())
                            .isEqualTo(Outcome.UPDATED);
                    assertThat(world.line.mutating()).isEmpty();
                    assertThat(world.state().runs()).hasSize(1);
                }),
                Clause.of("jobs are chosen by id, state, date, base model and metadata", world -> {
                    Instant start = Instant.parse("2026-11-01T00:00:00Z");
                    IntStream.range(0, 4)
                            .forEach(i -> world.sandbox.add(world.shortJob("ftjob-" + i)
                                    .createdAt(start.plus(Duration.ofDays(i)))
                                    .model(i == 1 ? "gpt-4.1-2025-04-14" : "gpt-4o-mini-2024-07-18")
                                    .metadata("owner", i < 2 ? "ada" : "grace")));
                    world.sandbox.add(world.shortJob("ftjob-failed")
                            .createdAt(start)
                            .fails("invalid_n_examples", "training_file", "too few"));
                    chooses(world, all().withIds("ftjob-1", "ftjob-3"), "ftjob-1", "ftjob-3");
                    chooses(world, all().withState("failed"), "ftjob-failed");
                    chooses(world, all().between(1, 3, start), "ftjob-1", "ftjob-2");
                    chooses(world, all().withModel("gpt-4.1"), "ftjob-1");
                    chooses(world, all().withModel("gpt-4o"));
                    chooses(world, all().withMetadata("owner", "grace"), "ftjob-2", "ftjob-3");
                }));
    }

    @ParameterizedTest
    @MethodSource("clauses")
    void holds(Clause clause, SyncWorld world) throws Exception {
        clause.verify(world);
    }

    /// A job that is created now and has a step every ten seconds.
    private static JobScriptBuilder slowJob(SyncWorld world, String id) {
        return world.shortJob(id)
                .training(60, 2, Duration.ofSeconds(10))
                .hyperparameter("n_epochs", 2)
                .createdAgo(Duration.ZERO);
    }

    private interface Listening {
        SyncProgress with(Runnable stopper);
    }

    private static Listening stopAt(String jobId) {
        return stopper -> new SyncProgress() {
            @Override
            public void done(JobReport job) {
                if (job.jobId().equals(jobId)) {
                    stopper.run();
                }
            }
        };
    }

    /// Watches until somebody stops it.
    private static SyncReport watch(SyncWorld world, SyncOptions.Builder options, Listening listening) {
        Thread watching = Thread.currentThread();
        SyncReport report = world.trySync(options.watch(true).progress(listening.with(watching::interrupt)));
        Thread.interrupted();
        return report;
    }

    /// A selection in the making.
    private record Chosen(JobSelection selection) {
        Chosen withIds(String... ids) {
            return new Chosen(new JobSelection(
                    Set.of(ids), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of()));
        }

        Chosen withState(String state) {
            return new Chosen(new JobSelection(
                    Set.of(), Set.of(state), Optional.empty(), Optional.empty(), Optional.empty(), Map.of()));
        }

        Chosen between(int from, int to, Instant start) {
            return new Chosen(new JobSelection(
                    Set.of(),
                    Set.of(),
                    Optional.of(start.plus(Duration.ofDays(from))),
                    Optional.of(start.plus(Duration.ofDays(to))),
                    Optional.empty(),
                    Map.of()));
        }

        Chosen withModel(String name) {
            return new Chosen(new JobSelection(
                    Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.of(name), Map.of()));
        }

        Chosen withMetadata(String key, String value) {
            return new Chosen(new JobSelection(
                    Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(key, value)));
        }
    }

    private static Chosen all() {
        return new Chosen(JobSelection.ALL);
    }

    private static void chooses(SyncWorld world, Chosen chosen, String... jobs) {
        assertThat(world.sync(world.options().dryRun(true).selection(chosen.selection()))
                        .jobs())
                .extracting(JobReport::jobId)
                .containsExactlyInAnyOrder(jobs);
    }
}
