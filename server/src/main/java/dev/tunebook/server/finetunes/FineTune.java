package dev.tunebook.server.finetunes;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneRecord;
import dev.tunebook.finetune.format.Hyperparameter;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.runs.Run;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A fine-tune, read.
///
/// @param run empty where a model's metadata tell of it
/// @param outputs what the run made
record FineTune(Optional<Run> run, FineTuneRecord record, List<Artifact> outputs) {
    private static final String CHECKPOINT = "fine_tuning.job.checkpoint";

    /// @param requested `auto` where the provider was asked to choose, else as [#resolved]
    /// @param resolved a number or a text; empty until the provider has chosen
    record Parameter(String name, Optional<Object> requested, Optional<Object> resolved) {
        static Stream<Parameter> of(String name, Hyperparameter value) {
            Optional<Object> resolved =
                    value.number().<Object>map(number -> number).or(value::text);
            Optional<Object> requested = value.auto() ? Optional.of("auto") : resolved;
            return requested.isEmpty() ? Stream.empty() : Stream.of(new Parameter(name, requested, resolved));
        }
    }

    record DataFile(String id, Optional<String> name) {}

    /// @param artifactId of the version that stands for it
    record Checkpoint(FineTuneCheckpoint value, long artifactId) {}

    List<Parameter> hyperparameters() {
        return record.job().hyperparameters().byName().entrySet().stream()
                .flatMap(entry -> Parameter.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    Optional<DataFile> trainingFile() {
        return record.job().trainingFile().map(id -> file("training", id));
    }

    Optional<DataFile> validationFile() {
        return record.job().validationFile().map(id -> file("validation", id));
    }

    private DataFile file(String role, String id) {
        return new DataFile(id, Optional.ofNullable(record.fileNames().get(role)));
    }

    /// The checkpoints the run made artifacts of, the first step first.
    List<Checkpoint> checkpoints() {
        return outputs.stream()
                .flatMap(artifact -> artifact.metadata().stream()
                        .flatMap(RecordedFineTunes::object)
                        .filter(metadata -> metadata.path("object").asString("").equals(CHECKPOINT)
                                && metadata.path("id").isString())
                        .map(metadata -> new Checkpoint(checkpoint(metadata), artifact.id())))
                .sorted((one, other) ->
                        Long.compare(one.value().step(), other.value().step()))
                .toList();
    }

    private static FineTuneCheckpoint checkpoint(ObjectNode metadata) {
        return FineTuneCheckpoint.of(new RawJson(metadata, Json.write(metadata)));
    }
}
