package dev.tunebook.sandbox;

import dev.tunebook.model.wire.Json;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One page of a list whose items are numbered in the order of the list.
final class Page {

    /// @param defaultLimit used when the call names none
    /// @param maximum the largest limit
    /// @param namesEnds whether the list has `first_id` and `last_id`
    record Kind(int defaultLimit, int maximum, boolean namesEnds) {}

    /// How a cursor is found.
    interface Positions {
        /// The position of an id in the list.
        OptionalInt of(String id);
    }

    private final SandboxOptions options;

    Page(SandboxOptions options) {
        this.options = options;
    }

    /// Answers the items after the cursor, at most as many as the limit.
    ObjectNode of(Call call, Kind kind, int size, Positions positions, IntFunction<ObjectNode> item) {
        int start =
                call.parameter("after").map(id -> after(id, size, positions)).orElse(0);
        int end = Math.min(size, start + limit(call, kind));
        ObjectNode page = Json.object().put("object", "list");
        ArrayNode data = page.putArray("data");
        for (int i = start; i < end; i++) {
            data.add(item.apply(i));
        }
        if (options.sendsHasMore()) {
            page.put("has_more", end < size);
        }
        if (kind.namesEnds()) {
            page.set("first_id", data.isEmpty() ? Json.tree(null) : data.get(0).get("id"));
            page.set(
                    "last_id",
                    data.isEmpty() ? Json.tree(null) : data.get(data.size() - 1).get("id"));
        }
        return page;
    }

    private int after(String id, int size, Positions positions) {
        OptionalInt position = positions.of(id);
        if (position.isEmpty() && options.refusesUnknownCursor()) {
            throw Refusal.badRequest("No such object: " + id, "after");
        }
        return position.isPresent() ? position.getAsInt() + 1 : size;
    }

    private int limit(Call call, Kind kind) {
        String text = call.parameter("limit").orElse(String.valueOf(kind.defaultLimit()));
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Refusal.badRequest("'" + text + "' is not of type 'integer' - 'limit'", "limit");
        }
        if (limit < 1) {
            throw Refusal.badRequest(limit + " is less than the minimum of 1 - 'limit'", "limit");
        }
        if (limit > kind.maximum() && !options.clampsLimit()) {
            throw Refusal.badRequest(
                    limit + " is greater than the maximum of " + kind.maximum() + " - 'limit'", "limit");
        }
        return Math.min(limit, kind.maximum());
    }
}
