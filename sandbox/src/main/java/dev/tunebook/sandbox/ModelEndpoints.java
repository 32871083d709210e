package dev.tunebook.sandbox;

import dev.tunebook.model.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/models` and what is below: the base models, and the models of jobs that have succeeded.
final class ModelEndpoints {

    private final Account account;
    private final SandboxOptions options;

    ModelEndpoints(Account account, SandboxOptions options) {
        this.account = account;
        this.options = options;
    }

    Answer list() {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        models().values().forEach(data::add);
        return Answer.json(list);
    }

    Answer retrieve(String name) {
        return Answer.json(find(name));
    }

    Answer delete(String name) {
        find(name);
        if (BaseModels.resolve(name).isPresent()) {
            throw Refusal.of(403, "You have insufficient permissions for this operation.", null, null);
        }
        account.deleteModel(name);
        return Answer.json(Json.object().put("id", name).put("object", "model").put("deleted", true));
    }

    /// The model a job can be made from: a base model by its name or snapshot, or a tuned model.
    Optional<String> trainable(String name) {
        return BaseModels.resolve(name).or(() -> models().containsKey(name) ? Optional.of(name) : Optional.empty());
    }

    private ObjectNode find(String name) {
        ObjectNode model = models().get(name);
        if (model == null) {
            throw Refusal.noModel(name);
        }
        return model;
    }

    private Map<String, ObjectNode> models() {
        Map<String, ObjectNode> models = new LinkedHashMap<>();
        for (BaseModels.BaseModel base : BaseModels.ALL) {
            models.put(base.snapshot(), model(base.snapshot(), base.created(), "system"));
        }
        Instant now = account.now();
        for (LiveJob job : account.jobs()) {
            if (job.status(now).equals("succeeded")) {
                String name = job.script().fineTunedModel();
                models.put(name, model(name, job.created(), options.organizationId()));
            }
        }
        models.keySet().removeIf(account::isModelDeleted);
        return models;
    }

    private static ObjectNode model(String name, Instant created, String owner) {
        return Json.object()
                .put("id", name)
                .put("object", "model")
                .put("created", created.getEpochSecond())
                .put("owned_by", owner)
                .putNull("shutdown_date");
    }
}
