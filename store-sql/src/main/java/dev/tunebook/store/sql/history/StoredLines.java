package dev.tunebook.store.sql.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/// The lines of a stored group: shapes to fill with the values of columns, and lines kept as they came.
final class StoredLines {
    private static final int CODEC = 1;

    private final int[] places;
    private final int[] keys;
    private final List<Shape> shapes;
    private final int[] shapeOf;
    private final int[] rawStarts;
    private final byte[] raw;

    private StoredLines(int[] places, int[] keys, List<Shape> shapes, int[] shapeOf, int[] rawStarts, byte[] raw) {
        this.places = places;
        this.keys = keys;
        this.shapes = shapes;
        this.shapeOf = shapeOf;
        this.rawStarts = rawStarts;
        this.raw = raw;
    }

    /// Packs the lines, keeping raw those without a shape.
    ///
    /// @param keyIds on disk, by the number of the key in the shapes; all that have values
    static byte[] pack(PackedGroup group, Map<Integer, Integer> keyIds) {
        return packed(group.lines(), body -> write(group, keyIds, body));
    }

    private static void write(PackedGroup group, Map<Integer, Integer> keyIds, ByteSink body) {
        GroupLines lines = group.lines();
        body.varint(keyIds.size());
        keyIds.values().forEach(body::varint);
        body.varint(group.shapes().size());
        for (Shape shape : group.shapes()) {
            body.sized(shape.template()).varint(shape.keys().length);
            for (int key : shape.keys()) {
                body.varint(Objects.requireNonNull(keyIds.get(key), "a shape has a key without values"));
            }
        }
        for (int row = 0; row < lines.count(); row++) {
            body.varint(group.shapeOf(row) + 1);
        }
        packRaw(lines, row -> group.shapeOf(row) < 0, body);
    }

    /// Packs lines that are not read as JSON.
    static byte[] pack(GroupLines lines) {
        return packed(lines, body -> {
            body.varint(0).varint(0).fill(0, lines.count());
            packRaw(lines, row -> true, body);
        });
    }

    private static void packRaw(GroupLines lines, IntPredicate rows, ByteSink body) {
        for (int row = 0; row < lines.count(); row++) {
            if (rows.test(row)) {
                body.varint(lines.end(row) - lines.start(row));
            }
        }
        for (int row = 0; row < lines.count(); row++) {
            if (rows.test(row)) {
                body.put(lines.text(), lines.start(row), lines.end(row));
            }
        }
    }

    private static byte[] packed(GroupLines lines, Consumer<ByteSink> body) {
        ByteSink out = new ByteSink(64);
        Zstandard.write(body, out.u8(CODEC).varint(lines.count()));
        return out.toArray();
    }

    /// @param places of the lines, as the group's row has them
    static StoredLines unpack(int[] places, byte[] packed) {
        ByteSource in = new ByteSource(packed);
        Codecs.require(in.u8(), CODEC, "group");
        int count = in.count();
        ByteSource body = Zstandard.read(in);
        int[] keys = ints(body);
        List<Shape> shapes = new ArrayList<>();
        for (int left = body.count(); left > 0; left--) {
            byte[] template = body.sized();
            shapes.add(Shape.parse(template, ints(body)));
        }
        int[] shapeOf = new int[count];
        for (int row = 0; row < count; row++) {
            shapeOf[row] = body.count() - 1;
        }
        int[] rawStarts = new int[count + 1];
        for (int row = 0; row < count; row++) {
            rawStarts[row + 1] = rawStarts[row] + (shapeOf[row] < 0 ? body.count() : 0);
        }
        return new StoredLines(places, keys, shapes, shapeOf, rawStarts, body.bytes(rawStarts[count]));
    }

    private static int[] ints(ByteSource in) {
        int[] ints = new int[in.count()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = in.count();
        }
        return ints;
    }

    /// All keys that have values here.
    int[] keys() {
        return keys;
    }

    int[] places() {
        return places;
    }

    List<Shape> shapes() {
        return shapes;
    }

    /// Which of [#shapes] a line has; -1 for none.
    int shapeOf(int row) {
        return shapeOf[row];
    }

    /// Writes the line as it was sent.
    ///
    /// @param columns by the key's number in the shape
    void write(int row, IntFunction<Column> columns, ByteSink out) {
        if (shapeOf[row] < 0) {
            out.put(raw, rawStarts[row], rawStarts[row + 1]);
            return;
        }
        Shape shape = shapes.get(shapeOf[row]);
        for (int i = 0; i < shape.keys().length; i++) {
            Column column = columns.apply(shape.keys()[i]);
            out.put(shape.gaps().get(i));
            column.write(column.at(places[row]), out);
        }
        out.put(shape.gaps().getLast());
    }

    /// All lines as text again.
    ///
    /// @param digests of the lines, as they were stored
    GroupLines lines(IntFunction<Column> columns, long[] digests) {
        ByteSink text = new ByteSink(64 * places.length);
        int[] ends = new int[places.length];
        for (int row = 0; row < places.length; row++) {
            write(row, columns, text);
            ends[row] = text.size();
        }
        return new GroupLines(places, text.toArray(), ends, digests);
    }
}
