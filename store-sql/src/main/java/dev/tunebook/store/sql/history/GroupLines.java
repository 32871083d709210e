package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.store.history.LineDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Some lines of one group as text, ascending, each place once. Never changes.
final class GroupLines {
    /// What a line costs in memory beside its text.
    private static final int LINE_BYTES = 16;

    private final int[] places;
    private final byte[] text;
    private final int[] ends;
    private final long[] digests;

    /// @param places within the group, ascending
    /// @param text one line after the other
    /// @param ends where each line ends in the text
    GroupLines(int[] places, byte[] text, int[] ends, long[] digests) {
        this.places = places;
        this.text = text;
        this.ends = ends;
        this.digests = digests;
    }

    /// Makes the digests.
    static GroupLines of(int[] places, byte[] text, int[] ends) {
        long[] digests = new long[ends.length];
        int from = 0;
        for (int i = 0; i < ends.length; i++) {
            digests[i] = LineDigest.of(text, from, ends[i]);
            from = ends[i];
        }
        return new GroupLines(places, text, ends, digests);
    }

    int count() {
        return places.length;
    }

    int place(int row) {
        return places[row];
    }

    int lastPlace() {
        return places[places.length - 1];
    }

    /// The row of the line at this place, negative when it is not here.
    int row(int place) {
        int first = places[0];
        if (place - first < places.length && place >= first && places[place - first] == place) {
            return place - first;
        }
        return Arrays.binarySearch(places, place);
    }

    int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    int end(int row) {
        return ends[row];
    }

    byte[] text() {
        return text;
    }

    String line(int row) {
        return new String(text, start(row), end(row) - start(row), UTF_8);
    }

    long digest(int row) {
        return digests[row];
    }

    long memory() {
        return 64 + text.length + (long) LINE_BYTES * places.length;
    }

    /// All lines of these; of two for one place the one of the later part.
    static GroupLines merge(List<GroupLines> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int[] partOf = new int[Groups.SIZE];
        int[] rowOf = new int[Groups.SIZE];
        Arrays.fill(partOf, -1);
        for (int part = 0; part < parts.size(); part++) {
            GroupLines lines = parts.get(part);
            for (int row = 0; row < lines.count(); row++) {
                partOf[lines.places[row]] = part;
                rowOf[lines.places[row]] = row;
            }
        }
        int count = 0;
        int bytes = 0;
        for (int place = 0; place < Groups.SIZE; place++) {
            if (partOf[place] >= 0) {
                GroupLines lines = parts.get(partOf[place]);
                bytes += lines.end(rowOf[place]) - lines.start(rowOf[place]);
                count++;
            }
        }
        Copy copy = new Copy(count, bytes);
        for (int place = 0; place < Groups.SIZE; place++) {
            if (partOf[place] >= 0) {
                copy.add(parts.get(partOf[place]), rowOf[place]);
            }
        }
        return copy.lines();
    }

    /// Those lines whose row passes; empty when none does.
    List<GroupLines> keep(IntPredicate rows) {
        int count = 0;
        int bytes = 0;
        for (int row = 0; row < count(); row++) {
            if (rows.test(row)) {
                count++;
                bytes += end(row) - start(row);
            }
        }
        if (count == 0 || count == count()) {
            return count == 0 ? List.of() : List.of(this);
        }
        Copy copy = new Copy(count, bytes);
        for (int row = 0; row < count(); row++) {
            if (rows.test(row)) {
                copy.add(this, row);
            }
        }
        return List.of(copy.lines());
    }

    private static final class Copy {
        private final int[] places;
        private final byte[] text;
        private final int[] ends;
        private final long[] digests;
        private int count;
        private int size;

        Copy(int lines, int bytes) {
            places = new int[lines];
            text = new byte[bytes];
            ends = new int[lines];
            digests = new long[lines];
        }

        void add(GroupLines from, int row) {
            int length = from.end(row) - from.start(row);
            System.arraycopy(from.text, from.start(row), text, size, length);
            size += length;
            places[count] = from.places[row];
            digests[count] = from.digests[row];
            ends[count++] = size;
        }

        GroupLines lines() {
            return new GroupLines(places, text, ends, digests);
        }
    }
}
