package dev.tunebook.server.datasets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tunebook.finetune.format.DatasetLine;
import dev.tunebook.finetune.format.DatasetReader;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.blobs.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import tools.jackson.core.JsonGenerator;

/// `GET /api/artifacts/{id}/rows`: a training file by example. Rows are read as they are sent: a page of long examples
/// is never held whole.
final class RowsEndpoint {
    private static final long LARGEST = 4L << 30;
    private static final int LIMIT = 100;
    private static final int MOST = 1_000;
    private static final int MOST_MARKS = 1_000_000;

    private final DataFiles files;
    private final Cache<String, RowIndex> indexes = Caffeine.newBuilder()
            .maximumWeight(MOST_MARKS)
            .weigher((String sha256, RowIndex index) -> index.marks().size())
            .build();

    RowsEndpoint(DataFiles files) {
        this.files = files;
    }

    Response answer(Request request, Viewer viewer) {
        Blob blob = files.require(request, viewer, LARGEST);
        RowIndex index = indexes.get(blob.sha256(), sha256 -> index(blob));
        long offset = Math.max(0, request.query("offset", 0));
        long limit = Math.clamp(request.query("limit", LIMIT), 1, MOST);
        return Response.stream(Response.JSON, -1, out -> write(out, blob, index, offset, limit));
    }

    private RowIndex index(Blob blob) {
        try {
            return RowIndex.of(files.open(blob, 0), files.open(blob, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(OutputStream out, Blob blob, RowIndex index, long offset, long limit) throws IOException {
        RowIndex.Mark mark = index.before(offset);
        try (JsonGenerator json = Json.generator(out);
                InputStream bytes = files.open(blob, mark.offset());
                DatasetReader reader = new DatasetReader(bytes, mark.line())) {
            json.writeStartObject();
            json.writeStringProperty("format", index.format().wireName());
            json.writeNumberProperty("total", index.total());
            json.writeArrayPropertyStart("rows");
            for (long row = mark.row(); row < offset + limit && reader.hasNext(); row++) {
                if (row < offset) {
                    reader.skip();
                } else {
                    row(json, row, reader.next());
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void row(JsonGenerator json, long index, DatasetLine line) {
        json.writeStartObject();
        json.writeNumberProperty("index", index);
        json.writeNumberProperty("line", line.line());
        switch (line) {
            case DatasetLine.Readable readable -> {
                json.writeName("example");
                json.writeTree(readable.example().raw().tree());
                json.writeNullProperty("error");
            }
            case DatasetLine.Broken broken -> {
                json.writeNullProperty("example");
                json.writeStringProperty("error", broken.reason());
            }
        }
        json.writeEndObject();
    }
}
