package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.KeyStats;
import dev.tunebook.store.history.ValueType;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What is counted of one key: over a chunk, and summed over chunks from the first to the last.
final class Counts {
    private final Map<ValueType, Long> types = new EnumMap<>(ValueType.class);
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private boolean ranged;
    private String last = "";

    static Counts of(Column column) {
        Counts counts = new Counts();
        long[] types = new long[ValueType.values().length];
        for (int i = 0; i < column.count(); i++) {
            Form form = column.form(i);
            types[form.type().ordinal()]++;
            if (form.isNumber()) {
                counts.range(column.number(i));
            }
        }
        for (ValueType type : ValueType.values()) {
            counts.add(type, types[type.ordinal()]);
        }
        counts.last = column.literal(column.count() - 1);
        return counts;
    }

    void add(ValueType type, long more) {
        if (more > 0) {
            types.merge(type, more, Long::sum);
        }
    }

    long count(ValueType type) {
        return types.getOrDefault(type, 0L);
    }

    void range(double number) {
        if (!Double.isNaN(number)) {
            ranged = true;
            min = Math.min(min, number);
            max = Math.max(max, number);
        }
    }

    void last(String json) {
        last = json;
    }

    /// Adds what comes after.
    void add(Counts later) {
        later.types.forEach(this::add);
        if (later.ranged) {
            range(later.min);
            range(later.max);
        }
        last = later.last;
    }

    OptionalDouble min() {
        return ranged ? OptionalDouble.of(min) : OptionalDouble.empty();
    }

    OptionalDouble max() {
        return ranged ? OptionalDouble.of(max) : OptionalDouble.empty();
    }

    String last() {
        return last;
    }

    KeyStats stats(String key) {
        return new KeyStats(key, types, min(), max(), last);
    }
}
