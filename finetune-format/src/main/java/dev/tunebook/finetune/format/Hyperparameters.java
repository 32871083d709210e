package dev.tunebook.finetune.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The hyperparameters of a job by name, in the provider's order: `n_epochs`, `batch_size`,
/// `learning_rate_multiplier`,
/// `beta` ...
public record Hyperparameters(Map<String, Hyperparameter> byName) {

    public Hyperparameters {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /// Prefers `method.<type>.hyperparameters`, falls back to the top level, which is null for DPO and
    /// absent for RFT.
    static Hyperparameters parse(ObjectNode job, String methodType) {
        Hyperparameters ofMethod = of(job.path("method").path(methodType).path("hyperparameters"));
        Hyperparameters ofJob = of(job.path("hyperparameters"));
        Hyperparameters legacy = of(job.path("hyperparams"));
        return ofMethod.or(ofJob).or(legacy);
    }

    private static Hyperparameters of(JsonNode object) {
        Map<String, Hyperparameter> byName = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            byName.put(field.getKey(), Hyperparameter.parse(field.getValue()));
        }
        return new Hyperparameters(byName);
    }

    /// These values; an earlier look at the same job still tells which of them were requested as `auto`.
    public Hyperparameters after(Hyperparameters earlier) {
        return or(earlier);
    }

    private Hyperparameters or(Hyperparameters other) {
        Map<String, Hyperparameter> merged = new LinkedHashMap<>(byName);
        other.byName.forEach((name, value) -> merged.merge(name, value, Hyperparameter::or));
        return new Hyperparameters(merged);
    }

    /// The value of a name; one without anything when the job does not have it.
    public Hyperparameter of(String name) {
        return byName.getOrDefault(name, Hyperparameter.UNSET);
    }
}
