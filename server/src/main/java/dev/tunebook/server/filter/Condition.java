package dev.tunebook.server.filter;

import com.google.re2j.Pattern;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A filter of projects, collections or versions, asked of one after the other.
@FunctionalInterface
public interface Condition {
    /// What a thing has under each key; several values for tags and aliases, none for what it lacks.
    @FunctionalInterface
    interface Attributes {
        List<Value> values(String key);
    }

    boolean holds(Attributes of);

    FilterReader<Condition> READER = new FilterReader<>(new Maker());

    /// Lets everything through.
    Condition EVERYTHING = of -> true;

    /// As [#read], with [#EVERYTHING] for an absent filter.
    static Condition of(Optional<String> json) {
        return read(json).orElse(EVERYTHING);
    }

    /// Empty where the filter lets everything through.
    static Optional<Condition> read(Optional<String> json) {
        return READER.read(json.filter(text -> !text.equals("{}")));
    }

    final class Maker implements FilterMaker<Condition> {
        @Override
        public Condition all(List<Condition> parts) {
            return of -> parts.stream().allMatch(part -> part.holds(of));
        }

        @Override
        public Condition any(List<Condition> parts) {
            return of -> parts.stream().anyMatch(part -> part.holds(of));
        }

        @Override
        public Condition not(Condition part) {
            return of -> !part.holds(of);
        }

        @Override
        public Condition compare(String key, Comparison comparison, Value value) {
            return value instanceof Value.Nothing
                    ? of -> comparison == Comparison.EQUAL && of.values(key).isEmpty()
                    : any(key, found -> compares(found, comparison, value));
        }

        @Override
        public Condition in(String key, List<Value> values) {
            return any(values.stream()
                    .map(value -> compare(key, Comparison.EQUAL, value))
                    .toList());
        }

        @Override
        public Condition size(String key, long size) {
            return of -> of.values(key).size() == size;
        }

        @Override
        public Condition exists(String key) {
            return of -> !of.values(key).isEmpty();
        }

        @Override
        public Condition matches(String key, Pattern pattern) {
            return any(
                    key,
                    found -> found instanceof Value.Text text
                            && pattern.matcher(text.text()).find());
        }

        private static Condition any(String key, Predicate<Value> test) {
            return of -> of.values(key).stream().anyMatch(test);
        }

        /// Values of different kinds are never equal, less or greater.
        private static boolean compares(Value found, Comparison comparison, Value wanted) {
            if (found instanceof Value.Number a && wanted instanceof Value.Number b) {
                return fits(Double.compare(a.number(), b.number()), comparison);
            }
            if (found instanceof Value.Text a && wanted instanceof Value.Text b) {
                return fits(a.text().compareTo(b.text()), comparison);
            }
            return comparison == Comparison.EQUAL && found.equals(wanted);
        }

        private static boolean fits(int order, Comparison comparison) {
            return switch (comparison) {
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }
}
