package dev.tunebook.store.sql.history;

import java.util.Arrays;
import java.util.List;

/// What lines look like apart from their values: the text between them. Lines of one shape have the same keys in the
/// same order.
///
/// @param keys of the values, in order
/// @param gaps the text before each value, and after the last
@SuppressWarnings("ArrayRecordComponent") // never compared; see template
record Shape(int[] keys, List<byte[]> gaps) {
    /// Stands for a value in [#template]; never part of UTF-8.
    private static final byte SLOT = (byte) 0xFF;

    /// The shape of the line the scanner read last.
    static Shape of(LineScanner line, byte[] text, int from, int to) {
        int[] keys = new int[line.count()];
        byte[][] gaps = new byte[line.count() + 1][];
        int at = from;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = line.key(i);
            gaps[i] = Arrays.copyOfRange(text, at, line.start(i));
            at = line.end(i);
        }
        gaps[keys.length] = Arrays.copyOfRange(text, at, to);
        return new Shape(keys, List.of(gaps));
    }

    /// Finds the values of a line of this shape: their ends in `ends`, their starts in `starts`.
    ///
    /// @return whether the line has this shape and no value that is an object: then it is valid like the first one
    boolean matches(byte[] text, int from, int to, int[] starts, int[] ends) {
        int at = from;
        for (int i = 0; i < keys.length; i++) {
            byte[] gap = gaps.get(i);
            int start = at + gap.length;
            if (start >= to || !Arrays.equals(text, at, start, gap, 0, gap.length)) {
                return false;
            }
            at = text[start] == '[' ? JsonBytes.value(text, start, to) : JsonBytes.scalar(text, start, to);
            if (at == JsonBytes.WRONG) {
                return false;
            }
            starts[i] = start;
            ends[i] = at;
        }
        byte[] last = gaps.get(keys.length);
        return Arrays.equals(text, at, to, last, 0, last.length);
    }

    /// The whole text with a mark for each value.
    byte[] template() {
        ByteSink out = new ByteSink(256);
        for (int i = 0; i < gaps.size(); i++) {
            if (i > 0) {
                out.u8(SLOT);
            }
            out.put(gaps.get(i));
        }
        return out.toArray();
    }

    /// @param template as [#template] gives it
    static Shape parse(byte[] template, int[] keys) {
        byte[][] gaps = new byte[keys.length + 1][];
        int gap = 0;
        int from = 0;
        for (int at = 0; at <= template.length; at++) {
            if (at == template.length || template[at] == SLOT) {
                gaps[gap++] = Arrays.copyOfRange(template, from, at);
                from = at + 1;
            }
        }
        return new Shape(keys, List.of(gaps));
    }
}
