package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.model.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a provider does not say but its times and counts tell; each only where it can be known.
///
/// | key | meaning |
/// |---|---|
/// | `duration_seconds` | from creation to the end |
/// | `queue_seconds` | from creation to the start of training |
/// | `training_seconds` | from the start of training to the end |
/// | `trained_tokens` | as the provider counts |
/// | `tokens_per_second` | `trained_tokens` over `training_seconds` |
/// | `epochs` | the number of epochs in use |
/// | `total_steps` | the last step of the history |
public final class DerivedFigures {
    /// All of them.
    static final Set<String> KEYS = Set.of(
            "duration_seconds",
            "queue_seconds",
            "training_seconds",
            "trained_tokens",
            "tokens_per_second",
            "epochs",
            "total_steps");

    private DerivedFigures() {}

    /// @param events oldest first
    public static Map<String, JsonNode> of(FineTuneJob job, Iterable<FineTuneEvent> events, Optional<Long> lastStep) {
        Moments moments = Moments.of(events);
        Optional<Instant> start = moments.started.or(() -> moments.measured);
        Optional<Instant> end = end(job, moments);
        Optional<Duration> training = between(start, end);
        Map<String, JsonNode> figures = new LinkedHashMap<>();
        seconds(figures, "duration_seconds", between(job.createdAt(), end));
        seconds(figures, "queue_seconds", between(job.createdAt(), start));
        seconds(figures, "training_seconds", training);
        if (job.trainedTokens().isPresent()) {
            long tokens = job.trainedTokens().getAsLong();
            figures.put("trained_tokens", Json.tree(tokens));
            training.filter(time -> !time.isZero())
                    .ifPresent(time -> figures.put("tokens_per_second", Json.tree(tokens * 1000.0 / time.toMillis())));
        }
        job.hyperparameters().of("n_epochs").number().ifPresent(epochs -> figures.put("epochs", Json.tree(epochs)));
        lastStep.ifPresent(step -> figures.put("total_steps", Json.tree(step)));
        return figures;
    }

    /// What one walk through the events tells.
    ///
    /// @param started when the job says that it began to train
    /// @param measured when the first metrics came
    /// @param last when the last event happened
    private record Moments(Optional<Instant> started, Optional<Instant> measured, Optional<Instant> last) {
        static Moments of(Iterable<FineTuneEvent> events) {
            Optional<Instant> started = Optional.empty();
            Optional<Instant> measured = Optional.empty();
            Optional<Instant> last = Optional.empty();
            for (FineTuneEvent event : events) {
                boolean begins = started.isEmpty()
                        && event.message().toLowerCase(Locale.ROOT).startsWith("fine-tuning job started");
                started = begins ? event.createdAt() : started;
                measured = measured.isEmpty() && event.metrics().isPresent() ? event.createdAt() : measured;
                last = event.createdAt();
            }
            return new Moments(started, measured, last);
        }
    }

    /// When a job ended; empty while it goes on, or where nothing tells.
    public static Optional<Instant> end(FineTuneJob job, Iterable<FineTuneEvent> events) {
        return end(job, Moments.of(events));
    }

    /// Failed and cancelled jobs have no `finished_at`; their last event tells.
    private static Optional<Instant> end(FineTuneJob job, Moments moments) {
        return job.status().isTerminal() ? job.finishedAt().or(moments::last) : Optional.empty();
    }

    private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end)))
                .filter(time -> !time.isNegative());
    }

    private static void seconds(Map<String, JsonNode> figures, String key, Optional<Duration> duration) {
        duration.ifPresent(time -> figures.put(key, Json.tree(time.toSeconds())));
    }
}
