package dev.tunebook.finetune.format;

import dev.tunebook.finetune.format.ListPage.Unreadable;
import dev.tunebook.model.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The items of a list, one after the other: what is wrong with one touches no other.
final class ListItems<T> {
    private final String thing;
    private final Function<RawJson, T> item;
    private final List<T> readable = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private Optional<String> behind = Optional.empty();
    private int place;

    ListItems(String thing, Function<RawJson, T> item) {
        this.thing = thing;
        this.item = item;
    }

    List<T> readable() {
        return readable;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    /// Reads the items of an array. The parser goes no further behind a number of too many digits or a value nested too
    /// deeply; then what follows that item is left to read.
    ///
    /// @param parser stands at the beginning of the array
    /// @param document what it reads
    /// @return a document that begins with the rest of the array; empty when the array has been read
    String read(JsonParser parser, String document) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            try {
                JsonNode tree = parser.readValueAsTree();
                int end = (int) parser.currentLocation().getCharOffset();
                take(tree, document.substring(start, Math.max(start, end)));
            } catch (StreamConstraintsException e) {
                OptionalInt end = end(document, start);
                if (end.isEmpty()) {
                    throw e;
                }
                String text = document.substring(start, end.getAsInt());
                skip(id(text), "it holds a number of too many digits, or is nested too deeply");
                return "{\"data\":[null" + document.substring(end.getAsInt());
            }
        }
        return "";
    }

    private void take(JsonNode tree, String text) {
        if (tree instanceof ObjectNode object) {
            Optional<String> id = Fields.filledText(object, "id");
            try {
                readable.add(item.apply(new RawJson(object, text)));
                behind = id;
                place = 0;
            } catch (FormatException e) {
                skip(id, e.message());
            } catch (RuntimeException e) {
                // Its message might quote what the item is about.
                skip(id, "it is not understood (" + e.getClass().getSimpleName() + ")");
            }
        } else if (!tree.isNull()) {
            skip(Optional.empty(), "it is no JSON object");
        }
    }

    private void skip(Optional<String> id, String reason) {
        place++;
        unreadable.add(new Unreadable(thing, id, behind, place, reason));
    }

    /// Behind the object that begins at `start`; empty where it is cut off, or no object.
    private static OptionalInt end(String text, int start) {
        boolean inString = false;
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                i += c == '\\' ? 1 : 0;
                inString = c != '"';
            } else {
                inString = c == '"';
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                if (depth == 0) {
                    return c == '}' ? OptionalInt.of(i + 1) : OptionalInt.empty();
                }
            }
        }
        return OptionalInt.empty();
    }

    /// The id of an object that can be read in part.
    private static Optional<String> id(String text) {
        try (JsonParser parser = Json.parser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isId = parser.currentName().equals("id");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isId) {
                    return Optional.of(parser.getString()).filter(id -> !id.isBlank());
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            // What comes before the fault has been seen.
        }
        return Optional.empty();
    }
}
