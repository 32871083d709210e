package dev.tunebook.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.RunPath;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunOrder;
import dev.tunebook.store.runs.RunQuery;
import dev.tunebook.store.testkit.HistoryScenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes is killed with no time to do anything, several times over on the same data.
class KillTest {
    private static final Viewer SYSTEM = Viewer.system("test");
    private static final int KILLS = 4;

    @TempDir
    private Path data;

    private Store open() {
        var settings = new StoreSettings(Clock.systemUTC(), new SplittableRandom(7), Set.of());
        return SqlStore.open(data, settings, MemoryHistoryStore::new);
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void losesNothingThatWasAcknowledged() throws Exception {
        try (var store = open()) {
            store.accounts().putUser(SYSTEM, UserUpdate.of("ada"));
            store.projects().upsert(SYSTEM, ProjectUpdate.of("ada", "tunes"));
        }
        var acknowledged = new ArrayList<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(killed("k" + kill, 20 + 37 * kill));
            try (var store = open()) {
                for (var name : acknowledged) {
                    assertThat(store.runs().run(SYSTEM, RunPath.of("ada", "tunes", name)))
                            .as(name)
                            .hasValueSatisfying(run -> assertThat(run.summary()).contains(name));
                }
                assertSound(store);
            }
        }
    }

    /// Each run is one change, so the numbers tell whether half a commit is left of anything.
    private static void assertSound(Store store) {
        assertThat(store.check()).isEmpty();
        var project =
                store.projects().project(SYSTEM, "ada", "tunes").orElseThrow().id();
        var runs = store.runQueries()
                .query(SYSTEM, new RunQuery(project, RunFilter.ALL, RunOrder.OLDEST_FIRST), Page.Request.first(0))
                .total();
        assertThat(store.changes().latest(SYSTEM, project)).isEqualTo(runs + 1);
        assertThat(store.changes().after(SYSTEM, project, 0, Integer.MAX_VALUE))
                .map(Change::sequence)
                .hasSize((int) runs + 1)
                .doesNotHaveDuplicates();
    }

    /// Whatever the cleanup was at, no version that is there has lost bytes, and what nothing refers to goes at last.
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void theCleanupTakesNothingThatIsReferredTo() throws Exception {
        try (var store = open()) {
            store.accounts().putUser(SYSTEM, UserUpdate.of("ada"));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            var saved = lines(KilledCleaner.class, "k" + kill, 10 + 13 * kill);
            assertThat(saved).allMatch(line -> line.startsWith("saved ") || line.equals(saved.getLast()));
            try (var store = open()) {
                assertThat(store.check()).isEmpty();
            }
        }
        try (var store = open()) {
            var cleanup = store.blobCleanup();
            var marked = cleanup.look(SYSTEM, Optional.empty(), 10_000).marked();
            var far = Instant.now().plusSeconds(3_600);
            assertThat(cleanup.remove(SYSTEM, far, 10_000).blobs()).isLessThanOrEqualTo(marked);
            assertThat(cleanup.look(SYSTEM, Optional.empty(), 10_000).marked()).isZero();
            assertThat(store.check()).isEmpty();
        }
    }

    /// Whether it was killed between the deletion and the drop, or in the drop: no history of a deleted run is left in
    /// the end, and no other is lost.
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void noHistoryIsLeftOfADeletedRun() throws Exception {
        try (var store = openWithHistories()) {
            store.accounts().putUser(SYSTEM, UserUpdate.of("ada"));
        }
        var logged = new TreeSet<Long>();
        var deleted = new TreeSet<Long>();
        for (int kill = 0; kill < KILLS; kill++) {
            var idle = kill % 2 == 0;
            var said = lines(KilledDeleter.class, (idle ? "idle" : "k") + kill, 20 + 13 * kill);
            logged.addAll(ids("logged ", said));
            deleted.addAll(ids("deleted ", said));
            try (var store = openWithHistories()) {
                assertThat(store.check()).isEmpty();
                var left = dropAll(store);
                if (idle) {
                    assertThat(left)
                            .isGreaterThanOrEqualTo(ids("deleted ", said).size());
                }
                for (var id : logged) {
                    var isThere = !store.runs().runs(SYSTEM, List.of(id)).isEmpty();
                    assertThat(isThere && deleted.contains(id)).as("run %d", id).isFalse();
                    assertThat(store.history().lineCounts(HistoryScenario.grant(id)))
                            .as("run %d", id)
                            .containsEntry(HistoryFile.HISTORY, isThere ? 1L : 0L);
                }
            }
        }
        assertThat(deleted).isNotEmpty();
    }

    private Store openWithHistories() {
        return SqlStore.open(data, new StoreSettings(Clock.systemUTC(), new SplittableRandom(7), Set.of()));
    }

    private static int dropAll(Store store) {
        var far = Instant.now().plusSeconds(3_600);
        int all = 0;
        for (int some = 1; some > 0; all += some) {
            some = store.historyCleanup().drop(SYSTEM, far, 100);
        }
        return all;
    }

    /// The last line may be cut off.
    private static List<Long> ids(String what, List<String> said) {
        return said.subList(0, said.size() - 1).stream()
                .filter(line -> line.startsWith(what))
                .map(line -> Long.valueOf(line.substring(what.length())))
                .toList();
    }

    /// What a writer acknowledged, killed after so many lines or a few more.
    private List<String> killed(String name, int after) throws IOException, InterruptedException {
        return lines(KilledWriter.class, name, after).stream()
                .filter(line -> line.matches("k\\d+-\\d-\\d+"))
                .toList();
    }

    private List<String> lines(Class<?> program, String name, int after) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        data.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new ArrayList<String>();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = output.readLine();
            while (line != null) {
                lines.add(line);
                if (lines.size() == after) {
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
        assertThat(lines).hasSizeGreaterThanOrEqualTo(after);
        return lines;
    }
}
