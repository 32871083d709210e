package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.model.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Writes all there is about a job into its run. The fingerprint goes last: a run that has one is complete.
public final class JobRecorder {
    private static final Set<String> OWN = Set.of("status", "fine_tuned_model", "error", Fingerprint.KEY);

    private final DatasetArtifacts datasets;
    private final ModelArtifacts models;
    private final Consumer<String> progress;

    /// @param progress hears which part is being written
    public JobRecorder(DatasetArtifacts datasets, ModelArtifacts models, Consumer<String> progress) {
        this.datasets = datasets;
        this.models = models;
        this.progress = progress;
    }

    /// Whether a key of a summary is written here.
    static boolean writes(String summaryKey) {
        return OWN.contains(summaryKey) || DerivedFigures.KEYS.contains(summaryKey);
    }

    /// @param earlier the configuration of an earlier look at the job
    /// @param fingerprint of what is written
    /// @return what a reader of the report should know
    public List<String> record(
            RunWriter run, JobMaterial material, Map<String, JsonNode> earlier, Fingerprint fingerprint) {
        FineTuneJob job = material.job();
        progress.accept("configuration");
        run.config(JobConfig.of(material, earlier));
        List<String> notes = new ArrayList<>(material.notes());
        for (DataFile file : material.dataFiles()) {
            progress.accept(file.role().field() + " file");
            notes.addAll(datasets.record(run, file));
        }
        progress.accept("history");
        run.rows(ResultMetrics.rows(material));
        run.console(material.events());
        run.summary(outcome(material));
        progress.accept("model");
        models.record(run, material);
        progress.accept("provider's files");
        RawFiles.save(run.run(), material);
        run.summary(Map.of("status", job.status().name(), Fingerprint.KEY, fingerprint.toJson()));
        return notes;
    }

    private static Map<String, JsonNode> outcome(JobMaterial material) {
        FineTuneJob job = material.job();
        List<Long> steps =
                ResultMetrics.rows(material).stream().map(row -> row.step()).toList();
        Optional<Long> last = steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
        Map<String, JsonNode> outcome = new LinkedHashMap<>(DerivedFigures.of(job, material.events(), last));
        job.fineTunedModel().ifPresent(model -> outcome.put("fine_tuned_model", Json.tree(model)));
        job.error().ifPresent(error -> outcome.put("error", JobConfig.error(error)));
        return outcome;
    }
}
