package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.ArtifactVersion;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Wandb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Case 19: `useArtifact("E/P/model_metadata:VERSION")`, from Java; the conformance module does it from Python.
class Case19UseArtifactTest extends AcceptanceCase {

    static final Clause UNDERSCORE = Clause.of("with the underscore spelling", world -> {
        threeModels(world);
        assertThat(used(world, "model_metadata:v2").path("fine_tuned_model")).isEqualTo(Json.tree("ft:model:3"));
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                UNDERSCORE,
                Clause.of("v2", world -> {
                    threeModels(world);
                    assertThat(used(world, "model-metadata:v2").path("fine_tuned_model"))
                            .isEqualTo(Json.tree("ft:model:3"));
                }),
                Clause.of("a job id", world -> {
                    threeModels(world);
                    assertThat(used(world, "model_metadata:ftjob-1").path("fine_tuned_model"))
                            .isEqualTo(Json.tree("ft:model:1"));
                }),
                Clause.of("latest, named or not", world -> {
                    threeModels(world);
                    assertThat(used(world, "model_metadata:latest").path("id")).isEqualTo(Json.tree("ftjob-3"));
                    assertThat(used(world, "model_metadata").path("id")).isEqualTo(Json.tree("ftjob-3"));
                }),
                Clause.of("an alias of one's own", world -> {
                    threeModels(world);
                    Wandb.api(world.settings())
                            .artifact(place(world) + "model-metadata:ftjob-2")
                            .addAlias("production");
                    assertThat(used(world, "model_metadata:production").path("id"))
                            .isEqualTo(Json.tree("ftjob-2"));
                }),
                Clause.of("hyperparameters and file ids are in the file", world -> {
                    threeModels(world);
                    JsonNode metadata = used(world, "model-metadata:ftjob-1");
                    assertThat(metadata.path("hyperparameters").path("n_epochs"))
                            .isEqualTo(Json.tree(1));
                    assertThat(metadata.path("training_file")).isEqualTo(Json.tree("file-shared"));
                }),
                Clause.of("a version that is not there is an error that names it", world -> {
                    threeModels(world);
                    assertThatThrownBy(() -> used(world, "model_metadata:nothing"))
                            .hasMessageContaining("model_metadata:nothing");
                }));
    }

    private static void threeModels(SyncWorld world) {
        for (int i = 1; i <= 3; i++) {
            world.sandbox.add(world.shortJob("ftjob-" + i).fineTunedModel("ft:model:" + i));
        }
        world.sync();
    }

    private static String place(SyncWorld world) {
        return SyncWorld.ENTITY + "/" + world.project() + "/";
    }

    /// What a program finds that uses a model.
    private static JsonNode used(SyncWorld world, String name) throws Exception {
        Path folder = Files.createTempDirectory("used-");
        RunOptions options = RunOptions.builder()
                .entity(SyncWorld.ENTITY)
                .project(world.project())
                .build();
        try (Run run = Wandb.init(world.settings().toBuilder().directory(folder).build(), options)) {
            ArtifactVersion version = run.useArtifact(place(world) + name);
            Path downloaded = version.download(folder.resolve("model"));
            JsonNode metadata = Json.parse(Files.readString(downloaded.resolve("model_metadata.json")));
            assertThat(world.state()
                            .version("model-metadata", metadata.path("id").asString())
                            .usedBy())
                    .contains(run.id());
            return metadata;
        }
    }
}
