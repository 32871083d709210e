package dev.tunebook.sandbox.script;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a fine-tuning job does, and when, counted from its creation.
///
/// @param createdAt when the job was created; without it, `age` before it is added to a sandbox
/// @param model the base model as resolved
/// @param method `supervised`, `dpo` or `reinforcement`
/// @param methodFields what the method has besides hyperparameters: `grader`, `response_format`
/// @param timeline by time, at least one change, the first at zero
/// @param failure why the job fails, if its timeline ends so
/// @param events by time
/// @param checkpoints oldest first
/// @param fineTunedModel the model's name, shown when the job has succeeded
/// @param extraFields put into the job object as they are, replacing fields of the same name
/// @param absentFields left out of the job object
public record JobScript(
        String id,
        Dialect dialect,
        Optional<Instant> createdAt,
        Duration age,
        String model,
        String fineTunedModel,
        Optional<String> suffix,
        long seed,
        String organizationId,
        String trainingFile,
        Optional<String> validationFile,
        String method,
        ObjectNode methodFields,
        List<ScriptedHyperparameter> hyperparameters,
        List<StatusChange> timeline,
        Optional<Failure> failure,
        List<ScriptedEvent> events,
        List<ScriptedCheckpoint> checkpoints,
        Optional<ScriptedResults> results,
        OptionalLong trainedTokens,
        ErrorForm errorForm,
        Map<String, String> metadata,
        List<JsonNode> integrations,
        ObjectNode extraFields,
        Set<String> absentFields) {

    public JobScript {
        hyperparameters = List.copyOf(hyperparameters);
        timeline = List.copyOf(timeline);
        events = List.copyOf(events);
        checkpoints = List.copyOf(checkpoints);
        integrations = List.copyOf(integrations);
        // In the order given, which decides the bytes of the job.
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        absentFields = Set.copyOf(absentFields);
        if (timeline.isEmpty() || !timeline.get(0).at().isZero()) {
            throw new IllegalArgumentException(
                    "Job " + id + " needs a status at zero; add `.statusAfter(Duration.ZERO, …)`");
        }
    }

    /// Starts the script of a supervised job that succeeds; every part of it can be changed.
    public static JobScriptBuilder job(String id) {
        return new JobScriptBuilder(id);
    }

    /// The status at a time after creation.
    public String statusAt(Duration elapsed) {
        String status = timeline.getFirst().status();
        for (StatusChange change : timeline) {
            if (change.at().compareTo(elapsed) <= 0) {
                status = change.status();
            }
        }
        return status;
    }

    /// When the job first has a status; empty if it never has.
    public Optional<Duration> firstAt(String status) {
        return timeline.stream()
                .filter(change -> change.status().equals(status))
                .map(StatusChange::at)
                .findFirst();
    }

    /// When the last status is reached.
    public Duration end() {
        return timeline.getLast().at();
    }
}
