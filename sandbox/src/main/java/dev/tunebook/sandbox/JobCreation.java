package dev.tunebook.sandbox;

import dev.tunebook.finetune.format.DatasetFormat;
import dev.tunebook.finetune.format.DatasetReader;
import dev.tunebook.finetune.format.DatasetSummary;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /fine_tuning/jobs`: checks the request and the training file, and writes the script the new job
/// then follows.
final class JobCreation {

    private static final int FEWEST_EXAMPLES = 10;
    private static final List<String> METHODS = List.of("supervised", "dpo", "reinforcement");

    private final Account account;
    private final ModelEndpoints models;
    private final SandboxOptions options;

    JobCreation(Account account, ModelEndpoints models, SandboxOptions options) {
        this.account = account;
        this.models = models;
        this.options = options;
    }

    Answer create(Call call) {
        ObjectNode request = body(call);
        String trainingFile = file(request, "training_file")
                .orElseThrow(() -> Refusal.badRequest("you must provide a 'training_file' parameter", "training_file"));
        Optional<String> validationFile = file(request, "validation_file");
        String wanted = text(request, "model")
                .orElseThrow(() -> Refusal.badRequest("you must provide a model parameter", "model"));
        String model = models.trainable(wanted)
                .orElseThrow(() -> Refusal.of(
                        400,
                        "Model " + wanted + " is not available for fine-tuning or does not exist.",
                        null,
                        "model_not_available"));
        String method = text(request.path("method"), "type").orElse("supervised");
        if (!METHODS.contains(method)) {
            throw Refusal.badRequest("'" + method + "' is not one of " + METHODS + " - 'method.type'", "method");
        }
        JobScriptBuilder script = JobScript.job(account.newId("ftjob-", 24))
                .createdAt(account.now())
                .organization(options.organizationId())
                .model(model)
                .method(method)
                .trainingFile(trainingFile);
        validationFile.ifPresent(script::validationFile);
        text(request, "suffix").ifPresent(script::suffix);
        addSettings(script, request, method);
        DatasetSummary data = summary(trainingFile);
        plan(script, data, hyperparameters(request, method));
        checkData(script, data, method);
        JobScript job = options.habits().apply(script).build();
        account.add(job);
        return Answer.json(JobDocument.of(account.job(job.id()), account.now()));
    }

    private static ObjectNode body(Call call) {
        try {
            return Json.parseObject(call.body());
        } catch (InvalidJsonException e) {
            throw Refusal.badRequest("We could not parse the JSON body of your request.", null);
        }
    }

    private Optional<String> file(ObjectNode request, String name) {
        Optional<String> id = text(request, name);
        if (id.isPresent() && !account.hasFile(id.get())) {
            throw Refusal.badRequest("invalid " + name + ": " + id.get(), name);
        }
        return id;
    }

    private static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private static JsonNode hyperparameters(ObjectNode request, String method) {
        JsonNode ofMethod = request.path("method").path(method).path("hyperparameters");
        return ofMethod.isObject() ? ofMethod : request.path("hyperparameters");
    }

    private static void addSettings(JobScriptBuilder script, ObjectNode request, String method) {
        JsonNode seed = request.path("seed");
        if (seed.canConvertToExactIntegral()) {
            script.seed(seed.longValue());
        }
        for (Map.Entry<String, JsonNode> entry : request.path("metadata").properties()) {
            script.metadata(entry.getKey(), entry.getValue().asString(""));
        }
        request.path("integrations").forEach(script::integration);
        for (Map.Entry<String, JsonNode> field :
                request.path("method").path(method).properties()) {
            if (!field.getKey().equals("hyperparameters")) {
                script.methodField(field.getKey(), field.getValue());
            }
        }
    }

    private DatasetSummary summary(String fileId) {
        byte[] content = account.file(fileId).content();
        try (DatasetReader reader = new DatasetReader(new ByteArrayInputStream(content))) {
            return DatasetSummary.of(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory cannot fail", e);
        }
    }

    // The usual resolution of `auto`: about a hundred steps' worth of epochs for small files, batches of 1.
    private static void plan(JobScriptBuilder script, DatasetSummary data, JsonNode requested) {
        long examples = Math.max(1, data.count());
        int epochs = requested.path("n_epochs").isInt()
                ? requested.path("n_epochs").intValue()
                : (int) Math.clamp(100 / examples, 3, 25);
        int batch = requested.path("batch_size").isInt()
                ? requested.path("batch_size").intValue()
                : (int) Math.clamp(examples / 500, 1, 256);
        script.hyperparameter("n_epochs", value(requested, "n_epochs"), epochs);
        script.hyperparameter("batch_size", value(requested, "batch_size"), batch);
        JsonNode rate = requested.path("learning_rate_multiplier");
        script.hyperparameter(
                "learning_rate_multiplier", value(requested, "learning_rate_multiplier"), rate.isNumber() ? rate : 1.8);
        for (Map.Entry<String, JsonNode> more : requested.properties()) {
            if (!List.of("n_epochs", "batch_size", "learning_rate_multiplier").contains(more.getKey())) {
                script.hyperparameter(more.getKey(), more.getValue());
            }
        }
        int steps = (int) Math.max(epochs, examples * epochs / batch);
        script.training(steps, epochs, Duration.ofMillis(1800)).trainedTokens(examples * epochs * 58);
    }

    private static Object value(JsonNode requested, String name) {
        JsonNode value = requested.path(name);
        return value.isNumber() ? value : "auto";
    }

    private static void checkData(JobScriptBuilder script, DatasetSummary data, String method) {
        DatasetFormat wanted = switch (method) {
            case "dpo" -> DatasetFormat.PREFERENCE;
            case "reinforcement" -> DatasetFormat.REINFORCEMENT;
            default -> data.format() == DatasetFormat.COMPLETION ? DatasetFormat.COMPLETION : DatasetFormat.CHAT;
        };
        if (data.brokenRecords() > 0) {
            script.fails(
                    "invalid_training_file",
                    "training_file",
                    "The job failed due to an invalid training file. Invalid file format. Line "
                            + data.firstBroken().getFirst().line() + " is not valid JSON.");
        } else if (data.count() < FEWEST_EXAMPLES) {
            script.fails(
                    "invalid_n_examples",
                    "training_file",
                    "Training file has " + data.count() + " example(s), but must have at least " + FEWEST_EXAMPLES
                            + " examples");
        } else if (data.examples().getOrDefault(wanted, 0L) < data.count()) {
            script.fails(
                    "invalid_training_file",
                    "training_file",
                    "The job failed due to an invalid training file. Some examples do not have the format of method "
                            + method + ".");
        }
    }
}
