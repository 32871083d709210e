package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.store.history.LineValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lines of a group read as JSON: shapes and columns. Never changes, apart from columns that are read when first
/// asked for.
final class GroupColumns {
    private final GroupLines lines;
    private final List<Shape> shapes;
    private final int[] shapeOf;
    private final Slots slots;

    private GroupColumns(GroupLines lines, List<Shape> shapes, int[] shapeOf, Slots slots) {
        this.lines = lines;
        this.shapes = shapes;
        this.shapeOf = shapeOf;
        this.slots = slots;
    }

    static GroupColumns of(GroupLines lines) {
        return new Reader(lines).columns();
    }

    GroupLines lines() {
        return lines;
    }

    List<Shape> shapes() {
        return shapes;
    }

    /// Which of [#shapes] a line has; -1 when it has none and is to be kept as it is.
    int shapeOf(int row) {
        return shapeOf[row];
    }

    /// [#shapeOf] of every row. Not to be changed.
    int[] shapesOfRows() {
        return shapeOf;
    }

    /// Keys that have values, in the numbering the shapes use; a name may be there without having values.
    List<String> keys() {
        return slots.keys();
    }

    Optional<Column> column(String key) {
        return slots.column(key);
    }

    /// The places of lines that have the key.
    int[] places(String key) {
        return slots.places(key);
    }

    private static final class Reader {
        /// A shape that fits is mostly one of the last few.
        private static final int RECENT = 4;

        private final GroupLines lines;
        private final byte[] text;
        private final LineScanner scanner = new LineScanner();
        private final Map<ByteBuffer, Integer> known = new HashMap<>();
        private final List<Shape> shapes = new ArrayList<>();
        private final int[] recent = new int[RECENT];
        private final int[] shapeOf;
        private final Slots.Builder slots;
        private int[] starts = new int[64];
        private int[] ends = new int[64];

        Reader(GroupLines lines) {
            this.lines = lines;
            this.text = lines.text();
            this.shapeOf = new int[lines.count()];
            this.slots = new Slots.Builder(lines);
            Arrays.fill(recent, -1);
        }

        GroupColumns columns() {
            for (int row = 0; row < shapeOf.length; row++) {
                shapeOf[row] = shape(row, lines.start(row), lines.end(row));
            }
            return new GroupColumns(lines, shapes, shapeOf, slots.build(scanner.keys()));
        }

        private int shape(int row, int from, int to) {
            for (int i = 0; i < RECENT && recent[i] >= 0; i++) {
                Shape shape = shapes.get(recent[i]);
                if (shape.matches(text, from, to, starts, ends)) {
                    for (int slot = 0; slot < shape.keys().length; slot++) {
                        slots.add(row, shape.keys()[slot], starts[slot], ends[slot]);
                    }
                    return recent(i, recent[i]);
                }
            }
            if (scanner.scan(text, from, to)) {
                for (int value = 0; value < scanner.count(); value++) {
                    slots.add(row, scanner.key(value), scanner.start(value), scanner.end(value));
                }
                return recent(RECENT - 1, shape(Shape.of(scanner, text, from, to)));
            }
            LineValues.of(new String(text, from, to - from, UTF_8))
                    .forEach((key, value) -> slots.add(row, scanner.key(key), value.json()));
            return -1;
        }

        /// Moves a shape to the front of the recent ones.
        private int recent(int index, int shape) {
            System.arraycopy(recent, 0, recent, 1, index);
            recent[0] = shape;
            return shape;
        }

        private int shape(Shape shape) {
            return known.computeIfAbsent(ByteBuffer.wrap(shape.template()), added -> {
                shapes.add(shape);
                if (starts.length < shape.keys().length) {
                    starts = new int[shape.keys().length * 2];
                    ends = new int[shape.keys().length * 2];
                }
                return shapes.size() - 1;
            });
        }
    }
}
