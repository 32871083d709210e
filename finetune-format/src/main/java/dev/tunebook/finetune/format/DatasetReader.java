package dev.tunebook.finetune.format;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a dataset file record by record, in memory for one record at a time.
///
/// Takes JSON Lines, with or without a byte order mark and a final newline, objects spread over several
/// lines, and a
/// JSON array
/// of objects. A broken record is reported with its line, and reading goes on behind it.
public final class DatasetReader implements Iterator<DatasetLine>, AutoCloseable {

    private final RecordSplitter records;
    private Optional<RecordSplitter.Slice> next = Optional.empty();
    private boolean ended;

    /// @param utf8 is closed with this reader
    public DatasetReader(InputStream utf8) {
        this(utf8, 1);
    }

    /// Goes on where another reader of the same file said [#beginsLine].
    ///
    /// @param utf8 from the beginning of that line on; is closed with this reader
    /// @param line its number
    public DatasetReader(InputStream utf8, long line) {
        records = new RecordSplitter(new InputStreamReader(utf8, StandardCharsets.UTF_8), line);
    }

    /// @throws UncheckedIOException when the stream fails
    @Override
    public boolean hasNext() {
        if (next.isEmpty() && !ended) {
            try {
                next = records.next();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the dataset: " + e.getMessage(), e);
            }
            ended = next.isEmpty();
        }
        return next.isPresent();
    }

    @Override
    public DatasetLine next() {
        return read(take());
    }

    private RecordSplitter.Slice take() {
        if (!hasNext()) {
            throw new NoSuchElementException("The dataset has no further record");
        }
        RecordSplitter.Slice slice = next.orElseThrow();
        next = Optional.empty();
        return slice;
    }

    /// Passes over the next record without reading what it says, which is much faster.
    public void skip() {
        take();
    }

    /// The line the next record starts at, from 1.
    public long nextLine() {
        return hasNext() ? next.orElseThrow().line() : 0;
    }

    /// Whether a reader that begins with the line of the next record finds the same records from there on.
    public boolean beginsLine() {
        return hasNext() && next.orElseThrow().first();
    }

    private static DatasetLine read(RecordSplitter.Slice slice) {
        if (slice.problem().isPresent()) {
            return new DatasetLine.Broken(slice.line(), slice.problem().get());
        }
        try (JsonParser parser = Json.parser(slice.text())) {
            JsonNode tree = Json.readTree(parser);
            return tree instanceof ObjectNode object
                    ? new DatasetLine.Readable(slice.line(), Example.of(new RawJson(object, slice.text())))
                    : new DatasetLine.Broken(slice.line(), "not a JSON object");
        } catch (JacksonException e) {
            // Jackson's own message may quote the content.
            TokenStreamLocation at = e.getLocation();
            return new DatasetLine.Broken(
                    slice.line(),
                    at == null
                            ? "beyond what is read: a number of too many digits, or nested too deeply"
                            : "not valid JSON at line " + (slice.line() + at.getLineNr() - 1) + ", column "
                                    + at.getColumnNr());
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
