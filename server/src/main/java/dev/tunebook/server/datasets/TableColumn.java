package dev.tunebook.server.datasets;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cells of one column, as plain as they come: integers and decimals as arrays of their own, anything else as
/// objects (texts, booleans, JSON trees, numbers where a column holds several kinds).
sealed interface TableColumn {
    /// A `Long`, `Double`, `String`, `Boolean` or JSON tree; empty for null.
    Optional<Object> cell(int row);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Longs(long[] values, BitSet present) implements TableColumn {
        @Override
        public Optional<Object> cell(int row) {
            return present.get(row) ? Optional.of(values[row]) : Optional.empty();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Doubles(double[] values, BitSet present) implements TableColumn {
        @Override
        public Optional<Object> cell(int row) {
            return present.get(row) ? Optional.of(values[row]) : Optional.empty();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Objects(@Nullable Object[] values) implements TableColumn {
        @Override
        public Optional<Object> cell(int row) {
            return row < values.length ? Optional.ofNullable(values[row]) : Optional.empty();
        }
    }

    /// Takes cells in the order of their rows; rows in between are null.
    final class Builder {
        private static final int INITIAL = 64;

        private long[] longs = new long[0];
        private double[] doubles = new double[0];
        private @Nullable Object[] objects = new Object[0];
        private final BitSet present = new BitSet();
        private Kind kind = Kind.NOTHING;

        private enum Kind {
            NOTHING,
            LONGS,
            DOUBLES,
            OBJECTS
        }

        void put(int row, Object value) {
            Kind wanted = switch (value) {
                case Long number -> Kind.LONGS;
                case Double number -> Kind.DOUBLES;
                default -> Kind.OBJECTS;
            };
            if (kind == Kind.NOTHING) {
                kind = wanted;
            } else if (kind != wanted && kind != Kind.OBJECTS) {
                becomeObjects();
            }
            present.set(row);
            switch (kind) {
                case LONGS -> {
                    longs = row < longs.length ? longs : Arrays.copyOf(longs, larger(row));
                    longs[row] = (Long) value;
                }
                case DOUBLES -> {
                    doubles = row < doubles.length ? doubles : Arrays.copyOf(doubles, larger(row));
                    doubles[row] = (Double) value;
                }
                case OBJECTS, NOTHING -> {
                    objects = row < objects.length ? objects : Arrays.copyOf(objects, larger(row));
                    objects[row] = value;
                }
            }
        }

        private static int larger(int row) {
            return Math.max(INITIAL, row + row / 2 + 1);
        }

        private void becomeObjects() {
            TableColumn before = build();
            objects = new Object[Math.max(longs.length, doubles.length)];
            present.stream().forEach(row -> objects[row] = before.cell(row).orElseThrow());
            longs = new long[0];
            doubles = new double[0];
            kind = Kind.OBJECTS;
        }

        TableColumn build() {
            return switch (kind) {
                case LONGS -> new Longs(longs, present);
                case DOUBLES -> new Doubles(doubles, present);
                case OBJECTS, NOTHING -> new Objects(objects);
            };
        }
    }
}
