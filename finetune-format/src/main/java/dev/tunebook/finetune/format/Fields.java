package dev.tunebook.finetune.format;

import dev.tunebook.model.wire.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Lenient reading of fields: null, absent and mistyped are all simply empty.
final class Fields {

    private Fields() {}

    static Optional<String> text(JsonNode object, String name) {
        return text(object.path(name));
    }

    static Optional<String> text(JsonNode value) {
        return value.isString() || value.isNumber() || value.isBoolean()
                ? Optional.of(value.asString())
                : Optional.empty();
    }

    /// A text that says something: an empty one counts as absent.
    static Optional<String> filledText(JsonNode object, String name) {
        return text(object, name).filter(text -> !text.isBlank());
    }

    static String required(RawJson raw, String thing, String name) {
        return filledText(raw.tree(), name)
                .orElseThrow(() -> new FormatException("missing_field", "The " + thing + " has no `" + name + "`"));
    }

    /// Integers, also written as `100.0` or `"100"`.
    static OptionalLong integer(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.canConvertToExactIntegral() && value.canConvertToLong()) {
            return OptionalLong.of(value.longValue());
        }
        if (value.isNumber()) {
            double number = Json.asDouble(value);
            // Beyond 2^63 a double is no long any more.
            return number == Math.rint(number) && Math.abs(number) < 0x1p63
                    ? OptionalLong.of((long) number)
                    : OptionalLong.empty();
        }
        return value.isString() ? Numbers.integer(value.stringValue()) : OptionalLong.empty();
    }

    static Optional<Instant> instant(JsonNode object, String name) {
        JsonNode value = object.path(name);
        try {
            if (value.isNumber() && Math.abs(Json.asDouble(value)) < 0x1p63) {
                BigDecimal seconds = value.decimalValue();
                long whole = seconds.longValue();
                long nanos = seconds.subtract(BigDecimal.valueOf(whole))
                        .movePointRight(9)
                        .longValue();
                // An official sample uses 0 where it means "not known".
                return whole == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(whole, nanos));
            }
            return value.isString() ? Optional.of(Instant.parse(value.stringValue())) : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /// Every item that is a text, or an object with an `id` (the legacy API embeds file objects).
    static List<String> ids(JsonNode array) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : array) {
            Optional<String> id = item.isObject() ? filledText(item, "id") : text(item);
            id.ifPresent(ids::add);
        }
        return List.copyOf(ids);
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            text(field.getValue()).ifPresent(text -> texts.put(field.getKey(), text));
        }
        return Collections.unmodifiableMap(texts);
    }
}
