package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the values of a group's lines stand in their text: for each key, ascending by line.
final class Slots {
    private final GroupLines lines;
    private final byte[] text;
    private final List<String> keys;
    private final Map<String, Values> values = new HashMap<>();

    private Slots(Builder built, List<String> keys) {
        this.lines = built.lines;
        this.text = built.text();
        this.keys = List.copyOf(keys);
        for (int key = 0; key < built.values.size(); key++) {
            values.put(keys.get(key), built.values.get(key));
        }
    }

    List<String> keys() {
        return keys;
    }

    int[] places(String key) {
        Values found = values.get(key);
        return found == null ? new int[0] : places(found);
    }

    private int[] places(Values found) {
        int[] places = new int[found.count];
        Arrays.setAll(places, i -> lines.place(found.rows[i]));
        return places;
    }

    /// The values of a key; empty when no line has it.
    Optional<Column> column(String key) {
        Values found = values.get(key);
        if (found == null || found.count == 0) {
            return Optional.empty();
        }
        byte[] forms = new byte[found.count];
        long[] bits = new long[found.count];
        Literal literal = new Literal();
        for (int i = 0; i < forms.length; i++) {
            literal.read(text, found.starts[i], found.ends[i]);
            forms[i] = literal.form().code();
            bits[i] = literal.form().isNumber() ? literal.bits() : 0;
        }
        return Optional.of(new Column(
                places(found), forms, bits, (value, out) -> out.put(text, found.starts[value], found.ends[value])));
    }

    /// The rows that have a key, and where its values stand.
    private static final class Values {
        private static final int FEWEST = 16;

        private int[] rows = new int[FEWEST];
        private int[] starts = new int[FEWEST];
        private int[] ends = new int[FEWEST];
        private int count;

        /// @param of how many lines there are
        void add(int row, int start, int end, int of) {
            if (count == rows.length) {
                // As if the rows to come had the key as often as those so far.
                int more = Math.max(FEWEST, (int) ((long) count * (of - row) / (row + 1)));
                rows = Arrays.copyOf(rows, count + more);
                starts = Arrays.copyOf(starts, count + more);
                ends = Arrays.copyOf(ends, count + more);
            }
            rows[count] = row;
            starts[count] = start;
            ends[count++] = end;
        }
    }

    static final class Builder {
        private final GroupLines lines;
        private final ByteSink extra = new ByteSink(0);
        private final List<Values> values = new ArrayList<>();

        Builder(GroupLines lines) {
            this.lines = lines;
        }

        /// @param row not below that of an earlier value
        void add(int row, int key, int start, int end) {
            while (values.size() <= key) {
                values.add(new Values());
            }
            values.get(key).add(row, start, end, lines.count());
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
