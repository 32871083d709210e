package dev.tunebook.bench;

import dev.tunebook.model.RunPath;
import dev.tunebook.server.ReservedNames;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.sql.SqlStore;
import dev.tunebook.store.sql.history.HistorySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;

/// The store of a data folder, opened without a server.
final class Stored {
    private Stored() {}

    static Store open(Path data) {
        return open(data, HistorySettings.usual());
    }

    static Store open(Path data, HistorySettings settings) {
        return SqlStore.open(
                data, new StoreSettings(Clock.systemUTC(), new SplittableRandom(), ReservedNames.ALL), settings);
    }

    /// Of `run-N`.
    static RunGrant grant(Store store, int run) {
        RunPath path = RunPath.of(ServerProcess.ENTITY, ServerProcess.PROJECT, "run-" + run);
        return store.runs().open(Viewer.system("bench"), path, Access.READ);
    }
}
