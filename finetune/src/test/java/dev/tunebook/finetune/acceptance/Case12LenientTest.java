package dev.tunebook.finetune.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.ErrorForm;
import dev.tunebook.sandbox.script.EventBody;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.Results;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Case 12: what no document describes is data, not a fault.
class Case12LenientTest extends AcceptanceCase {

    static final Clause UNKNOWN_STATUS =
            Clause.of("an unknown status: recorded as it is, not taken for an end", world -> {
                world.sandbox.add(world.shortJob("ftjob-1").statusAfter(Duration.ofSeconds(60), "hibernating"));
                SyncReport report = world.sync(world.options().waitForJobSuccess(false));
                assertThat(report.jobs().get(0).status()).isEqualTo("hibernating");
                RunState run = world.state().run("ftjob-1");
                assertThat(run.status()).isEqualTo("hibernating");
                assertThat(run.state()).isEqualTo("running");
                assertRaw(world);
            });

    static Stream<Clause> clauses() {
        Stream<Clause> errors = Stream.of(ErrorForm.values())
                .map(form -> Clause.of("no error, written as " + form, world -> {
                    RunState run = sync(world, world.shortJob("ftjob-1").errorForm(form));
                    assertThat(run.config().has("error")).isFalse();
                    assertThat(run.summary().has("error")).isFalse();
                }));
        return Stream.concat(
                errors,
                Stream.of(
                        UNKNOWN_STATUS,
                        Clause.of("an unknown type of event, and one without a type", world -> {
                            RunState run = sync(
                                    world,
                                    world.shortJob("ftjob-1")
                                            .withoutEventTypes()
                                            .event(
                                                    Duration.ofSeconds(55),
                                                    new EventBody(
                                                            "info",
                                                            Optional.of("moderation_checks"),
                                                            "checked",
                                                            Json.parse(
                                                                    "{\"verdicts\":[{\"category\":\"x\",\"ok\":true}]}")))
                                            .event(
                                                    Duration.ofSeconds(55),
                                                    new EventBody(
                                                            "shout",
                                                            Optional.of("brand_new"),
                                                            "hello",
                                                            Json.parse("[1,2]"))));
                            assertThat(run.consoleText()).contains("checked", "hello");
                            assertThat(run.metric("train_loss")).hasSize(3);
                            assertThat(new String(world.state().file("ftjob-1", "provider/events.json"), UTF_8))
                                    .contains("moderation_checks", "brand_new");
                        }),
                        Clause.of("extra fields, nested ones and names that are odd", world -> {
                            RunState run = sync(
                                    world,
                                    world.shortJob("ftjob-1")
                                            .field("trainingType", "globalStandard")
                                            .field("brand_new", Map.of("deep", Map.of("er", 1)))
                                            .field("_wandb", "mine")
                                            .field(" ", "blank"));
                            assertThat(run.config().path("trainingType")).isEqualTo(Json.tree("globalStandard"));
                            assertThat(run.config()
                                            .path("brand_new")
                                            .path("deep")
                                            .path("er"))
                                    .isEqualTo(Json.tree(1));
                        }),
                        Clause.of("an error that is a bare text", world -> {
                            RunState run = sync(
                                    world,
                                    world.shortJob("ftjob-1")
                                            .statusAfter(Duration.ofSeconds(60), "failed")
                                            .field("error", "out of luck"));
                            assertThat(run.config().path("error").path("message"))
                                    .isEqualTo(Json.tree("out of luck"));
                        }),
                        Clause.of("result_files null", world -> {
                            RunState run = sync(
                                    world,
                                    world.shortJob("ftjob-1")
                                            .results(Results.none())
                                            .field("result_files", null));
                            assertThat(run.metric("train_loss")).hasSize(3);
                        }),
                        Clause.of("hyperparameters null", world -> {
                            RunState run = sync(
                                    world,
                                    world.shortJob("ftjob-1")
                                            .field("hyperparameters", null)
                                            .withoutField("method"));
                            assertThat(run.config().path("hyperparameters")).isEmpty();
                        }),
                        Clause.of("hyperparameters absent", world -> {
                            RunState run = sync(
                                    world,
                                    world.shortJob("ftjob-1")
                                            .withoutField("hyperparameters")
                                            .withoutField("method"));
                            assertThat(run.config().path("hyperparameters")).isEmpty();
                        }),
                        Clause.of("next to nothing but an id", world -> {
                            JobScriptBuilder job = world.shortJob("ftjob-1");
                            for (String field : new String[] {
                                "model", "seed", "trained_tokens", "finished_at", "organization_id", "training_file",
                                "validation_file", "result_files", "error", "integrations", "metadata", "object"
                            }) {
                                job.withoutField(field);
                            }
                            RunState run = sync(world, job);
                            assertThat(run.status()).isEqualTo("succeeded");
                        })));
    }

    private static RunState sync(SyncWorld world, JobScriptBuilder job) {
        world.sandbox.add(job);
        world.sync();
        assertRaw(world);
        return world.state().run("ftjob-1");
    }

    private static void assertRaw(SyncWorld world) {
        assertThat(new String(world.state().file("ftjob-1", "provider/job.json"), UTF_8))
                .isEqualTo(world.provider().job("ftjob-1").raw().text());
    }
}
