package dev.tunebook.store.memory;

import java.util.Comparator;

/// A key of two parts.
record Pair<A extends Comparable<A>, B extends Comparable<B>>(A first, B second) implements Comparable<Pair<A, B>> {
    @Override
    public int compareTo(Pair<A, B> other) {
        return Comparator.<Pair<A, B>, A>comparing(Pair::first)
                .thenComparing(Pair::second)
                .compare(this, other);
    }
}
