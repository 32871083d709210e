package dev.tunebook.finetune.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One event of a job: a message, or the metrics of a step.
///
/// @param id stable over reads, so fit to de-duplicate by
/// @param level `info`, `warn`, `error`, or what the provider says
/// @param type open: `message`, `metrics`, `moderation_checks` ...; `message` where the provider does not say
public record FineTuneEvent(
        String id, Optional<Instant> createdAt, String level, String type, String message, RawJson raw) {

    /// Parses one event.
    ///
    /// @throws FormatException if the text is not a JSON object
    public static FineTuneEvent parse(String text) {
        return of(RawJson.parse("event", text));
    }

    /// Reads an event out of an object; legacy events have no id and get an empty one.
    public static FineTuneEvent of(RawJson raw) {
        ObjectNode event = raw.tree();
        return new FineTuneEvent(
                Fields.text(event, "id").orElse(""),
                Fields.instant(event, "created_at"),
                Fields.filledText(event, "level").orElse("info"),
                Fields.filledText(event, "type").orElse("message"),
                Fields.text(event, "message").orElse(""),
                raw);
    }

    /// The payload: an object, null or missing.
    public JsonNode data() {
        return raw.tree().path("data");
    }

    /// The metrics of the event's step; empty when it carries none. Reads `data`, never the rounded numbers
    /// of the
    /// message.
    public Optional<MetricRow> metrics() {
        OptionalLong step = Fields.integer(data(), "step");
        if (step.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Number> metrics = new LinkedHashMap<>(MetricTree.flatten(data()));
        metrics.remove("step");
        metrics.remove("total_steps");
        return metrics.isEmpty() ? Optional.empty() : Optional.of(new MetricRow(step.getAsLong(), createdAt, metrics));
    }

    /// How many steps the job will have; events of 2023 and of Azure do not say.
    public OptionalLong totalSteps() {
        return Fields.integer(data(), "total_steps");
    }

    /// Where it stands among the events of its job.
    public EventOrder order() {
        return new EventOrder(createdAt.orElse(Instant.EPOCH), Fields.integer(data(), "step"));
    }

    /// Oldest first, each id once, from a list that has the newest first, as the provider lists them; see
    /// [EventOrder].
    public static List<FineTuneEvent> oldestFirst(List<FineTuneEvent> newestFirst) {
        Map<String, FineTuneEvent> byId = new LinkedHashMap<>();
        int unnamed = 0;
        for (FineTuneEvent event : newestFirst) {
            byId.putIfAbsent(event.id.isEmpty() ? "unnamed " + unnamed++ : event.id, event);
        }
        return List.copyOf(EventOrder.oldestFirst(new ArrayList<>(byId.values()), FineTuneEvent::order));
    }
}
