package dev.tunebook.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.index.IndexPart;
import dev.tunebook.store.index.RunIndexes;
import dev.tunebook.store.memory.MemoryBlobStore;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.rules.RuledStore;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.runs.FineTuneColumns;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import dev.tunebook.store.runs.RunKey;
import dev.tunebook.store.runs.RunOrder;
import dev.tunebook.store.runs.RunQuery;
import dev.tunebook.store.runs.RunUpdate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// When an index of runs gets its parts.
class RunIndexesTest {
    private static final Viewer SYSTEM = Viewer.system("test");

    private final AtomicInteger read = new AtomicInteger();
    /// Each run is a fine-tune whose columns are its config.
    private final FineTuneColumns configs = new FineTuneColumns() {
        @Override
        public boolean concerns(ObjectNode config) {
            return true;
        }

        @Override
        public Map<String, JsonNode> of(ObjectNode config, ObjectNode summary, List<String> models) {
            read.incrementAndGet();
            return Json.members(config);
        }
    };

    @TempDir
    private Path data;

    private SqliteEngine engine;
    private Store store;
    private long project;

    @BeforeEach
    void fill() {
        var clock = Clock.fixed(Instant.parse("2026-11-25T04:00:00Z"), ZoneOffset.UTC);
        engine = SqliteEngine.open(data);
        store = new RuledStore(
                engine,
                MemoryHistoryStore::new,
                new MemoryBlobStore(clock),
                new StoreSettings(clock, new SplittableRandom(7), Set.of(), configs));
        store.accounts().putUser(SYSTEM, UserUpdate.of("ada"));
        project = store.projects()
                .upsert(SYSTEM, ProjectUpdate.of("ada", "tunes"))
                .value()
                .id();
        put("a", 1);
        put("b", 2);
        put("c", 3);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void put(String name, int epochs) {
        store.runs()
                .upsert(
                        SYSTEM,
                        RunUpdate.of("ada", "tunes", name).withConfig("{\"epochs\":{\"value\":" + epochs + "}}"));
    }

    private long matching(RunFilter filter) {
        var query = new RunQuery(project, filter, RunOrder.OLDEST_FIRST);
        return store.runQueries().query(SYSTEM, query, Page.Request.first(1)).total();
    }

    private static RunFilter more(String key, int epochs) {
        return new RunFilter.Compare(RunKey.parse(key), Comparison.GREATER, new Value.Number(epochs));
    }

    @Test
    void fineTunesAreReadOnceSomethingAsksForThem() {
        var named = new RunFilter.In(RunKey.parse("name"), List.of(new Value.Text("a"), new Value.Text("c")));
        assertThat(matching(named)).isEqualTo(2);
        assertThat(matching(more("config.epochs", 1))).isEqualTo(2);
        assertThat(read).hasValue(0);

        assertThat(matching(more("ft.epochs", 1))).isEqualTo(2);
        assertThat(matching(more("ft.epochs", 2))).isEqualTo(1);
        assertThat(read).as("each once").hasValue(3);

        put("a", 4);
        assertThat(matching(more("ft.epochs", 2))).isEqualTo(2);
        assertThat(read).as("the one that changed").hasValue(4);
    }

    @Test
    void anOrderAsksForFineTunesToo() {
        var longestFirst = new RunQuery(project, RunFilter.ALL, RunOrder.parse("-ft.epochs"));
        assertThat(store.runQueries()
                        .query(SYSTEM, longestFirst, Page.Request.first(9))
                        .nodes())
                .map(run -> run.path().run().value())
                .containsExactly("c", "b", "a");
    }

    /// A part made from older rows than the rest would never hear of the changes in between.
    @Test
    void aPartIsNotAddedFromRowsOlderThanTheIndex() {
        var indexes = new RunIndexes(1, configs);
        int then = engine.read(old -> {
            assertThat(old.projects().byId(project)).isPresent();
            CompletableFuture.runAsync(() -> {
                        put("a", 9);
                        engine.read(rows -> indexes.of(rows, project, Set.of()));
                    })
                    .join();
            return indexes.of(old, project, Set.of(IndexPart.DOCUMENTS)).count(more("config.epochs", 2));
        });
        assertThat(then).as("as those rows have it").isEqualTo(1);
        int now = engine.read(
                rows -> indexes.of(rows, project, Set.of(IndexPart.DOCUMENTS)).count(more("config.epochs", 2)));
        assertThat(now).isEqualTo(2);
    }
}
