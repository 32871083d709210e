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
    private static final Set<String> OWN =
            Set.of("status", "fine_tuned_model", "error", Fingerprint.KEY, SyncedRun.FOLLOWED);

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
    /// @param turn models are written in the order of the jobs
    /// @return what a reader of the report should know
    public List<String> record(
            RunWriter run,
            JobMaterial material,
            Map<String, JsonNode> earlier,
            Fingerprint fingerprint,
            JobWaiter.Turn turn) {
        FineTuneJob job = material.job();
        if (!models.concern(material)) {
            turn.pass();
        }
        progress.accept("configuration");
        run.config(JobConfig.of(job, material.dataFiles(), earlier));
        List<String> notes = new ArrayList<>(material.notes());
        for (DataFile file : material.dataFiles()) {
            progress.accept(file.role().field() + " file");
            notes.addAll(datasets.record(run, file));
        }
        progress.accept("history");
        Optional<Long> lastStep = run.rows(ResultMetrics.rows(material));
        run.console(material.events().oldestFirst());
        run.summary(outcome(material, lastStep));
        // A reader should not see the run empty for as long as its files take.
        run.run().flush();
        progress.accept("model");
        turn.await();
        models.record(run, material);
        turn.pass();
        progress.accept("provider's files");
        RawFiles.save(run.run(), material);
        run.summary(Map.of("status", job.status().name()));
        if (!job.status().isTerminal()) {
            run.summary(Map.of(SyncedRun.FOLLOWED, material.events().newest()));
        }
        run.summary(Map.of(Fingerprint.KEY, fingerprint.toJson()));
        return notes;
    }

    private static Map<String, JsonNode> outcome(JobMaterial material, Optional<Long> last) {
        FineTuneJob job = material.job();
        Map<String, JsonNode> outcome =
                new LinkedHashMap<>(DerivedFigures.of(job, material.events().oldestFirst(), last));
        job.fineTunedModel().ifPresent(model -> outcome.put("fine_tuned_model", Json.tree(model)));
        job.error().ifPresent(error -> outcome.put("error", JobConfig.error(error)));
        return outcome;
    }
}
