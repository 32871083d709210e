package dev.tunebook.server.history;

import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.store.history.Series;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The binary answer of `POST /api/series`: magic, header length, JSON header, padding to 8 bytes, then the arrays, all
/// little-endian. A browser lays `Float64Array`s over it without copying.
final class SeriesFormat {
    private static final int MAGIC = 0x31534254;
    private static final int PROLOGUE = 8;

    private SeriesFormat() {}

    static byte[] write(List<Series> series) {
        ArrayNode described = Json.array();
        int offset = 0;
        for (Series one : series) {
            described.add(header(one, offset));
            offset += arrays(one) * one.count() * Double.BYTES;
        }
        ObjectNode header = Json.object();
        header.set("series", described);
        byte[] text = Json.bytes(header);
        int start = (PROLOGUE + text.length + Double.BYTES - 1) / Double.BYTES * Double.BYTES;
        ByteBuffer out = ByteBuffer.allocate(start + offset).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(text.length).put(text).position(start);
        series.forEach(one -> put(out, one));
        return out.array();
    }

    private static ObjectNode header(Series series, int offset) {
        return Json.object()
                .put("run", NodeId.of("Run", series.runId()).encoded())
                .put("key", series.key())
                .put("count", series.count())
                .put("raw", series.raw())
                .put("lines", series.lines())
                .put("offset", offset);
    }

    private static int arrays(Series series) {
        return series.raw() ? 2 : 5;
    }

    private static void put(ByteBuffer out, Series series) {
        put(out, series.x());
        put(out, series.last());
        if (!series.raw()) {
            put(out, series.min());
            put(out, series.max());
            put(out, series.mean());
        }
    }

    private static void put(ByteBuffer out, double[] values) {
        for (double value : values) {
            out.putDouble(value);
        }
    }
}
