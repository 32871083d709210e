package dev.tunebook.store.sql.history;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The lines of a group with their values packed by key: all that `history.db` keeps of them but for the numbers of the
/// keys, which its writer gives out. Packing is most of what compaction does, and any thread can do it.
final class PackedGroup {
    private static final String STEP = "_step";

    private final GroupLines lines;
    private final List<Shape> shapes;
    private final int[] shapeOf;
    private final List<Chunk> chunks;
    private final OptionalLong lastStep;

    private PackedGroup(
            GroupLines lines, List<Shape> shapes, int[] shapeOf, List<Chunk> chunks, OptionalLong lastStep) {
        this.lines = lines;
        this.shapes = shapes;
        this.shapeOf = shapeOf;
        this.chunks = chunks;
        this.lastStep = lastStep;
    }

    /// The values of one key.
    ///
    /// @param key its number in the shapes
    @SuppressWarnings("ArrayRecordComponent") // passed from hand to hand, never compared
    record Chunk(int key, String name, Counts counts, byte[] content) {}

    static PackedGroup of(GroupColumns columns) {
        List<Chunk> chunks = new ArrayList<>();
        OptionalLong step = OptionalLong.empty();
        for (int key = 0; key < columns.keys().size(); key++) {
            String name = columns.keys().get(key);
            Column column = columns.column(name).orElse(null);
            if (column != null) {
                chunks.add(new Chunk(key, name, Counts.of(column), ColumnCodec.encode(column)));
                step = name.equals(STEP) ? StatsReader.lastStep(column) : step;
            }
        }
        return new PackedGroup(columns.lines(), columns.shapes(), columns.shapesOfRows(), chunks, step);
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

    /// Of every key that has values.
    List<Chunk> chunks() {
        return chunks;
    }

    OptionalLong lastStep() {
        return lastStep;
    }
}
