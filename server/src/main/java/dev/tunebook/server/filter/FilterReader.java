package dev.tunebook.server.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the Mongo dialect of `filters` arguments. Nothing a user writes is ever evaluated.
///
/// @param <F> what is made of it
public final class FilterReader<F> {
    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "$eq", Comparison.EQUAL,
            "$lt", Comparison.LESS,
            "$lte", Comparison.LESS_OR_EQUAL,
            "$gt", Comparison.GREATER,
            "$gte", Comparison.GREATER_OR_EQUAL);

    private final FilterMaker<F> maker;

    public FilterReader(FilterMaker<F> maker) {
        this.maker = maker;
    }

    /// Empty for an absent, blank or null filter, which means everything.
    ///
    /// @throws HttpFailure 400 for an operator that is not known or misused
    public Optional<F> read(Optional<String> json) {
        return json.filter(text -> !text.isBlank())
                .map(Json::parse)
                .filter(node -> !node.isNull())
                .map(this::all);
    }

    private F all(JsonNode object) {
        if (!object.isObject()) {
            throw invalid("a filter is an object of conditions, not " + object.getNodeType());
        }
        List<F> parts = new ArrayList<>();
        object.properties().forEach(member -> parts.add(member(member.getKey(), member.getValue())));
        return parts.size() == 1 ? parts.get(0) : maker.all(parts);
    }

    private F member(String name, JsonNode value) {
        return switch (name) {
            case "$and" -> maker.all(each(name, value));
            case "$or" -> maker.any(each(name, value));
            case "$nor" -> maker.not(maker.any(each(name, value)));
            case "$not" -> maker.not(all(value));
            default -> {
                if (name.startsWith("$")) {
                    throw invalid("the operator '" + name + "' is not known");
                }
                yield condition(name, value);
            }
        };
    }

    private List<F> each(String operator, JsonNode list) {
        if (!list.isArray()) {
            throw invalid("'" + operator + "' takes a list of filters");
        }
        return list.values().stream().map(this::all).toList();
    }

    private F condition(String key, JsonNode value) {
        if (!value.isObject()) {
            return maker.compare(key, Comparison.EQUAL, value(value));
        }
        List<F> parts = new ArrayList<>();
        value.properties()
                .forEach(operator -> operator(key, operator.getKey(), operator.getValue(), value)
                        .ifPresent(parts::add));
        return parts.size() == 1 ? parts.get(0) : maker.all(parts);
    }

    private Optional<F> operator(String key, String operator, JsonNode value, JsonNode siblings) {
        return Optional.ofNullable(
                switch (operator) {
                    case "$eq", "$lt", "$lte", "$gt", "$gte" ->
                        maker.compare(key, COMPARISONS.getOrDefault(operator, Comparison.EQUAL), value(value));
                    case "$ne" -> maker.not(maker.compare(key, Comparison.EQUAL, value(value)));
                    case "$in" -> maker.in(key, values(key, operator, value));
                    case "$nin" -> maker.not(maker.in(key, values(key, operator, value)));
                    case "$all" -> every(key, values(key, operator, value));
                    case "$size" -> maker.size(key, size(key, value));
                    case "$exists" -> value.asBoolean(true) ? maker.exists(key) : maker.not(maker.exists(key));
                    case "$regex" -> maker.matches(key, pattern(value, siblings.path("$options")));
                    case "$options" -> null;
                    case "$contains" -> maker.matches(key, Pattern.compile(Pattern.quote(value.asString(""))));
                    case "$not" -> maker.not(condition(key, value));
                    default -> throw invalid("the operator '" + operator + "' is not known for '" + key + "'");
                });
    }

    /// Has every one of the values; nothing has every one of none.
    private F every(String key, List<Value> values) {
        return values.isEmpty()
                ? maker.any(List.of())
                : maker.all(values.stream()
                        .map(value -> maker.compare(key, Comparison.EQUAL, value))
                        .toList());
    }

    private static long size(String key, JsonNode value) {
        if (!value.isIntegralNumber() || value.asLong() < 0) {
            throw invalid("'$size' of '" + key + "' takes a whole number of 0 or more, not " + value);
        }
        return value.asLong();
    }

    private static List<Value> values(String key, String operator, JsonNode list) {
        if (!list.isArray()) {
            throw invalid("'" + operator + "' of '" + key + "' takes a list of values, not " + list);
        }
        return list.values().stream().map(FilterReader::value).toList();
    }

    private static Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> new Value.Text(node.asString());
            case NUMBER -> new Value.Number(Json.asDouble(node));
            case BOOLEAN -> new Value.Bool(node.asBoolean());
            case NULL -> new Value.Nothing();
            case ARRAY, OBJECT, BINARY, MISSING, POJO ->
                throw invalid(
                        "a value is compared with a text, a number, a boolean or null, not " + node.getNodeType());
        };
    }

    private static Pattern pattern(JsonNode node, JsonNode options) {
        try {
            int flags = options.asString("").contains("i") ? Pattern.CASE_INSENSITIVE : 0;
            return Pattern.compile(node.asString(""), flags);
        } catch (PatternSyntaxException e) {
            throw invalid("the pattern '" + node.asString("") + "' is not a regular expression: " + e.getDescription());
        }
    }

    private static HttpFailure invalid(String what) {
        return HttpFailure.badRequest("invalid_filter", "The filter cannot be read: " + what + ".");
    }
}
