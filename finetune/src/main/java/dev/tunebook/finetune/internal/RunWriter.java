package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.MetricRow;
import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.sdk.Run;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A job's run being written. Everything goes in as the job has it: steps, times, names.
public final class RunWriter {
    private final Run run;
    private Instant time;
    private long step;

    /// @param run open and, unless it is the caller's own, without history
    /// @param start the time of rows that have none and follow none that has
    /// @param step the last one of its history; -1 where there is none
    RunWriter(Run run, Instant start, long step) {
        this.run = run;
        this.time = start;
        this.step = step;
    }

    public Run run() {
        return run;
    }

    /// The page of the run.
    public Optional<String> url() {
        return run.url().map(URI::toString);
    }

    /// Sets configuration values; names that cannot be keys are left out.
    public void config(Map<String, ?> values) {
        run.config(RunKeys.usable(values));
    }

    /// Sets summary values; names that cannot be keys are left out.
    public void summary(Map<String, ?> values) {
        if (!values.isEmpty()) {
            run.summary(RunKeys.usable(values));
        }
    }

    /// Logs rows at their own steps and times. A row that lies before one already logged is left out: while a
    /// job runs its events may arrive late, and its result file brings them in order.
    ///
    /// @return the step of the last of them
    public Optional<Long> rows(Iterable<MetricRow> rows) {
        Optional<Long> last = Optional.empty();
        for (MetricRow row : rows) {
            last = Optional.of(row.step());
            if (row.step() >= Math.max(step, 0)) {
                step = row.step();
                time = row.time().orElse(time);
                run.log(RunKeys.usable(row.metrics()), step, time);
            }
        }
        return last;
    }

    /// Logs one value at the step before training begins.
    void first(String key, Object value) {
        step = Math.max(step, 0);
        run.log(Map.of(key, value), step, time);
    }

    /// Writes what events say to the console.
    ///
    /// @param events oldest first
    public void console(Iterable<FineTuneEvent> events) {
        for (FineTuneEvent event : events) {
            run.console(new ConsoleLine(
                    event.createdAt(), event.level().equals("error"), Optional.empty(), event.message()));
        }
    }
}
