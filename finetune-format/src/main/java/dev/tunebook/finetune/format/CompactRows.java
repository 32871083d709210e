package dev.tunebook.finetune.format;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Metric rows without a map each: a result file has as many rows as its job has steps.
final class CompactRows extends AbstractList<MetricRow> {
    private final List<String> names;
    private final List<Cells> rows;

    /// @param values by the place of their name; shorter where the last ones are missing
    private record Cells(
            long step, @Nullable Instant time, @Nullable Number[] values) {}

    private CompactRows(List<String> names, List<Cells> rows) {
        this.names = names;
        this.rows = rows;
    }

    /// Takes rows in ascending order of their steps.
    static final class Builder {
        private final Map<String, Integer> columns = new LinkedHashMap<>();
        private final List<Cells> rows = new ArrayList<>();

        /// @return whether it was taken: not where its step does not follow the last one
        boolean add(MetricRow row) {
            if (!rows.isEmpty() && rows.get(rows.size() - 1).step() >= row.step()) {
                return false;
            }
            row.metrics().keySet().forEach(name -> columns.putIfAbsent(name, columns.size()));
            @Nullable Number[] values = new @Nullable Number[columns.size()];
            row.metrics().forEach((name, value) -> values[columns.getOrDefault(name, 0)] = value);
            rows.add(new Cells(row.step(), row.time().orElse(null), values));
            return true;
        }

        CompactRows build() {
            return new CompactRows(List.copyOf(columns.keySet()), rows);
        }
    }

    @Override
    public MetricRow get(int index) {
        Cells cells = rows.get(index);
        Map<String, Number> metrics = new LinkedHashMap<>();
        for (int column = 0; column < cells.values().length; column++) {
            Number value = cells.values()[column];
            if (value != null) {
                metrics.put(names.get(column), value);
            }
        }
        return new MetricRow(cells.step(), Optional.ofNullable(cells.time()), metrics);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
