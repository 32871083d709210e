package dev.tunebook.bench;

import dev.tunebook.server.ServerConfig;
import dev.tunebook.server.TunebookServer;
import dev.tunebook.server.auth.FirstStart;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.runs.RunUpdate;
import dev.tunebook.store.sql.history.CompactionWatch;
import dev.tunebook.store.sql.history.HistorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// The server as it is shipped, over its store on disk, as a process of its own.
///
/// `server DATA RUNS [STAGE N]`: makes the runs `run-0` to before `run-RUNS`. With a stage, the N-th compaction that
/// reaches it stops there, says `at STAGE`, and waits to be killed.
final class ServerProcess {
    static final String KEY = "bench-" + "k".repeat(40);
    static final String ENTITY = FirstStart.ADMINISTRATOR;
    static final String PROJECT = "load";

    private ServerProcess() {}

    /// Where a run's lines are sent.
    static String path(int run) {
        return "/files/" + ENTITY + "/" + PROJECT + "/run-" + run + "/file_stream";
    }

    static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        HistorySettings settings = HistorySettings.usual();
        if (arguments.length > 2) {
            settings = settings.withWatch(
                    new StopAt(CompactionWatch.Stage.valueOf(arguments[2]), Integer.parseInt(arguments[3])));
        }
        try (Store store = Stored.open(data, settings)) {
            ServerConfig config = ServerConfig.of(Map.of("port", "0", "data", data.toString(), "admin-key", KEY));
            try (TunebookServer server = TunebookServer.start(config, store)) {
                makeRuns(store, Integer.parseInt(arguments[1]));
                System.out.println("ready " + server.port());
                BareServer.waitForEnd(System.in);
            }
        }
    }

    private static void makeRuns(Store store, int runs) {
        Viewer system = Viewer.system("bench");
        store.projects().upsert(system, ProjectUpdate.of(ENTITY, PROJECT));
        for (int run = 0; run < runs; run++) {
            store.runs().upsert(system, RunUpdate.of(ENTITY, PROJECT, "run-" + run));
        }
    }
}
