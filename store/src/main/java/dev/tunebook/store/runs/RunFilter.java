package dev.tunebook.store.runs;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Stream;

/// Which runs are meant, as a tree. The Mongo dialect of the wire is parsed into it by the server.
public sealed interface RunFilter {

    RunFilter ALL = new And(List.of());

    /// What it looks at.
    default Stream<RunKey> keys() {
        return switch (this) {
            case And(var parts) -> parts.stream().flatMap(RunFilter::keys);
            case Or(var parts) -> parts.stream().flatMap(RunFilter::keys);
            case Not(var part) -> part.keys();
            case Compare compare -> Stream.of(compare.key());
            case In in -> Stream.of(in.key());
            case Size size -> Stream.of(size.key());
            case Exists exists -> Stream.of(exists.key());
            case Matches matches -> Stream.of(matches.key());
        };
    }

    /// True of every run when empty.
    record And(List<RunFilter> parts) implements RunFilter {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /// True of none when empty.
    record Or(List<RunFilter> parts) implements RunFilter {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(RunFilter part) implements RunFilter {}

    /// Compares numbers as numbers and text as text; values of different kinds are never equal, less or greater.
    /// Equal to [Value.Nothing] is a value that is missing, null, or an empty list or text. Of a list, such as the
    /// tags, it is true when it is true of one of its values.
    record Compare(RunKey key, Comparison comparison, Value value) implements RunFilter {}

    /// The value is one of these; of a list, one of its values is.
    record In(RunKey key, List<Value> values) implements RunFilter {
        public In {
            values = List.copyOf(values);
        }
    }

    /// A list of so many values.
    record Size(RunKey key, long size) implements RunFilter {}

    /// Present and not null.
    record Exists(RunKey key) implements RunFilter {}

    /// Text, or a list with a text, in which the pattern is found somewhere; RE2, so it takes linear time whatever a
    /// user writes.
    record Matches(RunKey key, Pattern pattern) implements RunFilter {}

    enum Comparison {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /// What a key is compared with.
    sealed interface Value {
        record Text(String text) implements Value {}

        record Number(double number) implements Value {}

        record Bool(boolean value) implements Value {}

        record Nothing() implements Value {}
    }
}
