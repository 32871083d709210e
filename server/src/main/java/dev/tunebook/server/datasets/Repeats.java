package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Rows that stand in a file more than once.
///
/// @param rows how many repeat an earlier one
/// @param groups the first groups of equal rows, each with its first lines
record Repeats(long rows, List<List<Long>> groups) {
    private static final int MOST_GROUPS = 100;
    private static final int MOST_LINES = 20;

    /// @param hashes of the rows
    /// @param lines of the rows
    static Repeats of(Longs hashes, Longs lines) {
        long[] sorted = hashes.sorted();
        Map<Long, List<Long>> shown = new HashMap<>();
        long rows = 0;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                rows++;
                shown.computeIfAbsent(sorted[i], hash -> new ArrayList<>());
            }
        }
        Map<Long, List<Long>> groups = new LinkedHashMap<>();
        for (int i = 0; i < hashes.size() && !shown.isEmpty(); i++) {
            List<Long> group = shown.get(hashes.get(i));
            if (group != null && group.size() < MOST_LINES && (!group.isEmpty() || groups.size() < MOST_GROUPS)) {
                group.add(lines.get(i));
                groups.put(hashes.get(i), group);
            }
        }
        return new Repeats(rows, List.copyOf(groups.values()));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("rows", rows);
        ArrayNode array = json.putArray("groups");
        groups.forEach(group -> {
            ArrayNode lines = array.addArray();
            group.forEach(lines::add);
        });
        return json;
    }
}
