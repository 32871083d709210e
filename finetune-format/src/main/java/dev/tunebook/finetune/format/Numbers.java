package dev.tunebook.finetune.format;

import dev.tunebook.model.wire.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Metric values: a `Long` where the provider wrote an integer that fits, else a `Double`; "not a number" is
/// no value.
final class Numbers {

    private Numbers() {}

    static Optional<Number> of(JsonNode value) {
        if (!value.isNumber() || Double.isNaN(Json.asDouble(value))) {
            return Optional.empty();
        }
        return Optional.of(
                value.isIntegralNumber() && value.canConvertToLong()
                        ? (Number) value.longValue()
                        : (Number) Json.asDouble(value));
    }

    /// A CSV cell as a number; empty for text and for the spellings of "no value".
    static Optional<Number> of(String cell) {
        OptionalLong integer = integer(cell);
        if (integer.isPresent()) {
            return Optional.of(integer.getAsLong());
        }
        switch (cell.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity":
                return Optional.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity":
                return Optional.of(Double.NEGATIVE_INFINITY);
            default:
                return looksDecimal(cell) ? decimal(cell) : Optional.empty();
        }
    }

    static OptionalLong integer(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    // Double.parseDouble also takes "1d", "0x1p3" and "NaN", which no provider means as a number.
    private static boolean looksDecimal(String cell) {
        return !cell.isEmpty()
                && cell.chars()
                        .allMatch(
                                c -> c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E');
    }

    private static Optional<Number> decimal(String cell) {
        try {
            return Optional.of(Double.parseDouble(cell));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
