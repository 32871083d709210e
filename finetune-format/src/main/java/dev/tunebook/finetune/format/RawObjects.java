package dev.tunebook.finetune.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Reads the objects of a file one after the other, each with its exact text: JSON Lines, a JSON array, or objects
/// over several lines. What is no object is passed over.
public final class RawObjects implements Iterator<RawJson>, AutoCloseable {
    private final DatasetReader lines;
    private Optional<RawJson> next = Optional.empty();

    /// @param utf8 is closed with this reader
    public RawObjects(InputStream utf8) {
        lines = new DatasetReader(utf8);
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && lines.hasNext()) {
            if (lines.next() instanceof DatasetLine.Readable readable) {
                next = Optional.of(readable.example().raw());
            }
        }
        return next.isPresent();
    }

    @Override
    public RawJson next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The file has no further object");
        }
        RawJson object = next.orElseThrow();
        next = Optional.empty();
        return object;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
