package dev.tunebook.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.RunPath;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunOrder;
import dev.tunebook.store.runs.RunQuery;
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
