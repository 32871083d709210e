package dev.tunebook.store.sql;

import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.runs.RunUpdate;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.SplittableRandom;

/// Makes runs until it is killed, from several threads, and says which are acknowledged, one a line.
final class KilledWriter {
    private static final int THREADS = 4;

    private KilledWriter() {}

    /// @param arguments the data folder, then how its runs begin
    public static void main(String[] arguments) {
        var settings = new StoreSettings(Clock.systemUTC(), new SplittableRandom(7), Set.of());
        var store = SqlStore.open(Path.of(arguments[0]), settings, MemoryHistoryStore::new);
        for (int i = 0; i < THREADS; i++) {
            var name = arguments[1] + "-" + i + "-";
            Thread.ofPlatform().start(() -> write(store, name, System.out));
        }
    }

    private static void write(Store store, String name, PrintStream acknowledged) {
        for (int i = 0; ; i++) {
            var run = RunUpdate.of("ada", "tunes", name + i).withSummary("{\"name\":\"" + name + i + "\"}");
            store.runs().upsert(Viewer.system("writer"), run);
            acknowledged.println(name + i);
        }
    }
}
