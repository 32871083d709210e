package dev.tunebook.finetune.format;

import dev.tunebook.model.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A fine-tune as its run tells it, the same whoever wrote the run: our sync, or the official Python integration,
/// which leaves objects as Python text and times without a zone.
///
/// @param provider `openai`, `azure`, or what the run says
/// @param job every time an instant; the status is the newest one recorded
/// @param baseModel the provider's own model at the root
/// @param parentModel the tuned model the job started from, where it did
/// @param fileNames what the owner called the files, by `training` and `validation`
/// @param queue from creation to the start of training
/// @param training from the start of training to the end
public record FineTuneRecord(
        String provider,
        FineTuneJob job,
        String baseModel,
        Optional<String> parentModel,
        Map<String, String> fileNames,
        Optional<Duration> duration,
        Optional<Duration> queue,
        Optional<Duration> training) {
    private static final Set<String> OBJECTS = Set.of("fine_tuning.job", "fine-tune");
    private static final List<String> OPENED =
            List.of("method", "hyperparameters", "hyperparams", "error", "integrations", "metadata", "result_files");
    private static final List<String> TIMES = List.of("created_at", "finished_at", "estimated_finish");
    private static final List<String> FILLED =
            List.of("trained_tokens", "seed", "organization_id", "user_provided_suffix", "validation_file");

    public FineTuneRecord {
        fileNames = Map.copyOf(fileNames);
    }

    /// Whether this is the config of a fine-tune's run.
    ///
    /// @param config each key unwrapped from its `{"value": …}`
    public static boolean isFineTune(JsonNode config) {
        return OBJECTS.contains(config.path("object").asString(""))
                || config.path("id").asString("").startsWith("ftjob-");
    }

    /// @param config each key unwrapped from its `{"value": …}`
    /// @param models the metadata of the models the run made, the newest last
    /// @return empty for a run of another kind
    public static Optional<FineTuneRecord> of(ObjectNode config, ObjectNode summary, List<ObjectNode> models) {
        if (!isFineTune(config) || Fields.filledText(config, "id").isEmpty()) {
            return Optional.empty();
        }
        ObjectNode tree = config.deepCopy();
        OPENED.forEach(name -> open(tree, name));
        String id = tree.path("id").asString();
        models.stream()
                .filter(model -> model.path("id").asString("").equals(id))
                .reduce((earlier, later) -> later)
                .ifPresent(model -> complete(tree, model));
        List.of("status", "fine_tuned_model")
                .forEach(name -> Fields.filledText(summary, name).ifPresent(value -> tree.put(name, value)));
        requested(tree);
        return Optional.of(of(FineTuneJob.of(new RawJson(tree, Json.write(tree))), tree, summary));
    }

    private static FineTuneRecord of(FineTuneJob job, ObjectNode config, ObjectNode summary) {
        Optional<TunedModel> parent = TunedModel.parse(job.model());
        Map<String, String> names = new LinkedHashMap<>();
        for (String role : List.of("training", "validation")) {
            Fields.filledText(config, role + "_file_name").ifPresent(name -> names.put(role, name));
        }
        return new FineTuneRecord(
                Fields.filledText(config, "provider").orElseGet(() -> provider(job)),
                job,
                parent.map(TunedModel::base).orElse(job.model()),
                parent.map(model -> job.model()),
                names,
                seconds(summary, "duration_seconds").or(() -> between(job.createdAt(), job.finishedAt())),
                seconds(summary, "queue_seconds"),
                seconds(summary, "training_seconds"));
    }

    private static void open(ObjectNode tree, String name) {
        Json.text(tree.get(name))
                .flatMap(PythonText::parse)
                .filter(JsonNode::isContainer)
                .ifPresent(value -> tree.set(name, value));
        JsonNode list = tree.path(name);
        if (list.isArray()) {
            tree.set(name, opened(list));
        }
    }

    private static JsonNode opened(JsonNode list) {
        ArrayNode items = Json.array();
        for (JsonNode item : list) {
            Optional<JsonNode> object =
                    Json.text(item).flatMap(PythonText::parse).filter(JsonNode::isObject);
            items.add(object.orElse(item));
        }
        return items;
    }

    /// What the config lacks or has in a time zone nobody knows.
    private static void complete(ObjectNode tree, ObjectNode model) {
        for (String name : TIMES) {
            if (Fields.instant(tree, name).isEmpty()
                    && Fields.instant(model, name).isPresent()) {
                tree.set(name, model.path(name));
            }
        }
        for (String name : FILLED) {
            if (!tree.hasNonNull(name) && model.hasNonNull(name)) {
                tree.set(name, model.path(name));
            }
        }
    }

    /// Our own runs keep beside the values which of them were asked for as `auto`. They become the job's deprecated
    /// copy of its hyperparameters, which [Hyperparameters] reads so.
    private static void requested(ObjectNode tree) {
        JsonNode requested = tree.path("hyperparameters_requested");
        if (requested.isObject()) {
            tree.set("hyperparams", requested);
        }
    }

    private static String provider(FineTuneJob job) {
        boolean azure = job.fineTunedModel().filter(TunedModel::isAzure).isPresent()
                || TunedModel.isAzure(job.model())
                || job.id().matches("ftjob-[0-9a-f]{32}");
        return azure ? "azure" : "openai";
    }

    private static Optional<Duration> seconds(ObjectNode summary, String name) {
        JsonNode value = summary.path(name);
        return value.isNumber() && Json.asDouble(value) >= 0 && Json.asDouble(value) < 1e10
                ? Optional.of(Duration.ofMillis(Math.round(Json.asDouble(value) * 1000)))
                : Optional.empty();
    }

    private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end)))
                .filter(time -> !time.isNegative());
    }

    /// The record as scalar columns by name; what is not known has none.
    public Map<String, JsonNode> columns() {
        Columns columns = new Columns();
        columns.put("provider", Optional.of(provider));
        columns.put("job", Optional.of(job.id()));
        columns.put("method", Optional.of(job.method()));
        columns.put("status", Optional.of(job.status().name()));
        columns.put("base_model", Optional.of(baseModel).filter(name -> !name.isEmpty()));
        columns.put("parent_model", parentModel);
        columns.put("model", job.fineTunedModel());
        columns.put("suffix", job.suffix());
        job.hyperparameters().byName().forEach(columns::put);
        columns.put("training_file", job.trainingFile());
        columns.put("validation_file", job.validationFile());
        fileNames.forEach((role, name) -> columns.put(role + "_file_name", Optional.of(name)));
        columns.put("created_at", job.createdAt().map(Instant::toString));
        columns.put("finished_at", job.finishedAt().map(Instant::toString));
        job.trainedTokens().ifPresent(tokens -> columns.put("trained_tokens", Optional.of(tokens)));
        job.seed().ifPresent(seed -> columns.put("seed", Optional.of(seed)));
        columns.put("duration_seconds", duration.map(FineTuneRecord::decimal));
        columns.put("queue_seconds", queue.map(FineTuneRecord::decimal));
        columns.put("training_seconds", training.map(FineTuneRecord::decimal));
        columns.put("error", job.error().flatMap(JobError::message));
        columns.put("error_code", job.error().flatMap(JobError::code));
        return columns.values;
    }

    private static double decimal(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static final class Columns {
        private final Map<String, JsonNode> values = new LinkedHashMap<>();

        void put(String name, Optional<?> value) {
            value.ifPresent(present -> values.putIfAbsent(name, Json.tree(present)));
        }

        void put(String name, Hyperparameter value) {
            Optional<?> resolved = value.number().isPresent() ? value.number() : value.text();
            put(name.equals("n_epochs") ? "epochs" : name, resolved);
        }
    }
}
