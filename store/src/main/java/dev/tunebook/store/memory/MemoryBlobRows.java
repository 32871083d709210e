package dev.tunebook.store.memory;

import dev.tunebook.store.rows.BlobRows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

final class MemoryBlobRows implements BlobRows {
    private record Mark(String sha256, Instant at) {}

    private final Predicate<String> referred;
    private final Table<String, Mark> marks;

    /// @param referred whether a row of another table has these bytes
    MemoryBlobRows(Undo undo, Predicate<String> referred) {
        this.referred = referred;
        marks = new Table<>(undo, Mark::sha256);
    }

    @Override
    public boolean isReferred(String sha256) {
        return referred.test(sha256);
    }

    @Override
    public void mark(String sha256, Instant at) {
        marks.put(new Mark(sha256, at));
    }

    @Override
    public Optional<Instant> mark(String sha256) {
        return marks.get(sha256).map(Mark::at);
    }

    @Override
    public void unmark(String sha256) {
        marks.remove(sha256);
    }

    @Override
    public List<String> markedBefore(Instant time, int most) {
        return marks.all().stream()
                .filter(mark -> mark.at().isBefore(time))
                .sorted(Comparator.comparing(Mark::at).thenComparing(Mark::sha256))
                .limit(most)
                .map(Mark::sha256)
                .toList();
    }

    @Override
    public int marks() {
        return marks.all().size();
    }
}
