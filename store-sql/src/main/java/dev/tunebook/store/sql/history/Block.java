package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.model.wire.Utf8Lines;
import dev.tunebook.store.history.LineBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Consecutive lines of a file in UTF-8, as the journal keeps them.
///
/// @param text of the lines, one after the other; more may follow
/// @param ends where each line ends in the text
@SuppressWarnings("ArrayRecordComponent") // passed from hand to hand, never compared
record Block(long first, byte[] text, int[] ends) {
    private static final int CODEC = 1;

    /// Lines of one group.
    record Part(int group, GroupLines lines) {}

    static Block of(LineBlock block) {
        Utf8Lines lines = Utf8Lines.of(block.lines());
        return new Block(block.first(), lines.text(), lines.ends());
    }

    int count() {
        return ends.length;
    }

    long end() {
        return first + ends.length;
    }

    /// The last line.
    String newest() {
        int start = ends.length == 1 ? 0 : ends[ends.length - 2];
        return new String(text, start, ends[ends.length - 1] - start, UTF_8);
    }

    /// The lines `from` to before `to`, counted within the block.
    Block slice(int from, int to) {
        if (from == 0 && to == ends.length) {
            return this;
        }
        int start = from == 0 ? 0 : ends[from - 1];
        int[] shifted = new int[to - from];
        for (int i = from; i < to; i++) {
            shifted[i - from] = ends[i] - start;
        }
        return new Block(first + from, Arrays.copyOfRange(text, start, to == 0 ? 0 : ends[to - 1]), shifted);
    }

    /// The lines by group.
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < ends.length; ) {
            int group = Groups.of(first + from);
            int to = (int) Math.min(ends.length, Groups.start(group) + Groups.SIZE - first);
            Block slice = slice(from, to);
            int[] places = new int[to - from];
            int place = (int) (slice.first - Groups.start(group));
            Arrays.setAll(places, i -> place + i);
            parts.add(new Part(group, GroupLines.of(places, slice.text, slice.ends)));
            from = to;
        }
        return parts;
    }

    byte[] packed() {
        ByteSink out = new ByteSink(16);
        Zstandard.write(this::write, out.u8(CODEC));
        return out.toArray();
    }

    private void write(ByteSink out) {
        out.varint(ends.length);
        int start = 0;
        for (int end : ends) {
            out.varint(end - start);
            start = end;
        }
        out.put(text, 0, start);
    }

    /// @param first number of the first line
    /// @param packed what [#packed] made
    static Block unpacked(long first, byte[] packed) {
        ByteSource in = new ByteSource(packed);
        Codecs.require(in.u8(), CODEC, "journal row");
        ByteSource raw = Zstandard.read(in);
        int[] ends = new int[raw.count()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += raw.count();
            ends[i] = end;
        }
        return new Block(first, raw.bytes(end), ends);
    }
}
