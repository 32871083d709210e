package dev.tunebook.server.datasets;

import dev.tunebook.finetune.format.DatasetFormat;
import dev.tunebook.finetune.format.DatasetLine;
import dev.tunebook.finetune.format.DatasetReader;
import dev.tunebook.finetune.format.DatasetSummary;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Where the rows of a data file are, so that a page far down is read from nearby.
///
/// @param format the kind most of the first examples are of
/// @param total rows, broken ones included
/// @param marks some rows a reader can begin with, the first one first
record RowIndex(DatasetFormat format, long total, List<Mark> marks) {
    private static final int EVERY = 128;
    private static final int LOOKED_AT = 200;

    /// @param row from 0
    /// @param line from 1
    /// @param offset of the line, in bytes
    record Mark(long row, long line, long offset) {}

    /// Reads a file to its end.
    static RowIndex of(InputStream head, InputStream whole) throws IOException {
        List<Mark> marks = new ArrayList<>(List.of(new Mark(0, 1, 0)));
        long row = 0;
        try (LineStarts lines = new LineStarts(whole);
                DatasetReader reader = new DatasetReader(lines)) {
            while (reader.hasNext()) {
                long offset = lines.offset(reader.nextLine());
                if (row >= marks.getLast().row() + EVERY && reader.beginsLine()) {
                    marks.add(new Mark(row, reader.nextLine(), offset));
                }
                reader.skip();
                row++;
            }
        }
        return new RowIndex(format(head), row, List.copyOf(marks));
    }

    private static DatasetFormat format(InputStream bytes) throws IOException {
        try (DatasetReader reader = new DatasetReader(bytes)) {
            return DatasetSummary.of(new Head(reader, LOOKED_AT)).format();
        }
    }

    /// The last mark that is not behind the row.
    Mark before(long row) {
        int low = 0;
        int high = marks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (marks.get(middle).row() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return marks.get(low);
    }

    /// The first so many.
    private static final class Head implements Iterator<DatasetLine> {
        private final Iterator<DatasetLine> all;
        private int left;

        Head(Iterator<DatasetLine> all, int most) {
            this.all = all;
            this.left = most;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && all.hasNext();
        }

        @Override
        public DatasetLine next() {
            left--;
            return all.next();
        }
    }
}
