package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the journal has of one file. Every method is short, so that nobody waits long for another: reading the journal
/// and merging lines happen outside.
final class TailFile {
    private final FileKey key;
    private final Grown grown;
    private final Deque<TailRow> rows = new ArrayDeque<>();
    private final TreeMap<Integer, TailGroup> groups = new TreeMap<>();
    /// Watermarks in `history.db` of groups the rows touch, as far as known.
    private final Map<Integer, Long> stored = new HashMap<>();
    /// Rows up to this sequence are only in the journal, not in memory.
    private long absentUpTo;
    /// Counts changes that make a reading of the journal under way useless.
    private long version;
    private long end;
    private Optional<String> lastLine;
    private boolean retired;
    private long memory;
    /// The part of [#memory] that waits for compaction: groups no line will be added to in the usual way.
    private long full;
    private long usedAt;
    private long addedAt;

    /// @param end number of the file's last line + 1
    /// @param lastLine empty when it is not known
    TailFile(FileKey key, long end, Optional<String> lastLine, Grown grown) {
        this.key = key;
        this.grown = grown;
        this.end = end;
        this.lastLine = lastLine;
    }

    /// Told of bytes of memory taken or, negative, given back.
    interface Grown {
        /// @param full those of full groups
        void by(long bytes, long full);
    }

    /// The groups in memory, each in one part, or what must be read first.
    ///
    /// @param missing rows to read from the journal; when there are any, `groups` is not all
    record View(SortedMap<Integer, TailGroup> groups, long end, List<TailRow> missing, long version) {}

    /// Of a file that has nothing in the journal.
    static final View NOTHING = new View(new TreeMap<>(), 0, List.of(), 0);

    FileKey key() {
        return key;
    }

    /// The newest line, when it is at hand and a query without keys means no other.
    synchronized Optional<HistoryLine> newest(LineQuery query) {
        boolean wanted = switch (query.window()) {
            case LineQuery.Window.Lines(long from, long to) ->
                to >= end && (from == end - 1 || from < end && query.pick().equals(new LineQuery.Pick.Last(1)));
            case LineQuery.Window.Steps steps -> false;
            case LineQuery.Window.AtSteps steps -> false;
            case LineQuery.Window.Same same -> false;
        };
        boolean one = !(query.pick() instanceof LineQuery.Pick.Last(int count) && count == 0);
        return wanted && one ? lastLine.map(text -> new HistoryLine(end - 1, text)) : Optional.empty();
    }

    synchronized long end() {
        return end;
    }

    synchronized long memory() {
        return memory;
    }

    synchronized long usedAt() {
        return usedAt;
    }

    synchronized long addedAt() {
        return addedAt;
    }

    /// Takes in a row of the journal that is durable and whose lines are not in memory.
    synchronized void addAbsent(TailRow row) {
        rows.add(row);
        absentUpTo = Math.max(absentUpTo, row.sequence());
        if (row.end() >= end) {
            end = row.end();
            lastLine = Optional.empty();
        }
    }

    /// Takes in a row of the journal that is durable.
    ///
    /// @return false when the file was retired and a new one is to be used
    synchronized boolean add(TailRow row, List<Block.Part> parts, String newest, long now) {
        if (retired) {
            return false;
        }
        rows.add(row);
        if (row.end() >= end) {
            end = row.end();
            lastLine = Optional.of(newest);
        }
        usedAt = now;
        addedAt = now;
        for (Block.Part part : parts) {
            TailGroup more = TailGroup.of(part.lines(), row.sequence());
            groups.merge(part.group(), more, TailGroup::and);
        }
        measure();
        return true;
    }

    /// Says what its groups have come to.
    private void measure() {
        int open = Groups.of(end);
        long all = 0;
        long waiting = 0;
        for (Map.Entry<Integer, TailGroup> each : groups.entrySet()) {
            all += each.getValue().memory();
            waiting += each.getKey() < open ? each.getValue().memory() : 0;
        }
        grown.by(all - memory, waiting - full);
        memory = all;
        full = waiting;
    }

    /// Whether groups are waiting for compaction that no line will be added to in the usual way.
    synchronized boolean hasFullGroups() {
        int open = Groups.of(end);
        if (!groups.isEmpty() && groups.firstKey() < open) {
            return true;
        }
        return absentUpTo > 0
                && rows.stream()
                        .anyMatch(row -> row.sequence() <= absentUpTo && row.firstGroup() < open && !isStored(row));
    }

    /// Whether a group came in so many parts that they should be put together.
    synchronized boolean isScattered(int parts) {
        return !groups.isEmpty() && groups.lastEntry().getValue().parts() >= parts;
    }

    /// Whether lines would have to be read from the journal.
    synchronized boolean isAbsent() {
        return !rows.isEmpty() && rows.getFirst().sequence() <= absentUpTo;
    }

    synchronized boolean isEmpty() {
        return rows.isEmpty();
    }

    /// Lines in memory, repeats included.
    synchronized long pending() {
        return rows.stream().mapToLong(row -> row.end() - row.first()).sum();
    }

    /// What is in memory, put together.
    ///
    /// @param wholly with the groups lines are still added to
    View view(long now, boolean wholly) {
        Map<Integer, TailGroup> taken;
        View view;
        synchronized (this) {
            usedAt = Math.max(usedAt, now);
            taken = new TreeMap<>(wholly ? groups : groups.headMap(Groups.of(end)));
            List<TailRow> missing = new ArrayList<>();
            for (TailRow row : rows) {
                if (row.sequence() <= absentUpTo) {
                    missing.add(row);
                }
            }
            view = new View(new TreeMap<>(), end, missing, version);
        }
        taken.forEach((group, lines) -> {
            TailGroup folded = lines.folded();
            view.groups.put(group, folded);
            replace(group, lines, folded);
        });
        return view;
    }

    private synchronized void replace(int group, TailGroup before, TailGroup folded) {
        if (before != folded && groups.replace(group, before, folded)) {
            measure();
        }
    }

    /// Puts what was missing under what is there, unless the file has changed meanwhile.
    ///
    /// @param watermarks in `history.db`, of the groups the missing rows touch
    synchronized void load(View view, Map<Integer, TailGroup> loaded, Map<Integer, Long> watermarks) {
        if (version != view.version) {
            return;
        }
        version++;
        absentUpTo = 0;
        stored.putAll(watermarks);
        loaded.forEach((group, lines) -> groups.merge(group, lines, (newer, older) -> older.and(newer)));
        measure();
    }

    /// Forgets the lines in memory; the journal has them.
    synchronized void evict() {
        if (!groups.isEmpty()) {
            version++;
            groups.clear();
            measure();
            absentUpTo = rows.isEmpty() ? 0 : rows.getLast().sequence();
        }
    }

    /// `history.db` durably has these groups up to these sequences.
    ///
    /// @return rows of the journal that nothing needs any more
    synchronized List<Long> compacted(Map<Integer, Long> watermarks) {
        version++;
        watermarks.forEach((group, sequence) -> {
            stored.put(group, sequence);
            TailGroup lines = groups.get(group);
            if (lines != null && lines.sequence() <= sequence) {
                groups.remove(group);
            }
        });
        measure();
        List<Long> done = new ArrayList<>();
        rows.removeIf(row -> {
            boolean contained = isStored(row);
            if (contained) {
                done.add(row.sequence());
            }
            return contained;
        });
        if (rows.isEmpty()) {
            stored.clear();
        }
        return done;
    }

    private boolean isStored(TailRow row) {
        for (int group = row.firstGroup(); group <= row.lastGroup(); group++) {
            if (stored.getOrDefault(group, 0L) < row.sequence()) {
                return false;
            }
        }
        return true;
    }

    /// Makes sure that nothing is added any more, if nothing is here.
    synchronized boolean retire() {
        retired = rows.isEmpty();
        return retired;
    }

    /// Makes sure that nothing is added any more, whatever is here.
    synchronized void abandon() {
        retired = true;
        rows.clear();
        groups.clear();
        measure();
        end = 0;
        lastLine = Optional.empty();
        version++;
    }
}
