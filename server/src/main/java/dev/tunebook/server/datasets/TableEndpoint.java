package dev.tunebook.server.datasets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.blobs.Blob;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// `GET /api/artifacts/{id}/table`: a table file by page, sorted and searched here. Tables stay in memory while there
/// is room, and so do the orders asked for: scrolling asks for page after page.
final class TableEndpoint {
    private static final long LARGEST =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 12);
    private static final int LIMIT = 100;
    private static final int MOST = 1_000;
    /// Cells take up to three times the room of their text.
    private static final int GROWTH = 3;

    private static final long CACHED = Runtime.getRuntime().maxMemory() / 6;
    private static final long CACHED_ROWS = 16L << 20;

    private final DataFiles files;
    private final Cache<String, Sized> tables = Caffeine.newBuilder()
            .maximumWeight(CACHED >> 10)
            .weigher((String sha256, Sized table) -> Math.toIntExact(1 + (table.bytes() * GROWTH >> 10)))
            .build();
    private final Cache<OrderKey, int[]> orders = Caffeine.newBuilder()
            .maximumWeight(CACHED_ROWS)
            .weigher((OrderKey key, int[] rows) -> 1 + rows.length)
            .build();

    /// One at a time, so that memory stays bounded whoever opens tables.
    private final ReentrantLock loading = new ReentrantLock();

    private record Sized(TableData table, long bytes) {}

    private record OrderKey(String sha256, TableOrder order) {}

    TableEndpoint(DataFiles files) {
        this.files = files;
    }

    Response answer(Request request, Viewer viewer) {
        Blob blob = files.require(request, viewer, LARGEST);
        TableData table = tables.get(blob.sha256(), sha256 -> load(blob)).table();
        TableOrder order = order(request, table);
        Optional<int[]> rows = order.isFiles()
                ? Optional.empty()
                : Optional.of(orders.get(new OrderKey(blob.sha256(), order), key -> order.rows(table)));
        int offset = Math.max(0, request.query("offset", 0));
        int limit = Math.clamp(request.query("limit", LIMIT), 1, MOST);
        return Response.stream(Response.JSON, -1, out -> write(out, table, rows, offset, limit));
    }

    private Sized load(Blob blob) {
        loading.lock();
        try {
            return new Sized(TableData.read(files.open(blob, 0)), blob.size());
        } finally {
            loading.unlock();
        }
    }

    /// `name` and `+name` sort upwards, `-name` downwards; a column of that very name goes first. An unescaped plus
    /// arrives as a blank.
    private static TableOrder order(Request request, TableData table) {
        String text = request.query("sort").orElse("");
        String search = request.query("search").orElse("");
        if (text.isEmpty()) {
            return new TableOrder(Optional.empty(), false, search);
        }
        Optional<Integer> exact = table.column(text);
        if (exact.isPresent()) {
            return new TableOrder(exact, false, search);
        }
        boolean signed = "+- ".indexOf(text.charAt(0)) >= 0;
        Integer column = table.column(signed ? text.substring(1) : text)
                .orElseThrow(() ->
                        HttpFailure.badRequest("unknown_column", "The table has no column '" + text + "' to sort by."));
        return new TableOrder(Optional.of(column), text.charAt(0) == '-', search);
    }

    private static void write(OutputStream out, TableData table, Optional<int[]> rows, int offset, int limit) {
        int total = rows.map(some -> some.length).orElse(table.rows());
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("columns");
            table.names().forEach(json::writeTree);
            json.writeEndArray();
            json.writeName("columnTypes");
            table.columnTypes().ifPresentOrElse(json::writeTree, json::writeNull);
            json.writeNumberProperty("total", total);
            json.writeArrayPropertyStart("rows");
            for (int i = offset; i < Math.min(total, (long) offset + limit); i++) {
                row(json, table, rows.isPresent() ? rows.get()[i] : i);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void row(JsonGenerator json, TableData table, int row) {
        json.writeStartArray();
        for (int column = 0; column < table.columns().size(); column++) {
            table.cell(row, column).ifPresentOrElse(cell -> cell(json, cell), json::writeNull);
        }
        json.writeEndArray();
    }

    private static void cell(JsonGenerator json, Object cell) {
        if (cell instanceof JsonNode tree) {
            json.writeTree(tree);
        } else {
            json.writePOJO(cell);
        }
    }
}
