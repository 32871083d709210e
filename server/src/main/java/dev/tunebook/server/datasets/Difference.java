package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What became of the rows of a file in a later version of it. Equal rows find each other first, in order, however
/// often they stand in either; what is left over is matched by its question, then by its answer, and counts as changed.
final class Difference {
    private static final int EXACT = 0;
    private static final int QUESTION = 1;
    private static final int ANSWER = 2;
    private static final int NONE = -1;
    private static final int MOST_ROWS = 1_000;

    private final RowKeys before;
    private final RowKeys after;
    /// The row before for each row after.
    private final int[] origin;
    private final BitSet taken = new BitSet();

    private Difference(RowKeys before, RowKeys after) {
        this.before = before;
        this.after = after;
        this.origin = new int[after.size()];
        Arrays.fill(origin, NONE);
    }

    static RowKeys keys(InputStream bytes) throws IOException {
        return RowKeys.of(bytes, RowText::exact, RowText::question, RowText::answer);
    }

    /// `{"before", "after", "same", "moved", "added", "removed", "changed", "rows": [{"kind", "row", "line",
    /// "otherRow",
    /// "otherLine"}]}`; `moved` is part of `same`; `other…` is the place before.
    static ObjectNode of(RowKeys before, RowKeys after) {
        return new Difference(before, after).json();
    }

    private ObjectNode json() {
        int same = match(EXACT);
        int moved = same - longestInOrder();
        BitSet unchanged = new BitSet();
        for (int i = 0; i < origin.length; i++) {
            unchanged.set(i, origin[i] != NONE);
        }
        int changed = match(QUESTION) + match(ANSWER);
        ArrayNode rows = Json.array();
        for (int i = 0; i < origin.length && rows.size() < MOST_ROWS; i++) {
            if (!unchanged.get(i)) {
                ObjectNode row = rows.addObject().put("kind", origin[i] == NONE ? "added" : "changed");
                place(row, "row", "line", after, i);
                if (origin[i] != NONE) {
                    place(row, "otherRow", "otherLine", before, origin[i]);
                }
            }
        }
        for (int i = taken.nextClearBit(0);
                i < before.size() && rows.size() < MOST_ROWS;
                i = taken.nextClearBit(i + 1)) {
            place(rows.addObject().put("kind", "removed"), "otherRow", "otherLine", before, i);
        }
        ObjectNode json = Json.object()
                .put("before", before.size())
                .put("after", after.size())
                .put("same", same)
                .put("moved", moved)
                .put("added", after.size() - same - changed)
                .put("removed", before.size() - same - changed)
                .put("changed", changed);
        json.set("rows", rows);
        return json;
    }

    private static void place(ObjectNode row, String number, String line, RowKeys keys, int at) {
        row.put(number, keys.rows().get(at)).put(line, keys.lines().get(at));
    }

    /// Pairs what is not paired yet and has the same hash, first with first; tells how many pairs.
    private int match(int function) {
        Map<Long, Deque<Integer>> free = new HashMap<>();
        for (int i = taken.nextClearBit(0); i < before.size(); i = taken.nextClearBit(i + 1)) {
            free.computeIfAbsent(before.hashes()[function].get(i), hash -> new ArrayDeque<>(1))
                    .add(i);
        }
        int pairs = 0;
        for (int i = 0; i < origin.length; i++) {
            Deque<Integer> places = origin[i] == NONE ? free.get(after.hashes()[function].get(i)) : null;
            Integer place = places == null ? null : places.poll();
            if (place != null) {
                origin[i] = place;
                taken.set(place);
                pairs++;
            }
        }
        return pairs;
    }

    /// The most equal rows that stand in the order they had.
    private int longestInOrder() {
        int[] ends = new int[origin.length];
        int length = 0;
        for (int place : origin) {
            if (place != NONE) {
                int at = Arrays.binarySearch(ends, 0, length, place);
                int slot = at < 0 ? -at - 1 : at;
                ends[slot] = place;
                length = Math.max(length, slot + 1);
            }
        }
        return length;
    }
}
