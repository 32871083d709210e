package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.sandbox.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Case 13: what is transient is retried with back-off, what is not is reported for that job alone.
class Case13ErrorsTest extends AcceptanceCase {
    private static final String EVENTS = "/fine_tuning/jobs/ftjob-1/events";

    /// @param fault what happens instead of an answer
    private record Passing(String text, Function<Faults.Rule, Faults.Rule> fault) {}

    static final Clause RETRIED = Clause.of("500 twice, then well: retried with growing pauses", world -> {
        twoJobs(world);
        Faults.Rule fault = world.sandbox.faults().onPath(EVENTS).times(2).status(500);
        world.sync();
        assertThat(fault.happened()).isEqualTo(2);
        assertThat(world.waits).hasSize(2);
        assertThat(world.waits.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(625));
        assertThat(world.waits.get(1)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1250));
        assertBothRecorded(world);
    });

    static Stream<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        for (Passing passing : List.of(
                new Passing("408", rule -> rule.status(408)),
                new Passing("409", rule -> rule.status(409)),
                new Passing("429 without Retry-After", rule -> rule.rateLimited(Optional.empty())),
                new Passing("502", rule -> rule.status(502)),
                new Passing("503", rule -> rule.status(503)),
                new Passing("HTML with 502", rule -> rule.html(502)),
                new Passing("HTML with 200 instead of JSON", rule -> rule.html(200)),
                new Passing("a truncated body", Faults.Rule::truncate))) {
            clauses.add(Clause.of(passing.text() + ", then well: retried", world -> {
                twoJobs(world);
                Faults.Rule fault = passing.fault().apply(world.sandbox.faults().onPath(EVENTS));
                world.sync();
                assertThat(fault.happened()).isEqualTo(1);
                assertThat(world.waits).hasSize(1);
                assertBothRecorded(world);
            }));
            clauses.add(Clause.of(passing.text() + ", for good: reported for that job alone", world -> {
                twoJobs(world);
                Faults.Rule fault = passing.fault()
                        .apply(world.sandbox.faults().onPath(EVENTS).always());
                assertOnlyFirstFailed(world, "provider_transient");
                assertThat(fault.happened()).isEqualTo(3);
            }));
        }
        for (int status : List.of(400, 401, 403)) {
            clauses.add(Clause.of(status + ": not retried, reported for that job alone", world -> {
                twoJobs(world);
                Faults.Rule fault =
                        world.sandbox.faults().onPath(EVENTS).always().status(status);
                assertOnlyFirstFailed(
                        world,
                        switch (status) {
                            case 401 -> "provider_unauthenticated";
                            case 403 -> "provider_denied";
                            default -> "provider_rejected";
                        });
                assertThat(fault.happened()).isEqualTo(1);
                assertThat(world.waits).isEmpty();
            }));
        }
        clauses.addAll(List.of(
                RETRIED,
                Clause.of("429 with Retry-After in seconds: so long is waited", world -> {
                    twoJobs(world);
                    world.sandbox.faults().onPath(EVENTS).rateLimited(Optional.of("7"));
                    world.sync();
                    assertThat(world.waits).containsExactly(Duration.ofSeconds(7));
                }),
                Clause.of("429 with Retry-After as a date", world -> {
                    twoJobs(world);
                    String date = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            world.clock.instant().plusSeconds(9).atZone(java.time.ZoneOffset.UTC));
                    world.sandbox.faults().onPath(EVENTS).rateLimited(Optional.of(date));
                    world.sync();
                    assertThat(world.waits.get(0)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(9));
                }),
                Clause.of("no credit left: not retried, however often the service says 429", world -> {
                    twoJobs(world);
                    Faults.Rule fault = world.sandbox
                            .faults()
                            .onPath(EVENTS)
                            .always()
                            .answer(
                                    429,
                                    Map.of("Content-Type", "application/json"),
                                    "{\"error\":{\"message\":\"quota\",\"type\":\"insufficient_quota\","
                                            + "\"code\":\"insufficient_quota\"}}");
                    assertOnlyFirstFailed(world, "provider_denied");
                    assertThat(fault.happened()).isEqualTo(1);
                }),
                Clause.of("an answer that never comes: given up, reported for that job alone", world -> {
                    twoJobs(world);
                    world.sandbox.faults().onPath(EVENTS).always().timeOut();
                    SyncReport report = world.trySync(
                            world.options().provider(world.openai(world.sandbox.apiKey(), Duration.ofMillis(400))));
                    assertThat(report.of("ftjob-1").orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
                    assertThat(report.of("ftjob-2").orElseThrow().outcome()).isEqualTo(Outcome.CREATED);
                }),
                Clause.of("404 for the events: there are none; the job is recorded", world -> {
                    twoJobs(world);
                    world.sandbox.faults().onPath(EVENTS).always().status(404);
                    world.sync();
                    assertThat(world.state().run("ftjob-1").console()).isEmpty();
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSize(3);
                }),
                Clause.of("404 for the one job asked for: reported", world -> {
                    SyncReport report = world.trySync(world.options().fineTuneJobId("ftjob-none"));
                    JobReport job = report.jobs().get(0);
                    assertThat(job.outcome()).isEqualTo(Outcome.FAILED);
                    assertThat(job.problem().orElseThrow().code()).isEqualTo("provider_not_found");
                    assertThat(job.problem().orElseThrow().message()).contains("ftjob-none");
                }),
                Clause.of("a wrong key: told at once, nothing is written", world -> {
                    twoJobs(world);
                    assertThatThrownBy(() -> world.sync(world.options()
                                    .provider(world.openai("sk-wrong-key-0123456789", Duration.ofSeconds(5)))))
                            .isInstanceOf(ProviderException.class)
                            .hasMessageContaining("OPENAI_API_KEY");
                    assertThat(world.line.mutating()).isEmpty();
                }),
                Clause.of("what failed is recorded by the next sync", world -> {
                    twoJobs(world);
                    world.sandbox.faults().onPath(EVENTS).always().status(500);
                    world.trySync(world.options());
                    world.sandbox.faults().clear();
                    assertThat(world.sync().with(Outcome.UNCHANGED)).hasSize(1);
                    assertBothRecorded(world);
                })));
        return clauses.stream();
    }

    private static void twoJobs(SyncWorld world) {
        world.providerDirectly();
        world.sandbox.add(world.shortJob("ftjob-1"));
        world.sandbox.add(world.shortJob("ftjob-2"));
    }

    private static void assertBothRecorded(SyncWorld world) {
        assertThat(world.state().runs()).hasSize(2).allSatisfy(run -> {
            assertThat(run.status()).isEqualTo("succeeded");
            assertThat(run.metric("train_loss")).hasSize(3);
            assertThat(run.console()).isNotEmpty();
        });
    }

    private static void assertOnlyFirstFailed(SyncWorld world, String code) {
        SyncReport report = world.trySync(world.options());
        JobReport first = report.of("ftjob-1").orElseThrow();
        assertThat(first.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(first.problem().orElseThrow().code()).isEqualTo(code);
        assertThat(first.problem().orElseThrow().message()).contains("ftjob-1");
        assertThat(report.of("ftjob-2").orElseThrow().outcome()).isEqualTo(Outcome.CREATED);
        assertThat(world.state().runs()).hasSize(1);
    }
}
