package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.finetune.acceptance.TrackerState.VersionState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.Api;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Wandb;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Case 5: overwriting touches only what it should.
class Case05OverwriteTest extends AcceptanceCase {

    static final Clause NOT_DOUBLED = Clause.of("the history is replaced, not doubled", world -> {
        synced(world);
        RunState before = world.state().run("ftjob-1");
        SyncReport report = overwritten(world);
        assertThat(report.with(Outcome.UPDATED)).hasSize(1);
        RunState after = world.state().run("ftjob-1");
        assertThat(after.history()).isEqualTo(before.history());
        assertThat(after.steps()).doesNotHaveDuplicates();
        assertThat(after.console()).isEqualTo(before.console());
    });

    static final Clause EDITS_SURVIVE =
            Clause.of("display name, notes and tags that a person changed survive", world -> {
                synced(world);
                api(world)
                        .run(path(world))
                        .update(RunOptions.builder()
                                .name("the good one")
                                .notes("keep")
                                .tags("gold", "audit")
                                .build());
                world.sync(world.options()
                        .fineTuneJobId("ftjob-1")
                        .overwrite(true)
                        .runOptions(RunOptions.builder()
                                .name("other")
                                .notes("other")
                                .tags("other")
                                .build()));
                RunState run = world.state().run("ftjob-1");
                assertThat(run.displayName()).isEqualTo("the good one");
                assertThat(run.notes()).contains("keep");
                assertThat(run.tags()).containsExactly("gold", "audit");
            });

    static Stream<Clause> clauses() {
        return Stream.of(
                NOT_DOUBLED,
                Clause.of("no other run is touched", world -> {
                    synced(world);
                    world.line.open();
                    overwritten(world);
                    assertThat(world.line.mutating())
                            .extracting(Turnstile.Passed::path)
                            .noneMatch(path -> path.contains("ftjob-2"));
                    assertThat(world.line.mutating())
                            .extracting(Turnstile.Passed::path)
                            .anyMatch(path -> path.contains("ftjob-1"));
                }),
                EDITS_SURVIVE,
                Clause.of("aliases that a person gave survive", world -> {
                    synced(world);
                    String place = SyncWorld.ENTITY + "/" + world.project() + "/";
                    api(world).artifact(place + "model-metadata:ftjob-1").addAlias("production");
                    api(world).artifact(place + "train-file-of-ftjob-1").addAlias("clean");
                    overwritten(world);
                    assertThat(world.state()
                                    .version("model-metadata", "production")
                                    .aliases())
                            .containsExactly("ftjob-1", "production");
                    assertThat(world.state()
                                    .version("train-file-of-ftjob-1", "clean")
                                    .aliases())
                            .containsExactly("clean", "file-of-ftjob-1", "latest");
                }),
                Clause.of("what a person wrote into the summary survives", world -> {
                    synced(world);
                    world.changeSummary("ftjob-1", summary -> summary.put("human_score", 4.5));
                    overwritten(world);
                    assertThat(world.state().run("ftjob-1").summary().path("human_score"))
                            .isEqualTo(Json.tree(4.5));
                }),
                Clause.of("equal content stays the version it is", world -> {
                    synced(world);
                    List<VersionState> before = world.state().versions();
                    overwritten(world);
                    assertThat(world.state().versions()).isEqualTo(before);
                }),
                Clause.of("a run that another program began is completed", world -> {
                    world.sandbox.add(world.job("ftjob-1"));
                    try (var begun = Wandb.init(
                            world.settings(),
                            RunOptions.builder()
                                    .entity(SyncWorld.ENTITY)
                                    .project(world.project())
                                    .id("ftjob-1")
                                    .build())) {
                        begun.log(Map.of("train_loss", 99), 1);
                    }
                    assertThat(world.sync().with(Outcome.UPDATED)).hasSize(1);
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSize(30)
                            .doesNotContainValue(Json.tree(99));
                }));
    }

    private static void synced(SyncWorld world) {
        world.sandbox.add(world.job("ftjob-1"));
        world.sandbox.add(world.shortJob("ftjob-2"));
        world.sync();
    }

    private static SyncReport overwritten(SyncWorld world) {
        return world.sync(world.options().fineTuneJobId("ftjob-1").overwrite(true));
    }

    private static Api api(SyncWorld world) {
        return Wandb.api(world.settings());
    }

    private static String path(SyncWorld world) {
        return SyncWorld.ENTITY + "/" + world.project() + "/ftjob-1";
    }
}
