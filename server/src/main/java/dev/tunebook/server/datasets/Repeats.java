package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rows that stand in a file more than once.
final class Repeats {
    private static final int MOST_GROUPS = 100;
    private static final int MOST_ROWS = 20;

    private Repeats() {}

    /// `{"rows", "groups": [[{"row", "line"}]]}`: how many rows repeat an earlier one, and the first groups of equal
    /// rows, each with its first places.
    ///
    /// @param hashes of the rows
    /// @param numbers of the rows
    /// @param lines of the rows
    static ObjectNode of(Longs hashes, Longs numbers, Longs lines) {
        long[] sorted = hashes.sorted();
        Map<Long, ArrayNode> repeated = new HashMap<>();
        long rows = 0;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                rows++;
                repeated.computeIfAbsent(sorted[i], hash -> Json.array());
            }
        }
        Map<Long, ArrayNode> groups = new LinkedHashMap<>();
        for (int i = 0; i < hashes.size() && !repeated.isEmpty(); i++) {
            ArrayNode group = repeated.get(hashes.get(i));
            if (group != null && group.size() < MOST_ROWS && (!group.isEmpty() || groups.size() < MOST_GROUPS)) {
                group.addObject().put("row", numbers.get(i)).put("line", lines.get(i));
                groups.put(hashes.get(i), group);
            }
        }
        ObjectNode json = Json.object().put("rows", rows);
        json.putArray("groups").addAll(groups.values());
        return json;
    }
}
