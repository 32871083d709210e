package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.model.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// Case 11: times and what follows from them.
class Case11TimesTest extends AcceptanceCase {
    private static final Instant CREATED = Instant.parse("2026-11-01T12:00:00Z");

    static final Clause DERIVED =
            Clause.of("durations, queue time, tokens per second and epochs are derived", world -> {
                RunState run = synced(world);
                // 47 s validation and 3 s queue, 30 steps of 2 s, 90 s of silence.
                assertThat(run.summary().path("queue_seconds")).isEqualTo(Json.tree(50));
                assertThat(run.summary().path("training_seconds")).isEqualTo(Json.tree(150));
                assertThat(run.summary().path("duration_seconds")).isEqualTo(Json.tree(200));
                assertThat(run.summary().path("trained_tokens")).isEqualTo(Json.tree(1500));
                assertThat(run.summary().path("tokens_per_second").asDouble()).isEqualTo(10.0);
                assertThat(run.summary().path("epochs")).isEqualTo(Json.tree(3));
                assertThat(run.summary().path("total_steps")).isEqualTo(Json.tree(30));
            });

    static Stream<Clause> clauses() {
        return Stream.of(
                Clause.of("times are UTC instants", world -> {
                    RunState run = synced(world);
                    assertThat(run.config().path("created_at")).isEqualTo(Json.tree("2026-11-01T12:00:00Z"));
                    assertThat(run.config().path("finished_at")).isEqualTo(Json.tree("2026-11-01T12:03:20Z"));
                }),
                DERIVED,
                Clause.of("rows stand at the time of their event, run times count from the job's creation", world -> {
                    RunState run = synced(world);
                    var third = run.history().stream()
                            .filter(row -> row.path("_step").asInt() == 3)
                            .findFirst()
                            .orElseThrow();
                    assertThat(third.path("_timestamp").asLong()).isEqualTo(CREATED.getEpochSecond() + 56);
                    assertThat(third.path("_runtime").asDouble()).isEqualTo(56);
                }),
                Clause.of("a failed job's duration ends with its last event", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1")
                            .createdAt(CREATED)
                            .failsAfter(Duration.ofSeconds(30), "invalid_n_examples", "training_file", "too few"));
                    world.sync();
                    RunState run = world.state().run("ftjob-1");
                    assertThat(run.summary().path("duration_seconds")).isEqualTo(Json.tree(30));
                    assertThat(run.summary().has("training_seconds")).isFalse();
                    assertThat(run.summary().has("tokens_per_second")).isFalse();
                }));
    }

    private static RunState synced(SyncWorld world) {
        world.sandbox.add(world.job("ftjob-1").createdAt(CREATED).trainedTokens(1500));
        world.sync();
        return world.state().run("ftjob-1");
    }
}
