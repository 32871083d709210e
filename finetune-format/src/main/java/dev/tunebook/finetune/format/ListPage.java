package dev.tunebook.finetune.format;

import dev.tunebook.model.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// One page of a list: `{"object": "list", "data": [...], "has_more": bool}`.
///
/// An item that cannot be read is named and passed over; the others are there.
///
/// @param items in the provider's order, newest first
/// @param hasMore empty where the provider does not say; then the list ends with the first empty page
/// @param unreadable items that are left out, in order
public record ListPage<T>(List<T> items, Optional<Boolean> hasMore, List<Unreadable> unreadable) {

    /// An item of a list that cannot be read. `toString` says which and why.
    ///
    /// @param thing the kind of item, such as `job`
    /// @param id where it has one
    /// @param behind id of the last readable item before it; empty where there is none on the page
    /// @param place among the unreadable items behind that one, from 1
    public record Unreadable(String thing, Optional<String> id, Optional<String> behind, int place, String reason) {

        @Override
        public String toString() {
            String which = id.map(name -> thing + " " + name)
                    .orElseGet(() -> "item " + place
                            + behind.map(name -> " behind " + name).orElse("") + " of the list of " + thing + "s");
            return which + " cannot be read: " + reason;
        }
    }

    public ListPage {
        items = List.copyOf(items);
        unreadable = List.copyOf(unreadable);
    }

    /// A page all of whose items can be read.
    public ListPage(List<T> items, Optional<Boolean> hasMore) {
        this(items, hasMore, List.of());
    }

    /// Parses a page, keeping the exact text of each item.
    ///
    /// @param thing the kind of item, for messages
    /// @param item such as `FineTuneJob::of`; where it throws, the item is unreadable
    /// @throws FormatException `not_json` if the text is not a list (HTML, cut off)
    public static <T> ListPage<T> parse(String thing, String text, Function<RawJson, T> item) {
        String body = RawJson.stripByteOrderMark(text).strip();
        ListItems<T> items = new ListItems<>(thing, item);
        Optional<Boolean> hasMore = Optional.empty();
        boolean sawData = false;
        String rest = body;
        while (!rest.isEmpty()) {
            String document = rest;
            rest = "";
            try (JsonParser parser = Json.parser(document)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw RawJson.notJson("list of " + thing + "s", body);
                }
                while (rest.isEmpty() && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String field = parser.currentName();
                    parser.nextToken();
                    if (field.equals("data") && parser.currentToken() == JsonToken.START_ARRAY) {
                        sawData = true;
                        rest = items.read(parser, document);
                    } else if (field.equals("has_more") && parser.currentToken().isBoolean()) {
                        hasMore = Optional.of(parser.getBooleanValue());
                    } else {
                        parser.skipChildren();
                    }
                }
                if (rest.isEmpty() && parser.currentToken() != JsonToken.END_OBJECT) {
                    throw RawJson.notJson("list of " + thing + "s", body);
                }
            } catch (JacksonException e) {
                throw RawJson.notJson("list of " + thing + "s", body);
            }
        }
        if (!sawData) {
            throw new FormatException("missing_field", "The list of " + thing + "s has no `data`");
        }
        return new ListPage<>(new ArrayList<>(items.readable()), hasMore, items.unreadable());
    }
}
