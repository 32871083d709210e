package dev.tunebook.store.sql;

import static dev.tunebook.store.testkit.HistoryScenario.history;

import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.runs.RunSelection;
import dev.tunebook.store.runs.RunUpdate;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Makes runs with a line of history and deletes them by metadata alone, while another thread drops what is to go,
/// until it is killed. Says which runs have their line, and which are deleted, one a line.
final class KilledDeleter {
    private static final Viewer SYSTEM = Viewer.system("deleter");
    private static final int KEPT = 3;
    private static final int DELETED_AT_ONCE = 2;

    private KilledDeleter() {}

    /// @param arguments the data folder, then how its runs begin; `idle` where nothing is to be dropped
    public static void main(String[] arguments) {
        var settings = new StoreSettings(Clock.systemUTC(), new SplittableRandom(7), Set.of());
        var store = SqlStore.open(Path.of(arguments[0]), settings);
        if (!arguments[1].startsWith("idle")) {
            Thread.ofPlatform().start(() -> drop(store));
        }
        for (int i = 0; i < 2; i++) {
            var name = arguments[1] + "-" + i + "-";
            Thread.ofPlatform().start(() -> delete(store, name, System.out));
        }
    }

    private static void drop(Store store) {
        while (true) {
            store.historyCleanup().drop(SYSTEM, Instant.now().plusSeconds(60), 5);
        }
    }

    private static void delete(Store store, String name, PrintStream said) {
        var kept = new ArrayDeque<Long>();
        for (int i = 0; ; i++) {
            var run = store.runs()
                    .upsert(SYSTEM, RunUpdate.of("ada", "tunes", name + i))
                    .value();
            store.history().append(store.runs().open(SYSTEM, run.id(), Access.WRITE), history(0, "{\"loss\":1}"));
            said.println("logged " + run.id());
            kept.add(run.id());
            if (kept.size() >= KEPT + DELETED_AT_ONCE) {
                var ids = List.of(kept.remove(), kept.remove());
                store.bulkRuns().delete(SYSTEM, new RunSelection.Ids(ids), false);
                ids.forEach(id -> said.println("deleted " + id));
            }
        }
    }
}
