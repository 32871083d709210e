package dev.tunebook.cli;

import dev.tunebook.model.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Whole lists, page after page, and what remains of a deleted thing.
final class AdminPages {

    private AdminPages() {}

    /// Every entry of a list whose name begins so.
    ///
    /// @param kind the path and the member, such as `users`
    static ObjectNode all(AdminClient client, String kind, String prefix) {
        ObjectNode whole = Json.object();
        ArrayNode rows = whole.putArray(kind);
        String cursor = "";
        do {
            String after = cursor.isEmpty() ? "" : "&cursor=" + AdminClient.encoded(cursor);
            JsonNode page = client.get("/" + kind + "?limit=500&prefix=" + AdminClient.encoded(prefix) + after)
                    .body();
            page.path(kind).forEach(rows::add);
            cursor = page.path("cursor").asString("");
        } while (!cursor.isEmpty());
        return whole.put("total", rows.size());
    }

    static ObjectNode deleted(AdminClient client, String path) {
        client.delete(path);
        return Json.object().put("deleted", true);
    }
}
