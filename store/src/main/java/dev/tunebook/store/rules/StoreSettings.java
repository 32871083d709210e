package dev.tunebook.store.rules;

import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What the rules need from outside.
///
/// @param random picks the words of generated run names
/// @param reservedNames names no entity may take, in lower case: the first segments of the server's own routes
public record StoreSettings(Clock clock, RandomGenerator random, Set<String> reservedNames) {
    public StoreSettings {
        reservedNames = Set.copyOf(reservedNames);
    }
}
