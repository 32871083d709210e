package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncProgress;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Case 14: waiting delays nobody, and ends.
class Case14WaitingTest extends AcceptanceCase {
    /// Hears in which order jobs are done, and what is waited for.
    private static final class Heard implements SyncProgress {
        final List<String> done = new ArrayList<>();
        final List<String> waiting = new ArrayList<>();

        @Override
        public void waiting(String jobId, String status, Duration pause) {
            waiting.add(jobId + " " + status);
        }

        @Override
        public void done(JobReport job) {
            done.add(job.jobId());
        }
    }

    static final Clause NO_DELAY = Clause.of("a job that is waited for delays no other", world -> {
        Heard heard = new Heard();
        world.sandbox.add(world.shortJob("ftjob-long")
                .training(3, 1, Duration.ofMinutes(30))
                .createdAgo(Duration.ofSeconds(40)));
        world.sandbox.add(world.shortJob("ftjob-short").createdAgo(Duration.ofSeconds(30)));
        world.sandbox.add(world.shortJob("ftjob-over").createdAgo(Duration.ofMinutes(20)));
        world.sync(world.options().progress(heard));
        assertThat(heard.done).containsExactly("ftjob-over", "ftjob-short", "ftjob-long");
        assertThat(world.state().runs())
                .hasSize(3)
                .allSatisfy(run -> assertThat(run.status()).isEqualTo("succeeded"));
    });

    static final Clause DEADLINE_PAUSED = Clause.of(
            "a paused job: waited for until the deadline, and said",
            world -> givenUp(world, "paused", job -> job.statusAfter(Duration.ofSeconds(54), "paused")));

    static Stream<Clause> clauses() {
        return Stream.of(
                NO_DELAY,
                DEADLINE_PAUSED,
                Clause.of(
                        "a pending job: waited for until the deadline, and said",
                        world -> givenUp(
                                world,
                                "pending",
                                job -> job.dialect(Dialect.AZURE).validating(Duration.ofDays(9)))),
                Clause.of(
                        "an unknown status: waited for until the deadline, and said",
                        world -> givenUp(
                                world, "hibernating", job -> job.statusAfter(Duration.ofSeconds(60), "hibernating"))),
                Clause.of("a paused job that is resumed in time is recorded to its end", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1")
                            .createdAgo(Duration.ZERO)
                            .alsoStatus(Duration.ofSeconds(52), "paused")
                            .alsoStatus(Duration.ofSeconds(54), "running"));
                    world.sync();
                    assertThat(world.state().run("ftjob-1").status()).isEqualTo("succeeded");
                }),
                Clause.of("a job is looked at every 60 seconds", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1").createdAgo(Duration.ZERO));
                    world.sync();
                    assertThat(world.waits).containsOnly(Duration.ofSeconds(60));
                }),
                Clause.of("without waiting there is one look, and the run stays open", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1").createdAgo(Duration.ofSeconds(55)));
                    SyncReport report = world.sync(world.options().waitForJobSuccess(false));
                    assertThat(world.waits).isEmpty();
                    assertThat(report.jobs().get(0).status()).isEqualTo("running");
                    assertThat(report.jobs().get(0).notes()).anyMatch(note -> note.contains("it is running"));
                    assertThat(world.state().run("ftjob-1").state()).isEqualTo("running");
                    assertThat(world.state().run("ftjob-1").status()).isEqualTo("running");
                }),
                Clause.of("a job that fails while it is waited for is recorded as failed", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1")
                            .createdAgo(Duration.ZERO)
                            .failsAfter(Duration.ofSeconds(54), "server_error", null, "it broke"));
                    world.sync();
                    assertThat(world.state().run("ftjob-1").status()).isEqualTo("failed");
                    assertThat(world.state().run("ftjob-1").state()).isEqualTo("finished");
                }),
                Clause.of("trouble at the provider while waiting is waited out", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1").createdAgo(Duration.ZERO));
                    world.sandbox
                            .faults()
                            .onPath("/fine_tuning/jobs/ftjob-1")
                            .times(3)
                            .status(503);
                    world.sync();
                    assertThat(world.state().run("ftjob-1").status()).isEqualTo("succeeded");
                }));
    }

    private static void givenUp(SyncWorld world, String status, UnaryOperator<JobScriptBuilder> habits) {
        Heard heard = new Heard();
        world.sandbox.add(habits.apply(world.shortJob("ftjob-1").createdAgo(Duration.ZERO)));
        world.sandbox.add(world.shortJob("ftjob-2"));
        Instant start = world.clock.instant();
        SyncReport report =
                world.sync(world.options().waitDeadline(Duration.ofSeconds(150)).progress(heard));
        assertThat(Duration.between(start, world.clock.instant())).isEqualTo(Duration.ofSeconds(150));
        assertThat(heard.waiting).contains("ftjob-1 " + status);
        assertThat(heard.done).containsExactly("ftjob-2", "ftjob-1");
        JobReport job = report.of("ftjob-1").orElseThrow();
        assertThat(job.status()).isEqualTo(status);
        assertThat(job.notes()).anyMatch(note -> note.contains("it is " + status));
        assertThat(world.state().run("ftjob-1").status()).isEqualTo(status);
    }
}
