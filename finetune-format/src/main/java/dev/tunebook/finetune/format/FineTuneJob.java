package dev.tunebook.finetune.format;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A fine-tuning job as OpenAI, Azure OpenAI and services that speak their dialect describe it; legacy
/// `fine-tune`
/// objects too.
///
/// Only an id is required. Everything else may be null, absent or unknown without an error.
///
/// @param model the base model; may itself be a tuned one
/// @param finishedAt set on success; stays empty on failed and cancelled jobs
/// @param estimatedFinish a guess, often wrong by hours
/// @param fineTunedModel set only on success
/// @param method `supervised` where the provider does not say
/// @param trainedTokens billable tokens, set at success
/// @param suffix the part of the model's name the user chose
/// @param error empty in all four spellings of "no error"
/// @param grader of a reinforcement job, as written
/// @param raw the job as it was written
public record FineTuneJob(
        String id,
        FineTuneStatus status,
        String model,
        Optional<Instant> createdAt,
        Optional<Instant> finishedAt,
        Optional<Instant> estimatedFinish,
        Optional<String> fineTunedModel,
        Optional<String> organizationId,
        Optional<String> trainingFile,
        Optional<String> validationFile,
        List<String> resultFiles,
        String method,
        Hyperparameters hyperparameters,
        Optional<JsonNode> grader,
        OptionalLong trainedTokens,
        OptionalLong seed,
        Optional<String> suffix,
        Optional<JobError> error,
        Map<String, String> metadata,
        List<WandbIntegration> integrations,
        Optional<String> evalId,
        RawJson raw) {

    /// Parses one job.
    ///
    /// @throws FormatException if the text is not a JSON object or has no `id`
    public static FineTuneJob parse(String text) {
        return of(RawJson.parse("job", text));
    }

    /// Reads a job out of an object.
    ///
    /// @throws FormatException `missing_field` without an `id`
    public static FineTuneJob of(RawJson raw) {
        ObjectNode job = raw.tree();
        String method = Fields.filledText(job.path("method"), "type").orElse("supervised");
        return new FineTuneJob(
                Fields.required(raw, "job", "id"),
                new FineTuneStatus(Fields.filledText(job, "status").orElse("unknown")),
                Fields.text(job, "model").orElse(""),
                Fields.instant(job, "created_at"),
                Fields.instant(job, "finished_at"),
                Fields.instant(job, "estimated_finish"),
                Fields.filledText(job, "fine_tuned_model"),
                Fields.filledText(job, "organization_id"),
                fileId(job, "training_file"),
                fileId(job, "validation_file"),
                Fields.ids(job.path("result_files")),
                method,
                Hyperparameters.parse(job, method),
                object(job.path("method").path(method).path("grader")),
                Fields.integer(job, "trained_tokens"),
                Fields.integer(job, "seed"),
                Fields.filledText(job, "user_provided_suffix").or(() -> Fields.filledText(job, "suffix")),
                JobError.parse(job.path("error")),
                Fields.texts(job.path("metadata")),
                WandbIntegration.parse(job.path("integrations")),
                Fields.filledText(job, "eval_id"),
                raw);
    }

    private static Optional<String> fileId(ObjectNode job, String name) {
        // The legacy API has lists of file objects under the plural name.
        return Fields.filledText(job, name)
                .or(() -> Fields.ids(job.path(name + "s")).stream().findFirst());
    }

    private static Optional<JsonNode> object(JsonNode value) {
        return value.isObject() ? Optional.of(value) : Optional.empty();
    }
}
