package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Wandb;
import java.util.Map;
import java.util.stream.Stream;

/// Case 21: the provider's own run of a job.
class Case21IntegrationsTest extends AcceptanceCase {

    static final Clause NOT_TOUCHED =
            Clause.of("in the same project, under the job's id: never written into, own run beside it", world -> {
                try (Run theirs = Wandb.init(
                        world.settings(),
                        RunOptions.builder()
                                .entity(SyncWorld.ENTITY)
                                .project(world.project())
                                .id("ftjob-1")
                                .build())) {
                    theirs.log(Map.of("theirs", 1));
                }
                RunState before = world.state().run("ftjob-1");
                world.sandbox.add(integrated(world, SyncWorld.ENTITY, world.project()));
                SyncReport report = world.sync();
                assertThat(world.state().run("ftjob-1")).isEqualTo(before);
                RunState own = world.state().run("ftjob-1-sync");
                assertThat(own.status()).isEqualTo("succeeded");
                assertThat(own.metric("train_loss")).hasSize(3);
                assertThat(own.config().path("id")).isEqualTo(Json.tree("ftjob-1"));
                assertThat(report.jobs().get(0).integrationRun())
                        .contains(SyncWorld.ENTITY + "/" + world.project() + "/ftjob-1");
                world.line.open();
                world.sync();
                assertThat(world.line.mutating()).isEmpty();
            });

    static Stream<Clause> clauses() {
        return Stream.of(
                Clause.of("its address is in config and report", world -> {
                    world.sandbox.add(integrated(world, "elsewhere", "their-project"));
                    SyncReport report = world.sync();
                    RunState run = world.state().run("ftjob-1");
                    assertThat(run.config().path("wandb_integration_run"))
                            .isEqualTo(Json.tree("elsewhere/their-project/ftjob-1"));
                    assertThat(report.jobs().get(0).integrationRun()).contains("elsewhere/their-project/ftjob-1");
                    assertThat(report.toString()).contains("elsewhere/their-project/ftjob-1");
                }),
                Clause.of("elsewhere: the sync makes its own complete run under the job's id", world -> {
                    world.sandbox.add(integrated(world, "elsewhere", "their-project"));
                    world.sync();
                    RunState run = world.state().run("ftjob-1");
                    assertThat(run.status()).isEqualTo("succeeded");
                    assertThat(run.metric("train_loss")).hasSize(3);
                    assertThat(world.line.mutating())
                            .extracting(Turnstile.Passed::path)
                            .noneMatch(path -> path.contains("elsewhere") || path.contains("their-project"));
                }),
                NOT_TOUCHED);
    }

    private static JobScriptBuilder integrated(SyncWorld world, String entity, String project) {
        return world.shortJob("ftjob-1")
                .integration(Json.tree(Map.of(
                        "type", "wandb", "wandb", Map.of("project", project, "entity", entity, "run_id", "ftjob-1"))));
    }
}
