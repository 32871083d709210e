package dev.tunebook.store.index;

import dev.tunebook.store.runs.RunKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What an index knows of runs beside their fixed attributes. It is dear, so a project gets each once something asks
/// for it.
public enum IndexPart {
    /// Configs and summaries by their keys.
    DOCUMENTS,
    FINE_TUNES;

    /// Every one.
    public static Set<IndexPart> all() {
        return EnumSet.allOf(IndexPart.class);
    }

    /// Those that have the values of these keys.
    public static Set<IndexPart> of(Stream<RunKey> keys) {
        var parts = EnumSet.noneOf(IndexPart.class);
        keys.forEach(key -> part(key).ifPresent(parts::add));
        return parts;
    }

    private static Optional<IndexPart> part(RunKey key) {
        return switch (key) {
            case RunKey.Config _, RunKey.Summary _ -> Optional.of(DOCUMENTS);
            case RunKey.FineTune _ -> Optional.of(FINE_TUNES);
            case RunKey.Attribute _, RunKey.Unknown _ -> Optional.empty();
        };
    }
}
