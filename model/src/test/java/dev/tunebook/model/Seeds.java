package dev.tunebook.model;

import java.util.Random;

/// Seeded randomness for laws. The seed is printed; `-Dtunebook.seed=N` replays it.
public final class Seeds {
    private Seeds() {}

    public static Random random() {
        long seed = Long.getLong("tunebook.seed", new Random().nextLong());
        System.out.println("tunebook.seed=" + seed);
        return new Random(seed);
    }
}
