package dev.tunebook.sandbox;

import dev.tunebook.sandbox.script.EventBody;
import dev.tunebook.sandbox.script.Failure;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.Noise;
import dev.tunebook.sandbox.script.ScriptedCheckpoint;
import dev.tunebook.sandbox.script.ScriptedEvent;
import dev.tunebook.sandbox.script.ScriptedResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A job of the account: its script, and what was done to it from outside. Its own time stops while it is
/// paused and after it was
/// stopped. Not safe for concurrent use; the account locks.
final class LiveJob {

    /// An event that was emitted or will be.
    ///
    /// @param at in the job's own time
    /// @param happened set for what came from outside
    record LiveEvent(String id, Duration at, Optional<Instant> happened, ScriptedEvent scripted) {}

    private record Pause(Duration at, Instant from, Optional<Instant> until) {}

    private record Stop(Duration at, String status, Optional<Failure> failure) {}

    private final JobScript script;
    private final Instant created;
    private final List<LiveEvent> events = new ArrayList<>();
    private final Map<String, Integer> eventPositions = new HashMap<>();
    private final List<Pause> pauses = new ArrayList<>();
    private Optional<Stop> stop = Optional.empty();

    LiveJob(JobScript script, Instant created) {
        this.script = script;
        this.created = created;
        for (ScriptedEvent event : script.events()) {
            events.add(live(event, Optional.empty()));
        }
        index();
    }

    private LiveEvent live(ScriptedEvent event, Optional<Instant> happened) {
        String name = script.id() + " event " + events.size()
                + happened.map(Instant::toString).orElse("");
        String id = switch (script.dialect()) {
            case AZURE -> "ftevent-" + Noise.hex(script.seed(), name, 32);
            case OPENAI_2023, OPENAI_2025 -> "ftevent-" + Noise.base62(script.seed(), name, 24);
        };
        return new LiveEvent(id, event.at(), happened, event);
    }

    private void index() {
        eventPositions.clear();
        for (int i = 0; i < events.size(); i++) {
            eventPositions.put(events.get(i).id(), i);
        }
    }

    JobScript script() {
        return script;
    }

    Instant created() {
        return created;
    }

    /// The job's own time: since its creation, without pauses, and not beyond its stop.
    Duration elapsed(Instant now) {
        Duration elapsed = Duration.between(created, now);
        for (Pause pause : pauses) {
            elapsed = elapsed.minus(Duration.between(pause.from(), pause.until().orElse(now)));
        }
        Duration own = elapsed;
        return stop.map(Stop::at).filter(at -> at.compareTo(own) < 0).orElse(own);
    }

    /// When a moment of the job's own time is, in the world's.
    Instant instant(Duration at) {
        Instant instant = created.plus(at);
        for (Pause pause : pauses) {
            if (pause.at().compareTo(at) < 0 && pause.until().isPresent()) {
                instant = instant.plus(
                        Duration.between(pause.from(), pause.until().get()));
            }
        }
        return instant;
    }

    Instant instant(LiveEvent event) {
        return event.happened().orElseGet(() -> instant(event.at()));
    }

    String status(Instant now) {
        if (stop.isPresent()) {
            return stop.get().status();
        }
        return isPaused() ? "paused" : script.statusAt(elapsed(now));
    }

    Optional<Failure> failure(Instant now) {
        return stop.isPresent()
                ? stop.get().failure()
                : script.failure().filter(failure -> status(now).equals("failed"));
    }

    boolean isOver(Instant now) {
        return switch (status(now)) {
            case "succeeded", "failed", "cancelled" -> true;
            default -> false;
        };
    }

    boolean hasStarted(Instant now) {
        return script.firstAt("running")
                .filter(at -> at.compareTo(elapsed(now)) <= 0)
                .isPresent();
    }

    boolean isPaused() {
        return !pauses.isEmpty() && pauses.getLast().until().isEmpty();
    }

    void stop(Instant now, String status, Optional<Failure> failure, EventBody event) {
        Duration at = elapsed(now);
        insert(now, event);
        stop = Optional.of(new Stop(at, status, failure));
    }

    void pause(Instant now) {
        Duration at = elapsed(now);
        insert(now, EventBody.message("info", "Fine-tuning job paused"));
        pauses.add(new Pause(at, now, Optional.empty()));
    }

    void resume(Instant now) {
        Pause pause = pauses.removeLast();
        pauses.add(new Pause(pause.at(), pause.from(), Optional.of(now)));
        insert(now, EventBody.message("info", "Fine-tuning job resumed"));
    }

    private void insert(Instant now, EventBody body) {
        ScriptedEvent event = new ScriptedEvent(elapsed(now), () -> body);
        events.add(eventCount(now), live(event, Optional.of(now)));
        index();
    }

    /// How many events have been emitted.
    int eventCount(Instant now) {
        Duration elapsed = elapsed(now);
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).at().compareTo(elapsed) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// An event by its place, the oldest first.
    LiveEvent event(int position) {
        return events.get(position);
    }

    OptionalInt eventPosition(String id) {
        Integer position = eventPositions.get(id);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /// The checkpoints that can be listed, the oldest first.
    List<ScriptedCheckpoint> checkpoints(Instant now) {
        return script.checkpoints().stream()
                .filter(checkpoint -> checkpoint.at().compareTo(elapsed(now)) <= 0)
                .toList();
    }

    /// The result file as soon as the job names it.
    Optional<ScriptedResults> listedResults(Instant now) {
        return script.results().filter(results -> since(now, results.listedAfter()));
    }

    /// The result file as soon as it can be read.
    Optional<ScriptedResults> readableResults(Instant now) {
        return script.results().filter(results -> since(now, results.readableAfter()));
    }

    private boolean since(Instant now, Duration delay) {
        return status(now).equals("succeeded") && script.end().plus(delay).compareTo(elapsed(now)) <= 0;
    }
}
