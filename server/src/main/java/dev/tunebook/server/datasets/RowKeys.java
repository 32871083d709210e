package dev.tunebook.server.datasets;

import dev.tunebook.finetune.format.DatasetLine;
import dev.tunebook.finetune.format.DatasetReader;
import dev.tunebook.finetune.format.Example;
import dev.tunebook.server.http.HttpFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.function.ToLongFunction;

/// The rows of a file as hashes, 16 bytes a row and 8 for each hash. A row that cannot be read has none.
///
/// @param rows numbers of the rows, from 0
/// @param lines where they start, from 1
/// @param hashes by the given functions
record RowKeys(Longs rows, Longs lines, Longs[] hashes) {

    @SafeVarargs
    static RowKeys of(InputStream bytes, ToLongFunction<Example>... functions) throws IOException {
        Longs[] hashes = new Longs[functions.length];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = new Longs();
        }
        RowKeys keys = new RowKeys(new Longs(), new Longs(), hashes);
        try (DatasetReader reader = new DatasetReader(bytes)) {
            for (long row = 0; reader.hasNext(); row++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException();
                }
                if (reader.next() instanceof DatasetLine.Readable(var line, var example)) {
                    keys.add(row, line, example, functions);
                }
            }
        }
        return keys;
    }

    private void add(long row, long line, Example example, ToLongFunction<Example>[] functions) {
        if (size() == Insight.COMPARED) {
            throw HttpFailure.of(
                    413, "too_large", "Files of more than " + Insight.COMPARED + " rows are not compared.");
        }
        rows.add(row);
        lines.add(line);
        for (int i = 0; i < functions.length; i++) {
            hashes[i].add(functions[i].applyAsLong(example));
        }
    }

    int size() {
        return rows.size();
    }
}
