package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.MetricNames;
import dev.tunebook.finetune.format.MetricRow;
import dev.tunebook.finetune.format.ResultFile;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/// The history of a job: a row a step, each value at its own step.
///
/// The result file is the record; what it has no column for, such as full validation losses, comes from the
/// events. Where there is none (failed, cancelled, deleted) the metrics of the events stand in its place,
/// under the same names. Checkpoints add `checkpoint/…` at the steps they were taken at.
public final class ResultMetrics {
    private ResultMetrics() {}

    /// Rows in order of their steps, each step once; made as they are asked for.
    public static Iterable<MetricRow> rows(JobMaterial material) {
        List<MetricRow> recorded = material.results().map(ResultFile::rows).orElse(List.of());
        List<MetricRow> checkpoints = material.checkpoints().stream()
                .map(ResultMetrics::ofCheckpoint)
                .sorted(Comparator.comparingLong(MetricRow::step))
                .toList();
        Set<String> columns = columns(material, recorded);
        return () -> {
            StepRows live = new StepRows(metrics(material.events().byStep(0)));
            StepRows base = recorded.isEmpty() ? live : completed(recorded, live, columns);
            return StepRows.merge(base, new StepRows(checkpoints.iterator()));
        };
    }

    /// What events say while a job runs.
    ///
    /// @param events by their steps
    static Iterable<MetricRow> ofEvents(Iterable<FineTuneEvent> events) {
        return () -> new StepRows(metrics(events));
    }

    private static Iterator<MetricRow> metrics(Iterable<FineTuneEvent> events) {
        return StreamSupport.stream(events.spliterator(), false)
                .map(FineTuneEvent::metrics)
                .flatMap(Optional::stream)
                .iterator();
    }

    private static MetricRow ofCheckpoint(FineTuneCheckpoint checkpoint) {
        Map<String, Number> metrics = new LinkedHashMap<>();
        checkpoint.metrics().forEach((name, value) -> metrics.put("checkpoint/" + name, value));
        metrics.put("checkpoint/step", checkpoint.step());
        return new MetricRow(checkpoint.step(), checkpoint.createdAt(), metrics);
    }

    /// The metrics the result file speaks about, at whatever steps; all of them where there is none.
    private static Set<String> columns(JobMaterial material, List<MetricRow> recorded) {
        Set<String> columns = new HashSet<>();
        material.results().map(ResultFile::columns).orElse(List.of()).forEach(column -> {
            columns.add(column);
            columns.add(MetricNames.inHistory(column));
        });
        recorded.forEach(row -> columns.addAll(row.metrics().keySet()));
        return columns;
    }

    /// The recorded rows, each with what only the live row of its step has.
    private static StepRows completed(List<MetricRow> recorded, StepRows live, Set<String> columns) {
        return new StepRows(recorded.stream()
                .map(row -> live.at(row.step())
                        .map(seen -> completed(row, seen, columns))
                        .orElse(row))
                .iterator());
    }

    private static MetricRow completed(MetricRow row, MetricRow live, Set<String> columns) {
        Map<String, Number> metrics = new LinkedHashMap<>(row.metrics());
        live.metrics().forEach((name, value) -> {
            if (!columns.contains(name)) {
                metrics.put(name, value);
            }
        });
        return new MetricRow(row.step(), row.time().or(live::time), metrics);
    }
}
