package dev.tunebook.store.index;

import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import dev.tunebook.store.runs.RunKey;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// Turns a filter into a test of slots.
record Filters(Function<RunKey, Keyed> columns) {

    IntPredicate compile(RunFilter filter) {
        return switch (filter) {
            case RunFilter.And(var parts) -> parts.stream().map(this::compile).reduce(_ -> true, IntPredicate::and);
            case RunFilter.Or(var parts) -> parts.stream().map(this::compile).reduce(_ -> false, IntPredicate::or);
            case RunFilter.Not(var part) -> compile(part).negate();
            case RunFilter.In(var key, var values) ->
                values.stream()
                        .map(value -> compare(columns.apply(key), Comparison.EQUAL, value))
                        .reduce(_ -> false, IntPredicate::or);
            case RunFilter.Compare(var key, var comparison, var value) ->
                compare(columns.apply(key), comparison, value);
            case RunFilter.Exists(var key) -> exists(columns.apply(key));
            case RunFilter.Matches(var key, var pattern) -> {
                var keyed = columns.apply(key);
                yield slot -> {
                    var column = keyed.of(slot);
                    return switch (column.kind(slot)) {
                        case TEXT -> pattern.matcher(column.text(slot)).find();
                        case TEXTS ->
                            column.texts(slot).stream()
                                    .anyMatch(text ->
                                            pattern.matcher(text.toString()).find());
                        default -> false;
                    };
                };
            }
        };
    }

    private static IntPredicate exists(Keyed keyed) {
        return slot -> switch (keyed.of(slot).kind(slot)) {
            case ABSENT, NOTHING -> false;
            case NUMBER, BOOLEAN, TEXT, TEXTS, OTHER, OBJECT -> true;
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
                        : texts(keyed, comparison, text);
        };
    }

    private static boolean isNothing(Keyed keyed, int slot) {
        var column = keyed.of(slot);
        return switch (column.kind(slot)) {
            case ABSENT, NOTHING -> true;
            case TEXT -> column.text(slot).isEmpty();
            case TEXTS -> column.texts(slot).isEmpty();
            case NUMBER, BOOLEAN, OTHER, OBJECT -> false;
        };
    }

    private static IntPredicate numbers(Keyed keyed, Column.Kind kind, Comparison comparison, double wanted) {
        return slot -> {
            var column = keyed.of(slot);
            if (column.kind(slot) != kind) {
                return false;
            }
            double number = column.number(slot);
            return switch (comparison) {
                case EQUAL -> number == wanted;
                case LESS -> number < wanted;
                case LESS_OR_EQUAL -> number <= wanted;
                case GREATER -> number > wanted;
                case GREATER_OR_EQUAL -> number >= wanted;
            };
        };
    }

    private static IntPredicate texts(Keyed keyed, Comparison comparison, String wanted) {
        return slot -> {
            var column = keyed.of(slot);
            return switch (column.kind(slot)) {
                case TEXT -> holds(comparison, column.text(slot).compareTo(wanted));
                case TEXTS ->
                    column.texts(slot).stream()
                            .anyMatch(text -> holds(comparison, text.toString().compareTo(wanted)));
                case ABSENT, NOTHING, NUMBER, BOOLEAN, OTHER, OBJECT -> false;
            };
        };
    }

    private static boolean holds(Comparison comparison, int order) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }
}
