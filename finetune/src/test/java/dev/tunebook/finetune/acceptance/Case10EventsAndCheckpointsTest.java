package dev.tunebook.finetune.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncProgress;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.finetune.acceptance.TrackerState.VersionState;
import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.internal.Pages;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Case 10: events and checkpoints.
class Case10EventsAndCheckpointsTest extends AcceptanceCase {

    static final Clause CHECKPOINTS =
            Clause.of("checkpoints become rows and versions of their own collection, with their metrics", world -> {
                synced(world);
                RunState run = world.state().run("ftjob-1");
                assertThat(run.metric("checkpoint/step").keySet()).containsExactly(10L, 20L, 30L);
                assertThat(run.metric("checkpoint/train_loss")).hasSize(3);
                List<VersionState> versions = world.state().versions("model-metadata-checkpoints");
                assertThat(versions)
                        .extracting(version ->
                                version.metadata().path("step_number").asInt())
                        .containsExactly(10, 20, 30);
                assertThat(versions).allSatisfy(version -> {
                    assertThat(version.createdBy()).isEqualTo("ftjob-1");
                    assertThat(version.metadata()
                                    .path("metrics")
                                    .path("train_loss")
                                    .isNumber())
                            .isTrue();
                });
                assertThat(versions.get(0).aliases()).contains("ftjob-1-step-10");
                assertThat(world.state().version("model-metadata-checkpoints", "latest"))
                        .isEqualTo(versions.get(2));
            });

    static final Clause LIVE = Clause.of("metrics show while the job runs", world -> {
        world.sandbox.add(world.job("ftjob-1").createdAgo(Duration.ZERO));
        List<RunState> seen = new ArrayList<>();
        SyncProgress progress = new SyncProgress() {
            private int waits;

            @Override
            public void waiting(String jobId, String status, Duration pause) {
                waits++;
                if (waits == 2) {
                    world.beforeTracker.awaitStreamed("\\\"_step\\\":5,");
                    world.beforeTracker.awaitStreamed("\\\"status\\\":\\\"running\\\"");
                    seen.add(world.state().run(jobId));
                }
            }
        };
        world.sync(world.options()
                .progress(progress)
                .settings(world.settings().toBuilder()
                        .streamInterval(Duration.ZERO)
                        .build()));
        RunState live = seen.get(0);
        assertThat(live.state()).isEqualTo("running");
        assertThat(live.status()).isEqualTo("running");
        assertThat(live.metric("train_loss").keySet()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(live.metric("train_accuracy")).hasSize(5);
        assertThat(live.consoleText()).anyMatch(text -> text.startsWith("Step 5/30"));
        assertThat(world.state().versions("train-file-of-ftjob-1").get(0).usedBy())
                .containsExactly("ftjob-1");
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                Clause.of("every event is a line of the console, in order, at its time", world -> {
                    synced(world);
                    RunState run = world.state().run("ftjob-1");
                    List<FineTuneEvent> events = FineTuneEvent.oldestFirst(events(world));
                    assertThat(run.consoleText())
                            .isEqualTo(
                                    events.stream().map(FineTuneEvent::message).toList());
                    assertThat(run.console().get(0).time())
                            .startsWith(events.get(0)
                                    .createdAt()
                                    .orElseThrow()
                                    .toString()
                                    .replace("Z", ""));
                }),
                LIVE,
                Clause.of("the final history equals that of a sync after the end", world -> {
                    JobScriptBuilder job = world.job("ftjob-1")
                            .validationFile("file-of-ftjob-1")
                            .createdAgo(Duration.ZERO);
                    world.sandbox.add(job);
                    world.sync();
                    RunState followed = world.state().run("ftjob-1");
                    world.emptyProject();
                    world.sync();
                    RunState after = world.state().run("ftjob-1");
                    assertThat(followed.history()).isEqualTo(after.history());
                    assertThat(followed.console()).isEqualTo(after.console());
                    assertThat(followed.summary()).isEqualTo(after.summary());
                }),
                Clause.of("the server's record of the run tells events and checkpoints with their content", world -> {
                    synced(world);
                    JsonNode record = record(world);
                    List<FineTuneEvent> newest = FineTuneEvent.oldestFirst(events(world));
                    newest = newest.subList(newest.size() - 3, newest.size());
                    assertThat(record.path("events")).hasSize(3);
                    for (int i = 0; i < 3; i++) {
                        JsonNode told = record.path("events").get(i);
                        assertThat(told.path("message").asString())
                                .isEqualTo(newest.get(i).message());
                        assertThat(told.path("level").asString()).isEqualTo("info");
                        assertThat(Instant.parse(told.path("createdAt").asString()))
                                .isEqualTo(newest.get(i).createdAt().orElseThrow());
                    }
                    List<VersionState> stored = world.state().versions("model-metadata-checkpoints");
                    assertThat(record.path("checkpoints")).hasSize(3).hasSameSizeAs(stored);
                    for (int i = 0; i < stored.size(); i++) {
                        JsonNode told = record.path("checkpoints").get(i);
                        JsonNode checkpoint = stored.get(i).metadata();
                        assertThat(told.path("id")).isEqualTo(checkpoint.path("id"));
                        assertThat(told.path("step")).isEqualTo(checkpoint.path("step_number"));
                        assertThat(told.path("model")).isEqualTo(checkpoint.path("fine_tuned_model_checkpoint"));
                        assertThat(told.path("metrics").path("train_loss"))
                                .isEqualTo(checkpoint.path("metrics").path("train_loss"));
                        assertThat(Instant.parse(told.path("createdAt").asString())
                                        .getEpochSecond())
                                .isEqualTo(checkpoint.path("created_at").asLong());
                        assertThat(told.path("artifact").path("versionIndex").asInt())
                                .isEqualTo(stored.get(i).index());
                    }
                }),
                Clause.of("the result file's values replace the live ones, which carry more digits", world -> {
                    world.sandbox.add(world.job("ftjob-1").createdAgo(Duration.ZERO));
                    world.sync();
                    world.state()
                            .run("ftjob-1")
                            .metric("train_loss")
                            .values()
                            .forEach(value ->
                                    assertThat(value.decimalValue().scale()).isLessThanOrEqualTo(5));
                }),
                Clause.of("a metric has one name, whatever event and result file call it", world -> {
                    synced(world);
                    RunState run = world.state().run("ftjob-1");
                    assertThat(run.metric("train_accuracy")).hasSize(30);
                    assertThat(run.metric("train_mean_token_accuracy")).isEmpty();
                }),
                CHECKPOINTS,
                Clause.of("raw job, events and checkpoints are kept byte for byte", world -> {
                    synced(world);
                    TrackerState state = world.state();
                    FineTuneProvider provider = world.provider();
                    assertThat(new String(state.file("ftjob-1", "provider/job.json"), UTF_8))
                            .isEqualTo(provider.job("ftjob-1").raw().text());
                    JsonNode events = Json.parse(state.file("ftjob-1", "provider/events.json"));
                    String text = new String(state.file("ftjob-1", "provider/events.json"), UTF_8);
                    List<FineTuneEvent> sent = events(world);
                    assertThat(events).hasSameSizeAs(sent);
                    sent.forEach(event -> assertThat(text).contains(event.raw().text()));
                    List<FineTuneCheckpoint> checkpoints = new ArrayList<>(
                            Pages.all(after -> provider.checkpoints("ftjob-1", after), FineTuneCheckpoint::id));
                    Collections.reverse(checkpoints);
                    assertThat(new String(state.file("ftjob-1", "provider/checkpoints.json"), UTF_8))
                            .isEqualTo("[\n"
                                    + String.join(
                                            ",\n",
                                            checkpoints.stream()
                                                    .map(checkpoint ->
                                                            checkpoint.raw().text())
                                                    .toList())
                                    + "\n]\n");
                }));
    }

    private static JsonNode record(SyncWorld world) {
        return world.tracker
                .data(
                        world.key,
                        "query($e: String!, $p: String!) { project(name: $p, entityName: $e) { run(name: \"ftjob-1\") {"
                                + " fineTune { events(last: 3) { createdAt level message } checkpoints { id step model"
                                + " createdAt metrics artifact { versionIndex } } } } } }",
                        Map.of("e", SyncWorld.ENTITY, "p", world.project()))
                .path("project")
                .path("run")
                .path("fineTune");
    }

    private static void synced(SyncWorld world) {
        world.sandbox.add(world.job("ftjob-1"));
        world.sync();
    }

    private static List<FineTuneEvent> events(SyncWorld world) {
        FineTuneProvider provider = world.provider();
        return Pages.all(after -> provider.events("ftjob-1", after, 100), FineTuneEvent::id);
    }
}
