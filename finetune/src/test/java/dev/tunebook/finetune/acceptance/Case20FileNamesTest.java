package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.util.stream.Stream;

/// Case 20: file names in the configuration.
class Case20FileNamesTest extends AcceptanceCase {

    static final Clause NAMES = Clause.of("the names stand beside the ids", world -> {
        synced(world, true);
        RunState run = world.state().run("ftjob-1");
        assertThat(run.config().path("training_file")).isEqualTo(Json.tree("file-t"));
        assertThat(run.config().path("training_file_name")).isEqualTo(Json.tree("données entraînement.jsonl"));
        assertThat(run.config().path("validation_file_name")).isEqualTo(Json.tree("check.jsonl"));
    });

    static Stream<Clause> clauses() {
        return Stream.of(
                NAMES,
                Clause.of("also when data is not uploaded", world -> {
                    synced(world, false);
                    assertThat(world.state().run("ftjob-1").config().path("training_file_name"))
                            .isEqualTo(Json.tree("données entraînement.jsonl"));
                }),
                Clause.of("runs filter by them", world -> {
                    world.sandbox.add(world.shortJob("ftjob-2"));
                    synced(world, false);
                    assertThat(world.state()
                                    .runIds("{\"config.training_file_name\":\"données entraînement.jsonl\"}", "+name"))
                            .containsExactly("ftjob-1");
                    assertThat(world.state().runIds("{\"config.validation_file_name\":\"check.jsonl\"}", "+name"))
                            .containsExactly("ftjob-1");
                }),
                Clause.of("a name stays when the file is deleted later", world -> {
                    synced(world, true);
                    world.sandbox.deleteFile("file-t");
                    world.sync(world.options().overwrite(true));
                    assertThat(world.state().run("ftjob-1").config().path("training_file_name"))
                            .isEqualTo(Json.tree("données entraînement.jsonl"));
                }),
                Clause.of("a file deleted before has an id only", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1"));
                    world.sandbox.deleteFile("file-shared");
                    world.sync();
                    RunState run = world.state().run("ftjob-1");
                    assertThat(run.config().path("training_file")).isEqualTo(Json.tree("file-shared"));
                    assertThat(run.config().has("training_file_name")).isFalse();
                }));
    }

    private static void synced(SyncWorld world, boolean logDatasets) {
        world.sandbox.add(ScriptedFile.of("file-t", "données entraînement.jsonl", Examples.chat(2)));
        world.sandbox.add(ScriptedFile.of("file-v", "check.jsonl", Examples.chat(1)));
        world.sandbox.add(world.shortJob("ftjob-1").trainingFile("file-t").validationFile("file-v"));
        world.sync(world.options().logDatasets(logDatasets));
    }
}
