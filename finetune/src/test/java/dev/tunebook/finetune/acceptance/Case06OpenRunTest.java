package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Wandb;
import java.util.Map;
import java.util.stream.Stream;

/// Case 6: a run the caller has open is the caller's.
class Case06OpenRunTest extends AcceptanceCase {
    static final Clause PASSED_IS_USED =
            Clause.of("a run the caller passes is used for the job and finished with it", world -> {
                world.sandbox.add(world.shortJob("ftjob-1"));
                Run mine = open(world);
                mine.config(Map.of("team", "research"));
                SyncReport report =
                        world.sync(world.options().fineTuneJobId("ftjob-1").run(mine));
                assertThat(report.jobs().get(0).runUrl()).isEqualTo(mine.url().map(Object::toString));
                assertThat(world.state().runs()).hasSize(1);
                RunState run = world.state().run("mine");
                assertThat(run.state()).isEqualTo("finished");
                assertThat(run.status()).isEqualTo("succeeded");
                assertThat(run.metric("train_loss")).hasSize(3);
                assertThat(run.config().path("team")).isEqualTo(Json.tree("research"));
                assertThat(run.config().path("id")).isEqualTo(Json.tree("ftjob-1"));
                assertThatThrownBy(() -> mine.log(Map.of("more", 1))).hasMessageContaining("finished");
            });

    static Stream<Clause> clauses() {
        return Stream.of(
                Clause.of("a run the caller has open is neither used nor finished", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    try (Run mine = open(world)) {
                        mine.log(Map.of("mine", 1));
                        world.sync();
                        assertThat(world.state().run("mine").state()).isEqualTo("running");
                        mine.log(Map.of("mine", 2));
                    }
                    RunState run = world.state().run("mine");
                    assertThat(run.state()).isEqualTo("finished");
                    assertThat(run.metric("mine")).hasSize(2);
                    assertThat(run.metric("train_loss")).isEmpty();
                    assertThat(run.config()).isEmpty();
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSize(3);
                }),
                PASSED_IS_USED,
                Clause.of("a run the caller passes waits for the end of the job", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1").createdAgo(java.time.Duration.ZERO));
                    Run mine = open(world);
                    world.sync(world.options().fineTuneJobId("ftjob-1").run(mine));
                    RunState run = world.state().run("mine");
                    assertThat(run.metric("train_loss")).hasSize(3);
                    assertThat(run.steps()).doesNotHaveDuplicates();
                }),
                Clause.of("a run can only be passed for one job", world -> {
                    try (Run mine = open(world)) {
                        assertThatThrownBy(() -> world.options().run(mine).build())
                                .hasMessageContaining("fineTuneJobId");
                    }
                }));
    }

    private static Run open(SyncWorld world) {
        return Wandb.init(
                world.settings(),
                RunOptions.builder()
                        .entity(SyncWorld.ENTITY)
                        .project(world.project())
                        .id("mine")
                        .build());
    }
}
