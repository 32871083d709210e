package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Case 9: hyperparameters of every method, fit to sort and filter by.
class Case09HyperparametersTest extends AcceptanceCase {

    static final Clause REQUESTED_IS_KEPT =
            Clause.of("what was requested as auto is kept beside the resolved value", world -> {
                world.sandbox.add(world.shortJob("ftjob-1")
                        .createdAgo(Duration.ZERO)
                        .hyperparameter("n_epochs", "auto", 3)
                        .hyperparameter("batch_size", 8));
                world.sync();
                assertThat(hyperparameters(world)).isEqualTo(Json.parse("{\"n_epochs\":3,\"batch_size\":8}"));
                assertThat(world.state().run("ftjob-1").config().path("hyperparameters_requested"))
                        .isEqualTo(Json.parse("{\"n_epochs\":\"auto\"}"));
            });

    static Stream<Clause> clauses() {
        return Stream.of(
                Clause.of("supervised", world -> {
                    sync(
                            world,
                            world.shortJob("ftjob-1")
                                    .hyperparameter("n_epochs", 3)
                                    .hyperparameter("learning_rate_multiplier", 1.8));
                    assertThat(hyperparameters(world))
                            .isEqualTo(Json.parse("{\"n_epochs\":3,\"learning_rate_multiplier\":1.8}"));
                    assertThat(method(world)).isEqualTo("supervised");
                }),
                Clause.of("DPO", world -> {
                    sync(
                            world,
                            world.shortJob("ftjob-1")
                                    .method("dpo")
                                    .hyperparameter("n_epochs", 2)
                                    .hyperparameter("beta", 0.1));
                    assertThat(hyperparameters(world)).isEqualTo(Json.parse("{\"n_epochs\":2,\"beta\":0.1}"));
                    assertThat(method(world)).isEqualTo("dpo");
                }),
                Clause.of("reinforcement", world -> {
                    sync(
                            world,
                            world.shortJob("ftjob-1")
                                    .method("reinforcement")
                                    .hyperparameter("compute_multiplier", 1.5)
                                    .hyperparameter("eval_interval", 5)
                                    .hyperparameter("reasoning_effort", "medium"));
                    assertThat(hyperparameters(world))
                            .isEqualTo(Json.parse("{\"compute_multiplier\":1.5,\"eval_interval\":5,"
                                    + "\"reasoning_effort\":\"medium\"}"));
                    assertThat(method(world)).isEqualTo("reinforcement");
                }),
                REQUESTED_IS_KEPT,
                Clause.of("Azure's -1 is a request for auto", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1")
                            .dialect(Dialect.AZURE)
                            .createdAgo(Duration.ZERO)
                            .hyperparameter("n_epochs", -1, 2));
                    world.sync();
                    assertThat(hyperparameters(world)).isEqualTo(Json.parse("{\"n_epochs\":2}"));
                    assertThat(world.state().run("ftjob-1").config().path("hyperparameters_requested"))
                            .isEqualTo(Json.parse("{\"n_epochs\":\"auto\"}"));
                }),
                Clause.of("a job that never ran keeps auto as a word", world -> {
                    sync(
                            world,
                            world.shortJob("ftjob-1")
                                    .hyperparameter("n_epochs", "auto", 3)
                                    .fails("invalid_n_examples", "training_file", "too few"));
                    assertThat(hyperparameters(world)).isEmpty();
                    assertThat(world.state().run("ftjob-1").config().path("hyperparameters_requested"))
                            .isEqualTo(Json.parse("{\"n_epochs\":\"auto\"}"));
                }),
                Clause.of("runs are filtered and sorted by them as numbers", world -> {
                    world.sandbox.add(world.shortJob("ftjob-a").hyperparameter("n_epochs", 9));
                    world.sandbox.add(world.shortJob("ftjob-b").hyperparameter("n_epochs", 10));
                    world.sandbox.add(world.shortJob("ftjob-c")
                            .method("dpo")
                            .hyperparameter("n_epochs", 2)
                            .hyperparameter("beta", 0.5));
                    world.sync(world.options().logDatasets(false));
                    TrackerState state = world.state();
                    assertThat(state.runIds("{}", "+config.hyperparameters.n_epochs"))
                            .containsExactly("ftjob-c", "ftjob-a", "ftjob-b");
                    assertThat(state.runIds("{\"config.hyperparameters.n_epochs\":{\"$gte\":9}}", "+name"))
                            .containsExactly("ftjob-a", "ftjob-b");
                    assertThat(state.runIds("{\"config.hyperparameters.beta\":0.5}", "+name"))
                            .containsExactly("ftjob-c");
                    assertThat(state.runIds("{\"config.method_type\":\"dpo\",\"jobType\":\"fine-tune\"}", "+name"))
                            .containsExactly("ftjob-c");
                }));
    }

    private static void sync(SyncWorld world, JobScriptBuilder job) {
        world.sandbox.add(job);
        world.sync(world.options().logDatasets(false));
    }

    private static JsonNode hyperparameters(SyncWorld world) {
        return world.state().run("ftjob-1").config().path("hyperparameters");
    }

    private static String method(SyncWorld world) {
        return world.state().run("ftjob-1").config().path("method_type").asString();
    }
}
