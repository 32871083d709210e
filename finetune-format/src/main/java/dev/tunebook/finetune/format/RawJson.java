package dev.tunebook.finetune.format;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object as its provider wrote it.
///
/// @param tree the parsed object; read only by agreement
/// @param text the exact text it was parsed from, without surrounding white space
public record RawJson(ObjectNode tree, String text) {

    /// Parses one object.
    ///
    /// @param thing what it should be, for the error message: `job`, `event`
    /// @throws FormatException `not_json` if the text is not a JSON object (HTML, truncated, a list)
    public static RawJson parse(String thing, String text) {
        String object = stripByteOrderMark(text).strip();
        try {
            return new RawJson(Json.parseObject(object), object);
        } catch (InvalidJsonException e) {
            throw notJson(thing, object);
        }
    }

    static FormatException notJson(String thing, String text) {
        String kind = text.isEmpty()
                ? "nothing"
                : text.startsWith("<")
                        ? "HTML"
                        : text.startsWith("{") ? "broken or cut off JSON" : "another kind of text";
        return new FormatException(
                "not_json", "The " + thing + " is " + kind + " (" + text.length() + " characters), not a JSON object");
    }

    static String stripByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// The exact text, so that printing a raw object shows what the provider sent.
    @Override
    public String toString() {
        return text;
    }
}
