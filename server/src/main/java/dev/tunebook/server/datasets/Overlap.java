package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The rows of one file that stand in another: validation data a model has seen in training.
final class Overlap {
    private static final int EXACT = 0;
    private static final int NORMALISED = 1;
    private static final int MOST_PAIRS = 200;

    private Overlap() {}

    static RowKeys keys(InputStream bytes) throws IOException {
        return RowKeys.of(bytes, RowText::exact, RowText::normalised);
    }

    /// `{"rows", "exact", "near", "pairs": [{"row", "line", "otherRow", "otherLine", "exact"}]}`: `exact` and `near`
    /// count rows of this file, each once; `near` those that are equal only when normalised.
    static ObjectNode of(RowKeys file, RowKeys other) {
        Map<Long, Integer> exact = firstPlaces(other, EXACT);
        Map<Long, Integer> normalised = firstPlaces(other, NORMALISED);
        ArrayNode pairs = Json.array();
        long same = 0;
        long near = 0;
        for (int i = 0; i < file.size(); i++) {
            Integer equal = exact.get(file.hashes()[EXACT].get(i));
            Integer alike = equal != null ? equal : normalised.get(file.hashes()[NORMALISED].get(i));
            if (alike != null) {
                same += equal != null ? 1 : 0;
                near += equal != null ? 0 : 1;
                if (pairs.size() < MOST_PAIRS) {
                    pairs.addObject()
                            .put("row", file.rows().get(i))
                            .put("line", file.lines().get(i))
                            .put("otherRow", other.rows().get(alike))
                            .put("otherLine", other.lines().get(alike))
                            .put("exact", equal != null);
                }
            }
        }
        ObjectNode json =
                Json.object().put("rows", file.size()).put("exact", same).put("near", near);
        json.set("pairs", pairs);
        return json;
    }

    private static Map<Long, Integer> firstPlaces(RowKeys keys, int function) {
        Map<Long, Integer> places = new HashMap<>(keys.size() * 2);
        for (int i = 0; i < keys.size(); i++) {
            places.putIfAbsent(keys.hashes()[function].get(i), i);
        }
        return places;
    }
}
