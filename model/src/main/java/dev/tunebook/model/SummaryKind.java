package dev.tunebook.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What the summary keeps of a metric. The number is the protocol's.
public enum SummaryKind {
    MIN(1),
    MAX(2),
    MEAN(3),
    LAST(5),
    NONE(6),
    FIRST(8);

    private final int number;

    SummaryKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /// The kinds of these names; names a later version knows are left out.
    public static Set<SummaryKind> ofNames(Collection<String> names) {
        Set<SummaryKind> kinds = EnumSet.noneOf(SummaryKind.class);
        for (SummaryKind kind : values()) {
            if (names.contains(kind.name())) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /// The member of the summary's object for this kind.
    public String member() {
        return name().toLowerCase(Locale.ROOT);
    }
}
