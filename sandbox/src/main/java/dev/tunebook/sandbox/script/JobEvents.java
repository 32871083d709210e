package dev.tunebook.sandbox.script;

import dev.tunebook.model.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the events a job emits on its way.
final class JobEvents {

    private final JobScriptBuilder told;
    private final MetricCurve curve;
    private final Duration started;
    private final StatusChange last;
    private final List<ScriptedCheckpoint> checkpoints;
    private final String model;

    JobEvents(
            JobScriptBuilder told,
            MetricCurve curve,
            Duration started,
            StatusChange last,
            List<ScriptedCheckpoint> checkpoints,
            String model) {
        this.told = told;
        this.curve = curve;
        this.started = started;
        this.last = last;
        this.checkpoints = checkpoints;
        this.model = model;
    }

    List<ScriptedEvent> list() {
        List<ScriptedEvent> events = new ArrayList<>();
        addPreparation(events);
        addSteps(events);
        if (last.status().equals("succeeded")) {
            addSuccess(events);
        } else {
            // What stands at the same moment is what would have come next, had the job not ended.
            events.removeIf(
                    event -> event.at().compareTo(last.at()) >= 0 && !event.at().isZero());
            addOtherEnd(events);
        }
        events.addAll(told.extraEvents);
        events.sort(Comparator.comparing(ScriptedEvent::at));
        return events;
    }

    private void addPreparation(List<ScriptedEvent> events) {
        String validation = told.validationFile == null ? "" : " and validation file: " + told.validationFile;
        events.add(message(Duration.ZERO, "Created fine-tuning job: " + told.id));
        events.add(message(Duration.ZERO, "Validating training file: " + told.trainingFile + validation));
        events.add(message(told.validating, "Files validated, moving job to queued state"));
        events.add(message(started, "Fine-tuning job started"));
    }

    private void addSteps(List<ScriptedEvent> events) {
        int every = told.eventEvery > 0 ? told.eventEvery : told.dialect == Dialect.OPENAI_2025 ? 1 : 10;
        for (int step = 1; step <= told.steps; step++) {
            // In 2023 events came at 1, 11, 21; Azure's come at 10, 20, 30.
            int phase = told.dialect == Dialect.OPENAI_2023 ? 1 % every : 0;
            if (step % every == phase) {
                int here = step;
                events.add(new ScriptedEvent(
                        started.plus(told.perStep.multipliedBy(step)), () -> metrics(here, curve.at(here))));
            }
        }
    }

    private EventBody metrics(int step, ObjectNode measured) {
        ObjectNode data = Json.object().put("step", step);
        if (told.dialect == Dialect.OPENAI_2025) {
            data.put("total_steps", told.steps);
        }
        data.setAll(measured);
        Optional<String> type = told.eventTypes ? Optional.of("metrics") : Optional.empty();
        return new EventBody("info", type, text(step, data), data);
    }

    private String text(int step, ObjectNode data) {
        if (told.dialect.isAzure()) {
            return "Step " + step + ": training loss=" + data.path("train_loss").asString("");
        }
        StringBuilder text = new StringBuilder("Step " + step + "/" + told.steps);
        text.append(told.method.equals("reinforcement") ? " , " : ": ");
        List<String> parts = new ArrayList<>();
        addPart(parts, "training loss", data.path("train_loss"));
        addPart(parts, "validation loss", data.path("valid_loss"));
        addPart(parts, "full validation loss", data.path("full_valid_loss"));
        addPart(parts, "train mean reward", data.path("train_mean_reward"));
        addPart(parts, "full validation mean reward", data.path("full_valid_mean_reward"));
        return text.append(String.join(", ", parts)).toString();
    }

    private static void addPart(List<String> parts, String name, JsonNode value) {
        if (value.isNumber()) {
            parts.add(String.format(Locale.ROOT, "%s=%.2f", name, value.doubleValue()));
        }
    }

    private void addSuccess(List<ScriptedEvent> events) {
        if (told.dialect.isAzure()) {
            events.add(message(last.at(), "Job succeeded."));
            events.add(message(last.at(), "Model Evaluation Passed."));
            return;
        }
        for (ScriptedCheckpoint checkpoint : checkpoints) {
            if (!checkpoint.model().equals(model)) {
                events.add(message(
                        last.at(),
                        "Checkpoint created at step " + checkpoint.step() + " with Snapshot ID: "
                                + checkpoint.model()));
            }
        }
        events.add(message(last.at(), "New fine-tuned model created: " + model));
        events.add(message(last.at(), "The job has successfully completed"));
    }

    private void addOtherEnd(List<ScriptedEvent> events) {
        Failure failure = told.failure;
        if (failure != null) {
            events.add(event(last.at(), "error", failure.message()));
        } else if (last.status().equals("cancelled")) {
            events.add(event(last.at(), "warn", "Fine tuning process stopping due to job cancellation"));
        }
    }

    private ScriptedEvent message(Duration at, String text) {
        return event(at, "info", text);
    }

    private ScriptedEvent event(Duration at, String level, String text) {
        Optional<String> type = told.eventTypes ? Optional.of("message") : Optional.empty();
        boolean bare = told.dialect.isAzure() || at.compareTo(started) >= 0;
        JsonNode data = bare ? NullNode.getInstance() : Json.object();
        EventBody body = new EventBody(level, type, text, data);
        return new ScriptedEvent(at, () -> body);
    }
}
