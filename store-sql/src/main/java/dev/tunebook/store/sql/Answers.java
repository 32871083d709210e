package dev.tunebook.store.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Answers of reads, forgotten with the next commit: an answer is given again only while reading again would give the
/// same.
final class Answers {
    private static final int MOST = 10_000;

    private volatile Since since = new Since(0, new ConcurrentHashMap<>());

    /// @param commits how many there had been before the first of the answers was read
    private record Since(long commits, Map<Object, Object> answers) {}

    /// @param commits how many there were before this call
    @SuppressWarnings("unchecked") // a key belongs to one kind of work
    <T> T get(Object key, long commits, Supplier<T> read) {
        Since current = since;
        if (current.commits != commits) {
            current = new Since(commits, new ConcurrentHashMap<>());
            since = current;
        }
        Object known = current.answers.get(key);
        if (known != null) {
            return (T) known;
        }
        T answer = read.get();
        if (current.answers.size() < MOST) {
            current.answers.put(key, answer);
        }
        return answer;
    }
}
