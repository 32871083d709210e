package dev.tunebook.server;

import dev.tunebook.server.finetunes.RecordedFineTunes;
import dev.tunebook.store.rules.StoreSettings;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// What a store must know of the server it is opened for.
public final class StoreNeeds {
    private StoreNeeds() {}

    public static StoreSettings settings(Clock clock, RandomGenerator random) {
        return new StoreSettings(clock, random, ReservedNames.ALL, new RecordedFineTunes());
    }
}
