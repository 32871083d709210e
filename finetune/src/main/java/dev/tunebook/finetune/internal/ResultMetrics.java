package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.MetricNames;
import dev.tunebook.finetune.format.MetricRow;
import dev.tunebook.finetune.format.ResultFile;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The history of a job: a row a step, each value at its own step.
///
/// The result file is the record; what it has no column for, such as full validation losses, comes from the
/// events. Where there is none (failed, cancelled, deleted) the metrics of the events stand in its place,
/// under the same names. Checkpoints add `checkpoint/…` at the steps they were taken at.
public final class ResultMetrics {
    private ResultMetrics() {}

    /// Rows in order of their steps, each step once.
    public static List<MetricRow> rows(JobMaterial material) {
        TreeMap<Long, MetricRow> byStep = new TreeMap<>();
        List<MetricRow> recorded = material.results().map(ResultFile::rows).orElse(List.of());
        List<MetricRow> live = ofEvents(material.events());
        (recorded.isEmpty() ? live : recorded).forEach(row -> byStep.put(row.step(), row));
        Set<String> columns = columns(material, recorded);
        live.forEach(row -> byStep.computeIfPresent(row.step(), (step, kept) -> completed(kept, row, columns)));
        for (FineTuneCheckpoint checkpoint : material.checkpoints()) {
            MetricRow row = ofCheckpoint(checkpoint);
            byStep.merge(row.step(), row, ResultMetrics::both);
        }
        return List.copyOf(byStep.values());
    }

    /// What events say while a job runs.
    ///
    /// @param events oldest first
    public static List<MetricRow> ofEvents(List<FineTuneEvent> events) {
        TreeMap<Long, MetricRow> byStep = new TreeMap<>();
        for (FineTuneEvent event : events) {
            event.metrics().ifPresent(row -> byStep.merge(row.step(), row, ResultMetrics::both));
        }
        return List.copyOf(byStep.values());
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

    private static MetricRow completed(MetricRow row, MetricRow live, Set<String> columns) {
        Map<String, Number> metrics = new LinkedHashMap<>(row.metrics());
        live.metrics().forEach((name, value) -> {
            if (!columns.contains(name)) {
                metrics.put(name, value);
            }
        });
        return new MetricRow(row.step(), row.time().or(live::time), metrics);
    }

    private static MetricRow both(MetricRow first, MetricRow second) {
        Map<String, Number> metrics = new LinkedHashMap<>(first.metrics());
        metrics.putAll(second.metrics());
        return new MetricRow(first.step(), first.time().or(second::time), metrics);
    }
}
