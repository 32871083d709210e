package dev.tunebook.server.runs;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import dev.tunebook.store.runs.RunKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the Mongo dialect of `Project.runs(filters:)` into a tree. Nothing a user writes is ever evaluated.
final class RunFilterParser {
    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "$eq", Comparison.EQUAL,
            "$lt", Comparison.LESS,
            "$lte", Comparison.LESS_OR_EQUAL,
            "$gt", Comparison.GREATER,
            "$gte", Comparison.GREATER_OR_EQUAL);

    private RunFilterParser() {}

    /// An absent, empty or null filter means all runs.
    ///
    /// @throws HttpFailure 400 for an operator that is not known or misused
    static RunFilter parse(Optional<String> json) {
        return json.filter(text -> !text.isBlank())
                .map(Json::parse)
                .filter(node -> !node.isNull())
                .map(RunFilterParser::all)
                .orElse(RunFilter.ALL);
    }

    private static RunFilter all(JsonNode object) {
        if (!object.isObject()) {
            throw invalid("a filter is an object of conditions, not " + object.getNodeType());
        }
        List<RunFilter> parts = new ArrayList<>();
        object.properties().forEach(member -> parts.add(member(member.getKey(), member.getValue())));
        return parts.size() == 1 ? parts.get(0) : new RunFilter.And(parts);
    }

    private static RunFilter member(String name, JsonNode value) {
        return switch (name) {
            case "$and" -> new RunFilter.And(each(name, value));
            case "$or" -> new RunFilter.Or(each(name, value));
            case "$nor" -> new RunFilter.Not(new RunFilter.Or(each(name, value)));
            case "$not" -> new RunFilter.Not(all(value));
            default -> {
                if (name.startsWith("$")) {
                    throw invalid("the operator '" + name + "' is not known");
                }
                yield condition(RunKey.parse(name), value);
            }
        };
    }

    private static List<RunFilter> each(String operator, JsonNode list) {
        if (!list.isArray()) {
            throw invalid("'" + operator + "' takes a list of filters");
        }
        return list.values().stream().map(RunFilterParser::all).toList();
    }

    private static RunFilter condition(RunKey key, JsonNode value) {
        if (!value.isObject()) {
            return new RunFilter.Compare(key, Comparison.EQUAL, value(value));
        }
        List<RunFilter> parts = new ArrayList<>();
        value.properties()
                .forEach(operator -> operator(key, operator.getKey(), operator.getValue(), value)
                        .ifPresent(parts::add));
        return parts.size() == 1 ? parts.get(0) : new RunFilter.And(parts);
    }

    private static Optional<RunFilter> operator(RunKey key, String operator, JsonNode value, JsonNode siblings) {
        return Optional.ofNullable(
                switch (operator) {
                    case "$eq", "$lt", "$lte", "$gt", "$gte" ->
                        new RunFilter.Compare(key, COMPARISONS.getOrDefault(operator, Comparison.EQUAL), value(value));
                    case "$ne" -> new RunFilter.Not(new RunFilter.Compare(key, Comparison.EQUAL, value(value)));
                    case "$in" -> new RunFilter.In(key, values(operator, value));
                    case "$nin" -> new RunFilter.Not(new RunFilter.In(key, values(operator, value)));
                    case "$exists" ->
                        value.asBoolean(true)
                                ? new RunFilter.Exists(key)
                                : new RunFilter.Not(new RunFilter.Exists(key));
                    case "$regex" -> new RunFilter.Matches(key, pattern(value, siblings.path("$options")));
                    case "$options" -> null;
                    case "$not" -> new RunFilter.Not(condition(key, value));
                    default ->
                        throw invalid("the operator '" + operator + "' is not known for '" + key.spelling() + "'");
                });
    }

    private static List<Value> values(String operator, JsonNode list) {
        if (!list.isArray()) {
            throw invalid("'" + operator + "' takes a list of values");
        }
        return list.values().stream().map(RunFilterParser::value).toList();
    }

    private static Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> new Value.Text(node.asString());
            case NUMBER -> new Value.Number(node.asDouble());
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
