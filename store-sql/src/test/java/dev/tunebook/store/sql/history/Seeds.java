package dev.tunebook.store.sql.history;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Runs a law with generated inputs. A failure names the seed; `-Dtunebook.seed=N` runs that one alone,
/// `-Dtunebook.cases=N` runs more or fewer.
final class Seeds {
    private Seeds() {}

    static void each(int count, Consumer<SplittableRandom> law) {
        String only = System.getProperty("tunebook.seed");
        long first = only == null ? System.nanoTime() : Long.parseLong(only);
        for (long seed = first;
                seed < first + (only == null ? Integer.getInteger("tunebook.cases", count) : 1);
                seed++) {
            try {
                law.accept(new SplittableRandom(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + " (again with -Dtunebook.seed=" + seed + "): " + e, e);
            }
        }
    }
}
