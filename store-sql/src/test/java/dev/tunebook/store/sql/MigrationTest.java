package dev.tunebook.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.RunPath;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunSelection;
import dev.tunebook.store.testkit.HistoryScenario;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of earlier versions are brought up to date with all that is in them.
class MigrationTest {
    private static final Instant AT = Instant.parse("2026-11-25T04:00:00Z");
    private static final Viewer SYSTEM = Viewer.system("test");
    private static final List<String> ROWS = List.of(
            "UPDATE storage_id SET last = 4",
            "INSERT INTO entity VALUES (1, 'crew', 'TEAM', NULL, NULL, 1764043200000000, 'crew')",
            "INSERT INTO project VALUES (2, 1, 'tunes', NULL, 'PRIVATE', '{}', 1764043200000000, 1764043200000000,"
                    + " NULL, 4, 2, 'tunes')",
            run(3, "r1"),
            run(4, "r2"),
            "INSERT INTO project_change VALUES ('PROJECT', 2, 2, 1, 1764043200000000)",
            "INSERT INTO project_change VALUES ('RUN', 3, 2, 2, 1764043200000000)",
            "INSERT INTO project_change VALUES ('RUN_FILES', 3, 2, 3, 1764043200000000)",
            "INSERT INTO project_change VALUES ('RUN', 4, 2, 4, 1764043200000000)");

    @TempDir
    private Path data;

    private static String run(int id, String name) {
        return "INSERT INTO run VALUES (" + id + ", 2, '" + name + "', '" + name + "', NULL, NULL, NULL, NULL, '[]',"
                + " NULL, NULL, NULL, NULL, NULL, 'finished', FALSE, 0, 0, 0, 1764043200000000, 1764043200000000,"
                + " 1764043200000000, NULL, 1, FALSE, '{}', '{}', NULL)";
    }

    private void makeVersion(String version, List<String> rows) {
        var file = data.resolve("meta.db");
        Flyway.configure(Database.class.getClassLoader())
                .dataSource("jdbc:sqlite:" + file, "", "")
                .locations("classpath:dev/tunebook/store/sql/meta")
                .placeholders(Map.of("id", "INTEGER", "byte_order", ""))
                .target(version)
                .load()
                .migrate();
        try (var session = new Database(file).writer()) {
            session.begin("BEGIN");
            rows.forEach(row -> session.execute(row));
            session.commit();
        }
    }

    @Test
    void whatDeletedRunsOfVersionSevenLeftBehindIsDropped() {
        makeVersion(
                "7",
                List.of(
                        ROWS.get(1),
                        ROWS.get(2),
                        run(3, "r1"),
                        run(4, "r2").replace("FALSE, '{}', '{}'", "TRUE, '{}', '{}'")));
        try (var store = open()) {
            for (var run : List.of(3, 4)) {
                store.history().append(HistoryScenario.grant(run), HistoryScenario.history(0, "{\"loss\":1}"));
            }
            assertThat(store.historyCleanup().drop(SYSTEM, AT, 9)).isEqualTo(1);
            assertThat(store.history().lineCounts(HistoryScenario.grant(3))).containsEntry(HistoryFile.HISTORY, 1L);
            assertThat(store.history().lineCounts(HistoryScenario.grant(4))).containsEntry(HistoryFile.HISTORY, 0L);
        }
    }

    private Store open() {
        var settings = new StoreSettings(Clock.fixed(AT, ZoneOffset.UTC), new SplittableRandom(7), Set.of());
        return SqlStore.open(data, settings, MemoryHistoryStore::new);
    }

    @Test
    void runsOfVersionFiveCanBeMoved() {
        makeVersion("5", ROWS);
        try (var store = open()) {
            assertThat(store.changes().after(SYSTEM, 2, 0, 9))
                    .map(change -> change.sequence() + " " + change.kind() + " " + change.objectId())
                    .containsExactly("1 PROJECT 2", "2 RUN 3", "3 RUN_FILES 3", "4 RUN 4");
            assertThat(store.check()).isEmpty();

            var songs = store.projects()
                    .upsert(SYSTEM, ProjectUpdate.of("crew", "songs"))
                    .value();
            assertThat(store.bulkRuns()
                            .move(SYSTEM, new RunSelection.Names("crew", "tunes", List.of("r1")), "crew", "songs"))
                    .hasSize(1);
            assertThat(store.changes().after(SYSTEM, songs.id(), 1, 9))
                    .containsExactly(new Change(2, Change.Kind.RUN, 3, AT));
            assertThat(store.changes().latest(SYSTEM, 2)).isEqualTo(5);
            assertThat(store.runs()
                            .open(SYSTEM, RunPath.of("crew", "tunes", "r1"), Access.READ)
                            .projectId())
                    .isEqualTo(songs.id());
            assertThat(store.runQueries().count(SYSTEM, 2, RunFilter.ALL)).isEqualTo(1);
            assertThat(store.check()).isEmpty();
        }
    }
}
