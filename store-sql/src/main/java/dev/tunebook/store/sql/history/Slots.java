package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the values of a group's lines stand in their text, sorted by key and then by line.
final class Slots {
    private final GroupLines lines;
    private final byte[] text;
    private final List<String> keys;
    private final Map<String, Integer> keyIds = new HashMap<>();
    /// Where each key begins in the other arrays.
    private final int[] begins;
    private final int[] rows;
    private final int[] starts;
    private final int[] ends;

    private Slots(Builder built, List<String> keys) {
        this.lines = built.lines;
        this.text = built.text();
        this.keys = List.copyOf(keys);
        for (int key = 0; key < keys.size(); key++) {
            keyIds.put(keys.get(key), key);
        }
        begins = new int[keys.size() + 1];
        for (int i = 0; i < built.count; i++) {
            begins[built.keyOf[i] + 1]++;
        }
        for (int key = 0; key < keys.size(); key++) {
            begins[key + 1] += begins[key];
        }
        rows = new int[built.count];
        starts = new int[built.count];
        ends = new int[built.count];
        int[] next = begins.clone();
        for (int i = 0; i < built.count; i++) {
            int at = next[built.keyOf[i]]++;
            rows[at] = built.rows[i];
            starts[at] = built.starts[i];
            ends[at] = built.ends[i];
        }
    }

    List<String> keys() {
        return keys;
    }

    int[] places(String key) {
        Integer id = keyIds.get(key);
        return id == null ? new int[0] : places(begins[id], begins[id + 1]);
    }

    private int[] places(int from, int to) {
        int[] places = new int[to - from];
        Arrays.setAll(places, i -> lines.place(rows[from + i]));
        return places;
    }

    /// The values of a key; empty when no line has it.
    Optional<Column> column(String key) {
        Integer id = keyIds.get(key);
        if (id == null || begins[id] == begins[id + 1]) {
            return Optional.empty();
        }
        int from = begins[id];
        int count = begins[id + 1] - from;
        byte[] forms = new byte[count];
        long[] bits = new long[count];
        Literal literal = new Literal();
        for (int i = 0; i < count; i++) {
            literal.read(text, starts[from + i], ends[from + i]);
            forms[i] = literal.form().code();
            bits[i] = literal.form().isNumber() ? literal.bits() : 0;
        }
        return Optional.of(new Column(
                places(from, from + count),
                forms,
                bits,
                (value, out) -> out.put(text, starts[from + value], ends[from + value])));
    }

    static final class Builder {
        private final GroupLines lines;
        private final ByteSink extra = new ByteSink(0);
        private int[] keyOf;
        private int[] rows;
        private int[] starts;
        private int[] ends;
        private int count;

        Builder(GroupLines lines) {
            this.lines = lines;
            int guess = Math.max(64, lines.count() * 8);
            keyOf = new int[guess];
            rows = new int[guess];
            starts = new int[guess];
            ends = new int[guess];
        }

        void add(int row, int key, int start, int end) {
            if (count == keyOf.length) {
                keyOf = Arrays.copyOf(keyOf, count * 2);
                rows = Arrays.copyOf(rows, count * 2);
                starts = Arrays.copyOf(starts, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
            }
            keyOf[count] = key;
            rows[count] = row;
            starts[count] = start;
            ends[count++] = end;
        }

        /// A value that does not stand in the text like this.
        void add(int row, int key, String json) {
            int start = lines.text().length + extra.size();
            extra.put(json.getBytes(UTF_8));
            add(row, key, start, lines.text().length + extra.size());
        }

        private byte[] text() {
            if (extra.size() == 0) {
                return lines.text();
            }
            byte[] all = Arrays.copyOf(lines.text(), lines.text().length + extra.size());
            System.arraycopy(extra.array(), 0, all, lines.text().length, extra.size());
            return all;
        }

        Slots build(List<String> keys) {
            return new Slots(this, keys);
        }
    }
}
