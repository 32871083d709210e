package dev.tunebook.store.rules;

import dev.tunebook.store.runs.FineTuneColumns;
import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What the rules need from outside.
///
/// @param random picks the words of generated run names
/// @param reservedNames names no entity may take, in lower case: the first segments of the server's own routes
/// @param fineTunes makes the columns of fine-tunes
public record StoreSettings(Clock clock, RandomGenerator random, Set<String> reservedNames, FineTuneColumns fineTunes) {
    public StoreSettings {
        reservedNames = Set.copyOf(reservedNames);
    }

    /// For a store that knows no fine-tunes.
    public StoreSettings(Clock clock, RandomGenerator random, Set<String> reservedNames) {
        this(clock, random, reservedNames, FineTuneColumns.NONE);
    }
}
