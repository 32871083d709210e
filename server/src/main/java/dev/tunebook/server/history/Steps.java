package dev.tunebook.server.history;

import dev.tunebook.model.wire.HistoryRowCodec;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.history.HistoryLine;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The `_step` of history lines.
final class Steps {
    private Steps() {}

    /// Empty when the line has no number there.
    static OptionalDouble of(String line) {
        try (JsonParser parser = Json.parser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return OptionalDouble.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = parser.currentName().equals(HistoryRowCodec.STEP);
                JsonToken value = parser.nextToken();
                if (found) {
                    return value.isNumeric() ? OptionalDouble.of(parser.getDoubleValue()) : OptionalDouble.empty();
                }
                parser.skipChildren();
            }
            return OptionalDouble.empty();
        } catch (JacksonException e) {
            return OptionalDouble.empty();
        }
    }

    /// A line without a step with this one; the rest of it stays as it was sent. A line that is no object stays so.
    static String with(String line, long step) {
        int open = line.indexOf('{');
        if (open < 0 || !line.substring(0, open).isBlank()) {
            return line;
        }
        String rest = line.substring(open + 1);
        String comma = rest.stripLeading().startsWith("}") ? "" : ",";
        return "{\"" + HistoryRowCodec.STEP + "\":" + step + comma + rest;
    }

    /// The texts of the lines in order of step; lines of one step, or of none, stay in the order they were logged.
    static List<String> ascending(List<HistoryLine> lines) {
        record Placed(double step, String text) {}
        return lines.stream()
                .map(line -> new Placed(of(line.text()).orElse(Double.NEGATIVE_INFINITY), line.text()))
                .sorted(Comparator.comparingDouble(Placed::step))
                .map(Placed::text)
                .toList();
    }
}
