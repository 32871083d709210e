package dev.tunebook.store.sql.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes groups of the journal into `history.db`, over what is there of them, within one transaction.
final class GroupMerge {
    /// So many groups make a transaction, and are in memory as columns until its end; more wait for the next one.
    private static final int MOST_GROUPS = 16;

    private final HistoryWriter writer;
    private int groups;

    GroupMerge(HistoryWriter writer) {
        this.writer = writer;
    }

    /// Whether it stopped before the end of what it was given.
    boolean isFull() {
        return groups >= MOST_GROUPS;
    }

    /// @param wholly with the group lines are still added to
    /// @return the watermarks of groups that are stored now
    Map<Integer, Long> write(FileKey key, TailFile.View view, boolean wholly) {
        Map<Integer, Long> watermarks = new TreeMap<>();
        int open = Groups.of(view.end());
        long file = writer.file(key);
        long end = 0;
        String newest = "";
        for (Map.Entry<Integer, TailGroup> entry : view.groups().entrySet()) {
            int group = entry.getKey();
            if (isFull() || !wholly && group >= open) {
                break;
            }
            GroupLines lines = write(key, file, group, entry.getValue());
            watermarks.put(group, entry.getValue().sequence());
            end = Groups.start(group) + lines.lastPlace() + 1;
            newest = lines.line(lines.count() - 1);
            groups++;
        }
        if (end >= writer.reader().file(key).map(StoredFile::lines).orElse(0L)) {
            writer.end(file, end, newest);
        }
        return watermarks;
    }

    private GroupLines write(FileKey key, long file, int group, TailGroup tail) {
        Optional<StoredGroup> stored =
                writer.reader().header(file, group).map(header -> new StoredGroup(writer.reader(), file, header));
        GroupLines lines = stored.map(below -> GroupLines.merge(List.of(below.text(), tail.lines())))
                .orElseGet(tail::lines);
        long sequence =
                Math.max(tail.sequence(), stored.map(StoredGroup::sequence).orElse(0L));
        if (key.file().keyed()) {
            stored.ifPresent(below -> writer.removeChunks(file, group, below.lines()));
            writer.put(file, group, sequence, stored.isEmpty() ? tail.columns() : GroupColumns.of(lines));
        } else {
            writer.put(file, group, sequence, lines);
        }
        return lines;
    }
}
