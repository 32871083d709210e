package dev.tunebook.store.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows by key, in order of the keys, with further ways to find them. Every change can be taken back.
final class Table<K extends Comparable<K>, R> {
    private final Undo undo;
    private final Function<R, K> key;
    private final TreeMap<K, R> rows = new TreeMap<>();
    private final List<Index<?>> indexes = new ArrayList<>();

    Table(Undo undo, Function<R, K> key) {
        this.undo = undo;
        this.key = key;
    }

    /// Rows by something that several may share.
    final class Index<V extends Comparable<V>> {
        private final Function<R, V> value;
        private final TreeMap<V, TreeMap<K, R>> groups = new TreeMap<>();

        private Index(Function<R, V> value) {
            this.value = value;
        }

        List<R> all(V wanted) {
            var group = groups.get(wanted);
            return group == null ? List.of() : List.copyOf(group.values());
        }

        Optional<R> one(V wanted) {
            var group = groups.get(wanted);
            return group == null
                    ? Optional.empty()
                    : Optional.of(group.firstEntry().getValue());
        }

        int count(V wanted) {
            var group = groups.get(wanted);
            return group == null ? 0 : group.size();
        }

        private void add(R row) {
            groups.computeIfAbsent(value.apply(row), _ -> new TreeMap<>()).put(key.apply(row), row);
        }

        private void remove(R row) {
            groups.computeIfPresent(value.apply(row), (_, group) -> {
                group.remove(key.apply(row));
                return group.isEmpty() ? null : group;
            });
        }
    }

    /// To be made before the first row.
    <V extends Comparable<V>> Index<V> by(Function<R, V> value) {
        var index = new Index<>(value);
        indexes.add(index);
        return index;
    }

    void put(R row) {
        var at = key.apply(row);
        replace(at, row);
    }

    void remove(K at) {
        if (rows.containsKey(at)) {
            replace(at, null);
        }
    }

    private void replace(K at, @Nullable R row) {
        var old = set(at, row);
        undo.add(() -> set(at, old));
    }

    private @Nullable R set(K at, @Nullable R row) {
        var old = row == null ? rows.remove(at) : rows.put(at, row);
        if (old != null) {
            indexes.forEach(index -> index.remove(old));
        }
        if (row != null) {
            indexes.forEach(index -> index.add(row));
        }
        return old;
    }

    Optional<R> get(K at) {
        return Optional.ofNullable(rows.get(at));
    }

    List<R> all() {
        return List.copyOf(rows.values());
    }

    /// Rows with a key above this one.
    Map<K, R> above(K at) {
        return rows.tailMap(at, false);
    }
}
