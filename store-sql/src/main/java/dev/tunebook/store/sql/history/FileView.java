package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.HistoryFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// One file as it is now. Valid as long as the reader's state.
///
/// @param tail taken before the reader's state began, so that no line is missed while it is compacted
record FileView(HistoryFile kind, HistoryReader reader, Optional<StoredFile> stored, TailFile.View tail) {

    /// Number of the last line + 1.
    long end() {
        return Math.max(tail.end(), stored.map(StoredFile::lines).orElse(0L));
    }

    /// A group and its number.
    record Numbered(int number, GroupView group) {}

    /// The groups that have lines from one to before another, ascending.
    List<Numbered> groups(long from, long to) {
        long last = Math.min(to, end()) - 1;
        if (from > last) {
            return List.of();
        }
        int first = Groups.of(Math.max(0, from));
        int after = Groups.of(last) + 1;
        TreeMap<Integer, Optional<StoredGroup>> all = new TreeMap<>();
        tail.groups().subMap(first, after).keySet().forEach(group -> all.put(group, Optional.empty()));
        stored.ifPresent(file -> reader.headers(file.id(), first, after)
                .forEach(header -> all.put(header.group(), Optional.of(new StoredGroup(reader, file.id(), header)))));
        List<Numbered> groups = new ArrayList<>();
        all.forEach((number, group) -> groups.add(new Numbered(
                number, new GroupView(group, Optional.ofNullable(tail.groups().get(number)), kind.keyed()))));
        return groups;
    }
}
