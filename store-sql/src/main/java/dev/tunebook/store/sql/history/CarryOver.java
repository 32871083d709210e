package dev.tunebook.store.sql.history;

import dev.tunebook.store.HistoryGrants;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.runs.RunGrant;
import java.util.List;
import java.util.Map;

/// Copies the first lines of a generation, all of whose lines are stored, into one that begins with them. Within one
/// transaction.
final class CarryOver {
    private final HistoryWriter writer;
    private final RunGrant from;
    private final RunGrant to;

    CarryOver(HistoryWriter writer, RunGrant from, RunGrant to) {
        this.writer = writer;
        this.from = from;
        this.to = to;
    }

    void carry(Map<HistoryFile, Long> lines) {
        boolean begun =
                writer.reader().files(to.runId()).stream().anyMatch(file -> file.generation() == to.generation());
        if (begun) {
            throw HistoryGrants.notEmpty(to);
        }
        lines.forEach((file, end) -> writer.reader()
                .file(FileKey.of(from, file))
                .ifPresent(source -> carry(source, Math.min(end, source.lines()))));
        writer.carried(to.runId(), to.generation());
    }

    private void carry(StoredFile source, long end) {
        FileKey key = FileKey.of(to, source.file());
        long target = writer.file(key);
        int whole = end == source.lines() ? Groups.of(end) + 1 : Groups.of(end);
        writer.copy(source.id(), target, whole);
        if (whole == Groups.of(end)) {
            part(source, target, key, whole, (int) (end - Groups.start(whole)));
        }
        List<GroupHeader> headers = writer.reader().headers(target, 0, whole + 1);
        if (!headers.isEmpty()) {
            GroupHeader last = headers.getLast();
            GroupLines text = new StoredGroup(writer.reader(), target, last).text();
            writer.end(target, Groups.start(last.group()) + text.lastPlace() + 1, text.line(text.count() - 1));
        }
    }

    /// Writes the lines of a group below a place.
    private void part(StoredFile source, long target, FileKey key, int group, int below) {
        writer.reader()
                .header(source.id(), group)
                .map(header -> new StoredGroup(writer.reader(), source.id(), header))
                .ifPresent(stored -> {
                    GroupLines text = stored.text();
                    for (GroupLines kept : text.keep(row -> text.place(row) < below)) {
                        if (key.file().keyed()) {
                            writer.put(target, group, stored.sequence(), PackedGroup.of(GroupColumns.of(kept)));
                        } else {
                            writer.put(target, group, stored.sequence(), kept);
                        }
                    }
                });
    }
}
