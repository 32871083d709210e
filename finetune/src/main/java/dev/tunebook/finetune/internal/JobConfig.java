package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.Hyperparameter;
import dev.tunebook.finetune.format.JobError;
import dev.tunebook.finetune.format.WandbIntegration;
import dev.tunebook.model.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The configuration of a job's run: the job's own fields under their own names, so that dashboards made for
/// the official importer keep working, made fit to sort and filter by.
public final class JobConfig {
    private static final String REQUESTED = "hyperparameters_requested";

    private JobConfig() {}

    /// @param dataFiles those the job names, with their names
    /// @param earlier the run's configuration of an earlier sync: it may remember what was requested before
    /// it was resolved
    public static Map<String, JsonNode> of(FineTuneJob job, List<DataFile> dataFiles, Map<String, JsonNode> earlier) {
        Map<String, JsonNode> config = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : job.raw().tree().properties()) {
            config.put(field.getKey(), field.getValue());
        }
        instant(config, "created_at", job.createdAt());
        instant(config, "finished_at", job.finishedAt());
        instant(config, "estimated_finish", job.estimatedFinish());
        config.put("result_files", text(job.resultFiles().stream().findFirst()));
        hyperparameters(config, job, earlier);
        job.error().ifPresentOrElse(error -> config.put("error", error(error)), () -> config.remove("error"));
        config.put("method_type", text(Optional.of(job.method())));
        for (DataFile file : dataFiles) {
            file.name().ifPresent(name -> config.put(file.role().field() + "_file_name", text(Optional.of(name))));
        }
        integrationRun(job).ifPresent(path -> config.put("wandb_integration_run", text(Optional.of(path))));
        return config;
    }

    /// Flat and numeric whatever the method; beside it which of them were requested as `auto`.
    private static void hyperparameters(Map<String, JsonNode> config, FineTuneJob job, Map<String, JsonNode> earlier) {
        ObjectNode values = Json.object();
        ObjectNode requested = Json.object();
        JsonNode before = earlier.getOrDefault(REQUESTED, Json.object());
        for (Map.Entry<String, Hyperparameter> entry :
                job.hyperparameters().byName().entrySet()) {
            Hyperparameter value = entry.getValue();
            value.number().ifPresent(number -> values.set(entry.getKey(), Json.tree(number)));
            value.text().ifPresent(text -> values.put(entry.getKey(), text));
            if (value.auto() || before.path(entry.getKey()).asString("").equals("auto")) {
                requested.put(entry.getKey(), "auto");
            }
        }
        config.put("hyperparameters", values);
        if (!requested.isEmpty()) {
            config.put(REQUESTED, requested);
        }
    }

    /// `{code, param, message}`, the absent ones null.
    public static ObjectNode error(JobError error) {
        ObjectNode node = Json.object();
        node.set("code", text(error.code()));
        node.set("param", text(error.param()));
        node.set("message", text(error.message()));
        return node;
    }

    /// `entity/project/run` of the run the provider itself writes; without the entity where the job names none.
    public static Optional<String> integrationRun(FineTuneJob job) {
        return job.integrations().stream().findFirst().map(integration -> address(integration, job));
    }

    private static String address(WandbIntegration integration, FineTuneJob job) {
        String entity = integration.entity().map(name -> name + "/").orElse("");
        return entity + integration.project() + "/" + integration.runId().orElse(job.id());
    }

    private static void instant(Map<String, JsonNode> config, String name, Optional<Instant> instant) {
        if (instant.isPresent() || config.containsKey(name)) {
            config.put(name, text(instant.map(Instant::toString)));
        }
    }

    private static JsonNode text(Optional<String> text) {
        return Json.tree(text.orElse(null));
    }
}
