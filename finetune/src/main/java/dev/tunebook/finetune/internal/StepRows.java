package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.MetricRow;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Rows in order of their steps, each step once: rows of the same step become one, in which the later values count.
final class StepRows implements Iterator<MetricRow> {
    private final Iterator<MetricRow> source;
    private Optional<MetricRow> ahead = Optional.empty();

    /// @param source in order of the steps
    StepRows(Iterator<MetricRow> source) {
        this.source = source;
    }

    /// The rows of both, where both have a step as one.
    static StepRows merge(StepRows first, StepRows second) {
        return new StepRows(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return first.hasNext() || second.hasNext();
            }

            @Override
            public MetricRow next() {
                boolean fromSecond = !first.hasNext()
                        || second.peek()
                                .filter(row ->
                                        row.step() < first.peek().orElseThrow().step())
                                .isPresent();
                return fromSecond ? second.next() : first.next();
            }
        });
    }

    /// The row of a step, passing over those before it.
    Optional<MetricRow> at(long step) {
        while (peek().filter(row -> row.step() < step).isPresent()) {
            next();
        }
        return peek().filter(row -> row.step() == step).map(row -> next());
    }

    @Override
    public boolean hasNext() {
        return peek().isPresent();
    }

    private Optional<MetricRow> peek() {
        if (ahead.isEmpty() && source.hasNext()) {
            ahead = Optional.of(source.next());
        }
        return ahead;
    }

    @Override
    public MetricRow next() {
        MetricRow row = peek().orElseThrow(() -> new NoSuchElementException("There is no further row"));
        ahead = source.hasNext() ? Optional.of(source.next()) : Optional.empty();
        while (ahead.isPresent() && ahead.get().step() == row.step()) {
            row = both(row, ahead.get());
            ahead = source.hasNext() ? Optional.of(source.next()) : Optional.empty();
        }
        return row;
    }

    private static MetricRow both(MetricRow first, MetricRow second) {
        Map<String, Number> metrics = new LinkedHashMap<>(first.metrics());
        metrics.putAll(second.metrics());
        return new MetricRow(first.step(), first.time().or(second::time), metrics);
    }
}
