package dev.tunebook.store.index;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The answers asked for lately. Safe for use by many threads.
final class Lately<K, V> {
    private final Map<K, V> answers;

    /// @param most answers to keep
    Lately(int most) {
        answers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    V computeIfAbsent(K key, Function<K, V> make) {
        synchronized (answers) {
            var known = answers.get(key);
            if (known != null) {
                return known;
            }
        }
        var made = make.apply(key);
        synchronized (answers) {
            var earlier = answers.putIfAbsent(key, made);
            return earlier == null ? made : earlier;
        }
    }

    void forget() {
        synchronized (answers) {
            answers.clear();
        }
    }
}
