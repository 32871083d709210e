package dev.tunebook.sandbox;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.Failure;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.ScriptedHyperparameter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a job object as it stands at a moment.
final class JobDocument {

    private final LiveJob job;
    private final JobScript script;
    private final Instant now;
    private final boolean succeeded;

    private JobDocument(LiveJob job, Instant now) {
        this.job = job;
        this.script = job.script();
        this.now = now;
        this.succeeded = job.status(now).equals("succeeded");
    }

    static ObjectNode of(LiveJob job, Instant now) {
        return new JobDocument(job, now).write();
    }

    private ObjectNode write() {
        ObjectNode document = Json.object()
                .put("object", "fine_tuning.job")
                .put("id", script.id())
                .put("model", script.model())
                .put("created_at", job.created().getEpochSecond())
                .put("finished_at", succeeded ? (Long) job.instant(script.end()).getEpochSecond() : null)
                .put("fine_tuned_model", succeeded ? script.fineTunedModel() : null);
        boolean azure = script.dialect() == Dialect.AZURE;
        document.put("organization_id", azure ? null : script.organizationId());
        putResultFiles(document, azure);
        document.put("status", job.status(now))
                .put("validation_file", script.validationFile().orElse(null))
                .put("training_file", script.trainingFile());
        putHyperparameters(document);
        document.put(
                "trained_tokens",
                succeeded && script.trainedTokens().isPresent()
                        ? (Long) script.trainedTokens().getAsLong()
                        : null);
        putError(document);
        switch (script.dialect()) {
            case OPENAI_2023 -> {}
            case OPENAI_2025 -> putFieldsOf2025(document);
            case AZURE -> putFieldsOfAzure(document);
        }
        document.setAll(script.extraFields());
        script.absentFields().forEach(document::remove);
        return document;
    }

    private void putResultFiles(ObjectNode document, boolean azure) {
        Optional<String> file = job.listedResults(now).map(results -> results.fileId());
        if (azure && file.isEmpty()) {
            document.putNull("result_files");
        } else {
            ArrayNode files = document.putArray("result_files");
            file.ifPresent(files::add);
        }
    }

    private ObjectNode hyperparameters() {
        ObjectNode values = Json.object();
        for (ScriptedHyperparameter value : script.hyperparameters()) {
            values.set(value.name(), job.hasStarted(now) ? value.resolved() : value.requested());
        }
        return values;
    }

    // A copy of a supervised job's values; null for DPO, absent for reinforcement.
    private void putHyperparameters(ObjectNode document) {
        switch (script.method()) {
            case "dpo" -> document.putNull("hyperparameters");
            case "reinforcement" -> {}
            default -> document.set("hyperparameters", hyperparameters());
        }
    }

    private void putError(ObjectNode document) {
        Optional<Failure> failure = job.failure(now);
        if (failure.isPresent()) {
            document.putObject("error")
                    .put("code", failure.get().code())
                    .put("param", failure.get().param().orElse(null))
                    .put("message", failure.get().message());
            return;
        }
        switch (script.errorForm()) {
            case NULL -> document.putNull("error");
            case EMPTY_OBJECT -> document.putObject("error");
            case OBJECT_OF_NULLS ->
                document.putObject("error").putNull("code").putNull("message").putNull("param");
            case ABSENT -> {}
        }
    }

    private void putFieldsOf2025(ObjectNode document) {
        document.put("user_provided_suffix", script.suffix().orElse(null))
                .put("seed", script.seed())
                .put("estimated_finish", estimatedFinish());
        document.putArray("integrations").addAll(script.integrations());
        putMetadata(document);
        document.putNull("usage_metrics").put("shared_with_openai", false).putNull("eval_id");
        putMethod(document);
    }

    private void putMetadata(ObjectNode document) {
        if (script.metadata().isEmpty()) {
            document.putNull("metadata");
        } else {
            document.set("metadata", Json.tree(script.metadata()));
        }
    }

    private void putMethod(ObjectNode document) {
        ObjectNode method = document.putObject("method").put("type", script.method());
        ObjectNode fields = method.putObject(script.method());
        fields.set("hyperparameters", hyperparameters());
        fields.setAll(script.methodFields());
    }

    private void putFieldsOfAzure(ObjectNode document) {
        document.put("seed", script.seed())
                .put("estimated_finish", estimatedFinish())
                .putNull("integrations")
                .putNull("metadata");
        if (script.method().equals("supervised")) {
            document.putNull("method");
        } else {
            putMethod(document);
        }
        document.put("suffix", script.suffix().orElse(null)).put("trainingType", "globalStandard");
    }

    private @Nullable Long estimatedFinish() {
        boolean running = job.status(now).equals("running");
        // A guess, as the real one is: ten minutes late.
        return running ? job.instant(script.end()).plus(Duration.ofMinutes(10)).getEpochSecond() : null;
    }
}
