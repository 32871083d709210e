package dev.tunebook.finetune.format;

import dev.tunebook.model.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One page of a list: `{"object": "list", "data": [...], "has_more": bool}`.
///
/// @param items in the provider's order, newest first
/// @param hasMore empty where the provider does not say; then the list ends with the first empty page
public record ListPage<T>(List<T> items, Optional<Boolean> hasMore) {

    public ListPage {
        items = List.copyOf(items);
    }

    /// Parses a page, keeping the exact text of each item.
    ///
    /// @param thing the kind of item, for error messages
    /// @param item such as `FineTuneJob::of`
    /// @throws FormatException `not_json` if the text is not a list (HTML, cut off), or what `item` throws
    public static <T> ListPage<T> parse(String thing, String text, Function<RawJson, T> item) {
        String body = RawJson.stripByteOrderMark(text).strip();
        List<T> items = new ArrayList<>();
        Optional<Boolean> hasMore = Optional.empty();
        boolean sawData = false;
        try (JsonParser parser = Json.parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw RawJson.notJson("list of " + thing + "s", body);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("data") && parser.currentToken() == JsonToken.START_ARRAY) {
                    sawData = true;
                    readItems(parser, body, item, items);
                } else if (field.equals("has_more") && parser.currentToken().isBoolean()) {
                    hasMore = Optional.of(parser.getBooleanValue());
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw RawJson.notJson("list of " + thing + "s", body);
            }
        } catch (JacksonException e) {
            throw RawJson.notJson("list of " + thing + "s", body);
        }
        if (!sawData) {
            throw new FormatException("missing_field", "The list of " + thing + "s has no `data`");
        }
        return new ListPage<>(items, hasMore);
    }

    private static <T> void readItems(JsonParser parser, String body, Function<RawJson, T> item, List<T> items) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            JsonNode tree = parser.readValueAsTree();
            if (tree instanceof ObjectNode object) {
                int end = (int) parser.currentLocation().getCharOffset();
                items.add(item.apply(new RawJson(object, body.substring(start, end))));
            }
        }
    }
}
