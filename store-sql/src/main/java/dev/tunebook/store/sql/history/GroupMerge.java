package dev.tunebook.store.sql.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/// Writes groups of the journal into `history.db`, over what is there of them, within one transaction. While one is
/// written the next are packed by other threads.
final class GroupMerge {
    /// So many groups make a transaction, and are in memory until its end; more wait for the next one.
    private static final int MOST_GROUPS = 16;

    private final HistoryWriter writer;
    private final Executor packers;
    private final List<Group> groups = new ArrayList<>();

    /// @param file in `history.db`
    /// @param stored what is there of it
    private record Group(
            long file, int number, long sequence, GroupLines lines, Optional<StoredGroup> stored, Packing packing) {}

    private sealed interface Packing {}

    /// Lines without keys are not read.
    private record AsText() implements Packing {}

    private record ByKey(FutureTask<PackedGroup> task) implements Packing {}

    /// @param packers threads that are free for packing; the caller's does what they have not begun
    GroupMerge(HistoryWriter writer, Executor packers) {
        this.writer = writer;
        this.packers = packers;
    }

    /// Whether it stopped before the end of what it was given.
    boolean isFull() {
        return groups.size() >= MOST_GROUPS;
    }

    /// Takes groups of a file on, for [#write].
    ///
    /// @param wholly with the group lines are still added to
    /// @return the watermarks of groups that will be stored then
    Map<Integer, Long> take(FileKey key, TailFile.View view, boolean wholly) {
        Map<Integer, Long> watermarks = new TreeMap<>();
        int open = Groups.of(view.end());
        long file = writer.file(key);
        long end = 0;
        String newest = "";
        for (Map.Entry<Integer, TailGroup> entry : view.groups().entrySet()) {
            int number = entry.getKey();
            if (isFull() || !wholly && number >= open) {
                break;
            }
            GroupLines lines = take(key, file, number, entry.getValue());
            watermarks.put(number, entry.getValue().sequence());
            end = Groups.start(number) + lines.lastPlace() + 1;
            newest = lines.line(lines.count() - 1);
        }
        if (end >= writer.reader().file(key).map(StoredFile::lines).orElse(0L)) {
            writer.end(file, end, newest);
        }
        return watermarks;
    }

    private GroupLines take(FileKey key, long file, int number, TailGroup tail) {
        Optional<StoredGroup> stored =
                writer.reader().header(file, number).map(header -> new StoredGroup(writer.reader(), file, header));
        GroupLines lines = stored.map(below -> GroupLines.merge(List.of(below.text(), tail.lines())))
                .orElseGet(tail::lines);
        long sequence =
                Math.max(tail.sequence(), stored.map(StoredGroup::sequence).orElse(0L));
        Packing packing = new AsText();
        if (key.file().keyed()) {
            FutureTask<PackedGroup> task =
                    stored.isEmpty() ? tail.packing() : new FutureTask<>(() -> PackedGroup.of(GroupColumns.of(lines)));
            packers.execute(task);
            packing = new ByKey(task);
        }
        groups.add(new Group(file, number, sequence, lines, stored, packing));
        return lines;
    }

    /// Writes what was taken on.
    void write() {
        for (Group group : groups) {
            switch (group.packing()) {
                case AsText() -> writer.put(group.file(), group.number(), group.sequence(), group.lines());
                case ByKey(FutureTask<PackedGroup> task) -> {
                    PackedGroup packed = done(task);
                    group.stored().ifPresent(below -> writer.removeChunks(group.file(), group.number(), below.lines()));
                    writer.put(group.file(), group.number(), group.sequence(), packed);
                }
            }
        }
    }

    private static PackedGroup done(FutureTask<PackedGroup> task) {
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while lines were packed; they are tried again", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("lines could not be packed; they are tried again", e.getCause());
        }
    }
}
