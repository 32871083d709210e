package dev.tunebook.store.index;

import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import dev.tunebook.store.runs.RunKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Turns a filter into a test of slots.
record Filters(Function<RunKey, Keyed> columns) {

    IntPredicate compile(RunFilter filter) {
        return switch (filter) {
            case RunFilter.And(var parts) -> all(parts.stream().map(this::compile));
            case RunFilter.Or(var parts) -> any(parts.stream().map(this::compile));
            case RunFilter.Not(var part) -> compile(part).negate();
            case RunFilter.In(var key, var values) -> in(columns.apply(key), values);
            case RunFilter.Compare(var key, var comparison, var value) ->
                compare(columns.apply(key), comparison, value);
            case RunFilter.Exists(var key) -> exists(columns.apply(key));
            case RunFilter.Size(var key, long size) -> {
                var keyed = columns.apply(key);
                yield slot -> {
                    var column = keyed.of(slot);
                    return column.kind(slot) == Column.Kind.LIST && column.number(slot) == size;
                };
            }
            case RunFilter.Matches(var key, var pattern) ->
                texts(columns.apply(key), text -> pattern.matcher(text).find());
        };
    }

    private static IntPredicate all(Stream<IntPredicate> parts) {
        var tests = parts.toArray(IntPredicate[]::new);
        return slot -> {
            for (var test : tests) {
                if (!test.test(slot)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static IntPredicate any(Stream<IntPredicate> parts) {
        var tests = parts.toArray(IntPredicate[]::new);
        return slot -> {
            for (var test : tests) {
                if (test.test(slot)) {
                    return true;
                }
            }
            return false;
        };
    }

    /// Texts are looked up at once: some programs ask for runs by a thousand names.
    private static IntPredicate in(Keyed keyed, List<Value> values) {
        var texts = new HashSet<String>();
        var others = new ArrayList<IntPredicate>();
        for (var value : values) {
            if (value instanceof Value.Text(var text) && !keyed.time()) {
                texts.add(text);
            } else {
                others.add(compare(keyed, Comparison.EQUAL, value));
            }
        }
        return any(Stream.concat(Stream.of(texts(keyed, texts::contains)), others.stream()));
    }

    private static IntPredicate exists(Keyed keyed) {
        return slot -> switch (keyed.of(slot).kind(slot)) {
            case ABSENT, NOTHING -> false;
            case NUMBER, BOOLEAN, TEXT, LIST, OTHER, OBJECT -> true;
        };
    }

    private static IntPredicate compare(Keyed keyed, Comparison comparison, Value value) {
        return switch (value) {
            case Value.Nothing() -> comparison == Comparison.EQUAL ? slot -> isNothing(keyed, slot) : _ -> false;
            case Value.Number(double number) -> numbers(keyed, Column.Kind.NUMBER, comparison, number);
            case Value.Bool(boolean bool) -> numbers(keyed, Column.Kind.BOOLEAN, comparison, bool ? 1 : 0);
            case Value.Text(var text) ->
                keyed.time()
                        ? Attributes.micros(text)
                                .map(micros -> numbers(keyed, Column.Kind.NUMBER, comparison, micros))
                                .orElse(_ -> false)
                        : texts(keyed, stored -> holds(comparison, stored, text));
        };
    }

    private static boolean isNothing(Keyed keyed, int slot) {
        var column = keyed.of(slot);
        return switch (column.kind(slot)) {
            case ABSENT, NOTHING -> true;
            case TEXT -> column.text(slot).isEmpty();
            case LIST -> column.number(slot) == 0;
            case NUMBER, BOOLEAN, OTHER, OBJECT -> false;
        };
    }

    private static IntPredicate numbers(Keyed keyed, Column.Kind kind, Comparison comparison, double wanted) {
        return slot -> {
            var column = keyed.of(slot);
            if (column.kind(slot) == Column.Kind.LIST) {
                return column.values(slot).stream()
                        .anyMatch(value -> isOf(kind, value) && holds(comparison, number(value), wanted));
            }
            return column.kind(slot) == kind && holds(comparison, column.number(slot), wanted);
        };
    }

    private static boolean isOf(Column.Kind kind, Object value) {
        return kind == Column.Kind.BOOLEAN ? value instanceof Boolean : value instanceof Double;
    }

    private static double number(Object value) {
        return value instanceof Double number ? number : Boolean.TRUE.equals(value) ? 1 : 0;
    }

    private static boolean holds(Comparison comparison, double number, double wanted) {
        return switch (comparison) {
            case EQUAL -> number == wanted;
            case LESS -> number < wanted;
            case LESS_OR_EQUAL -> number <= wanted;
            case GREATER -> number > wanted;
            case GREATER_OR_EQUAL -> number >= wanted;
        };
    }

    private static IntPredicate texts(Keyed keyed, Predicate<String> wanted) {
        return slot -> {
            var column = keyed.of(slot);
            return switch (column.kind(slot)) {
                case TEXT -> wanted.test(column.text(slot));
                case LIST ->
                    column.values(slot).stream().anyMatch(value -> value instanceof String text && wanted.test(text));
                case ABSENT, NOTHING, NUMBER, BOOLEAN, OTHER, OBJECT -> false;
            };
        };
    }

    private static boolean holds(Comparison comparison, String text, String wanted) {
        return switch (comparison) {
            case EQUAL -> text.equals(wanted);
            case LESS -> text.compareTo(wanted) < 0;
            case LESS_OR_EQUAL -> text.compareTo(wanted) <= 0;
            case GREATER -> text.compareTo(wanted) > 0;
            case GREATER_OR_EQUAL -> text.compareTo(wanted) >= 0;
        };
    }
}
