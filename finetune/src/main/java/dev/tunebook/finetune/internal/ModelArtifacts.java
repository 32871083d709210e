package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.FineTuneStatus;
import dev.tunebook.model.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The models jobs made, and the checkpoints on their way, as outputs of their runs.
///
/// A model is a version of one collection for all jobs: the job as metadata and as `model_metadata.json`, whose
/// `fine_tuned_model` is the model's id at the provider; its alias is the job's id. A checkpoint is a version
/// of the collection `<name>-checkpoints` of the same shape; its aliases are its id and `<job
/// id>-step-<step>`.
public final class ModelArtifacts {
    private static final int MOST_METADATA = 100;

    private final ModelCollection models;
    private final ModelCollection checkpoints;

    ModelArtifacts(ModelCollection models, ModelCollection checkpoints) {
        this.models = models;
        this.checkpoints = checkpoints;
    }

    /// Whether there is anything to record.
    boolean concern(JobMaterial material) {
        return isMade(material.job()) || !material.checkpoints().isEmpty();
    }

    private static boolean isMade(FineTuneJob job) {
        return job.status().equals(FineTuneStatus.SUCCEEDED)
                && job.fineTunedModel().isPresent();
    }

    void record(RunWriter run, JobMaterial material) {
        FineTuneJob job = material.job();
        for (FineTuneCheckpoint checkpoint : material.checkpoints()) {
            ObjectNode tree = checkpoint.raw().tree().deepCopy();
            tree.put("fine_tuned_model", checkpoint.model());
            save(
                    checkpoints,
                    run,
                    tree,
                    List.of(RunKeys.safe(checkpoint.id()), RunKeys.safe(job.id()) + "-step-" + checkpoint.step()));
        }
        if (isMade(job)) {
            save(models, run, job.raw().tree(), List.of(RunKeys.safe(job.id())));
        }
    }

    private static void save(ModelCollection collection, RunWriter run, ObjectNode tree, List<String> aliases) {
        Map<String, JsonNode> metadata = new LinkedHashMap<>();
        Json.members(tree).forEach((key, value) -> {
            if (metadata.size() < MOST_METADATA) {
                metadata.put(key, value);
            }
        });
        collection.save(run, metadata, Json.pretty(tree).getBytes(StandardCharsets.UTF_8), aliases);
    }
}
