package dev.tunebook.store.sql;

import dev.tunebook.store.Store;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.testkit.Versions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Saves and deletes versions of a few texts over and over while another thread cleans up without any grace, until
/// it is killed. Says which versions are saved, one a line, before they are deleted.
final class KilledCleaner {
    private static final Viewer SYSTEM = Viewer.system("cleaner");
    private static final int TEXTS = 5;
    private static final int KEPT = 3;

    private KilledCleaner() {}

    /// @param arguments the data folder, then how its digests begin
    public static void main(String[] arguments) {
        var settings = new StoreSettings(Clock.systemUTC(), new SplittableRandom(7), Set.of());
        var store = SqlStore.open(Path.of(arguments[0]), settings, MemoryHistoryStore::new);
        Thread.ofPlatform().start(() -> clean(store));
        for (int i = 0; i < 2; i++) {
            var name = arguments[1] + i;
            Thread.ofPlatform().start(() -> save(store, name, System.out));
        }
    }

    private static void clean(Store store) {
        while (true) {
            store.blobCleanup().look(SYSTEM, Optional.empty(), 1_000);
            store.blobCleanup().remove(SYSTEM, Instant.now().plusSeconds(60), 100);
        }
    }

    private static void save(Store store, String name, PrintStream saved) {
        var versions = new Versions(store, SYSTEM);
        var random = new SplittableRandom(name.hashCode());
        var kept = new ArrayList<Long>();
        for (int i = 0; ; i++) {
            var wanted = NewArtifact.of("ada", "tunes", "data", "set-" + name, name + "-" + i);
            var files = Map.of("a", "text " + random.nextInt(TEXTS), "b", "text " + random.nextInt(TEXTS) + "!");
            try {
                kept.add(versions.committed(wanted, files).id());
            } catch (StoreException.Busy _) {
                // Cleaned up between arrival and use: the client sends it again.
                continue;
            }
            saved.println("saved " + kept.getLast());
            if (kept.size() > KEPT) {
                store.artifacts().delete(SYSTEM, kept.removeFirst(), true);
            }
        }
    }
}
