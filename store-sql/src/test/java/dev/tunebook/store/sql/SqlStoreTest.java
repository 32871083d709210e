package dev.tunebook.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.Store;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.runs.RunUpdate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlStoreTest {
    private static final Viewer SYSTEM = Viewer.system("test");

    @TempDir
    private Path data;

    private Store open() {
        var settings = new StoreSettings(
                Clock.fixed(Instant.parse("2026-11-25T04:00:00Z"), ZoneOffset.UTC), new SplittableRandom(7), Set.of());
        return SqlStore.open(data, settings);
    }

    @Test
    void keepsWhatItWasGiven() {
        try (var store = open()) {
            store.accounts().putUser(SYSTEM, UserUpdate.of("ada"));
            store.projects().upsert(SYSTEM, ProjectUpdate.of("ada", "Tunes"));
            store.runs().upsert(SYSTEM, RunUpdate.of("ada", "tunes", "r1").withConfig("{\"lr\":{\"value\":0.10}}"));
        }
        try (var store = open()) {
            var project = store.projects().project(SYSTEM, "ADA", "tunes").orElseThrow();
            assertThat(project.name()).isEqualTo("Tunes");
            assertThat(store.changes().after(SYSTEM, project.id(), 0, 10)).hasSize(2);
            assertThat(store.check()).isEmpty();
        }
    }

    @Test
    void refusesASecondStoreOnTheFolder() {
        var first = open();
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.Busy.class)
                .hasMessage("the data folder " + data + " is in use by another Tunebook (process "
                        + ProcessHandle.current().pid() + "); stop that one, or choose another folder");
        first.close();
        open().close();
    }

    @Test
    void setsTheDatabaseUpForDurability() {
        open().close();
        var database = new Database(data.resolve("meta.db"));
        try (var session = database.writer()) {
            assertThat(List.of("page_size", "journal_mode", "synchronous"))
                    .map(name -> session.one(new Query<>("PRAGMA " + name, Cells::text))
                            .orElseThrow())
                    .containsExactly("8192", "wal", "2");
        }
    }

    @Test
    void saysSoWhenClosed() {
        var store = open();
        store.close();
        assertThatThrownBy(() -> store.accounts().user(SYSTEM, "ada")).isInstanceOf(StoreException.Busy.class);
        assertThatThrownBy(() -> store.accounts().putUser(SYSTEM, UserUpdate.of("ada")))
                .isInstanceOf(StoreException.Busy.class);
        store.close();
    }

    @Test
    void knowsTheNewestVersionOfItsSchema() {
        open().close();
        try (var session = new Database(data.resolve("meta.db")).reader()) {
            var newest = new Query<>(
                    "SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1", Cells::text);
            assertThat(session.one(newest)).hasValue(Database.NEWEST);
        }
    }

    @Test
    void refusesAFolderOfANewerVersion() {
        open().close();
        try (var session = new Database(data.resolve("meta.db")).writer()) {
            session.begin("BEGIN");
            session.execute("INSERT INTO flyway_schema_history SELECT installed_rank + 1, '9000', 'future', type,"
                    + " 'V9000__future.sql', checksum, installed_by, installed_on, 1, success"
                    + " FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
            session.commit();
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not fit this version of Tunebook")
                .hasMessageContaining("9000");
    }
}
