package dev.tunebook.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.NewCredential;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.memory.MemoryBlobStore;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rules.RuledStore;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.views.View;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens when there is no space. SQLite itself is told how many pages it may have, which it takes as it takes
/// a full disk.
class FullDeviceTest {
    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");
    private static final int LARGE = 20_000;

    @TempDir
    private Path data;

    private static void limit(Session session, long pages) {
        session.one(new Query<>("PRAGMA max_page_count = " + pages, Cells::number));
    }

    private static View view(long id, int size) {
        return new View(
                id, 1, "t", "n", Optional.empty(), Optional.empty(), "x".repeat(size), Optional.empty(), NOW, NOW);
    }

    private static boolean put(Committer committer, long id, int size) {
        return committer.write(rows -> {
            rows.changes().put(id, new Change(id, Change.Kind.VIEW, id, NOW));
            rows.views().put(view(id, size));
            return true;
        });
    }

    @Test
    void refusesKeepsAndRecovers() {
        var database = new Database(data.resolve("meta.db"));
        database.migrate();
        var session = database.writer();
        limit(session, 150);
        try (var committer = new Committer(session)) {
            long stored = 0;
            StoreException.Full full = null;
            while (full == null) {
                try {
                    put(committer, stored + 1, LARGE);
                    stored++;
                } catch (StoreException.Full e) {
                    full = e;
                }
            }
            assertThat(full).hasMessageContaining("free space");
            assertThat(stored).isPositive();
            long refused = stored + 1;
            assertThatThrownBy(() -> put(committer, refused, LARGE)).isInstanceOf(StoreException.Full.class);
            assertThat(ids(database)).hasSize((int) stored).doesNotContain(refused);
            committer.write(rows -> {
                limit(session, 1_000);
                return true;
            });
            assertThat(put(committer, refused, LARGE)).isTrue();
            assertThat(ids(database)).hasSize((int) refused);
        }
    }

    @Test
    void keepsWhatItAcknowledgedAndNothingElse() throws Exception {
        var database = new Database(data.resolve("meta.db"));
        database.migrate();
        var session = database.writer();
        limit(session, 200);
        var acknowledged = new ConcurrentSkipListSet<Long>();
        try (var committer = new Committer(session);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(writer -> () -> {
                        for (long i = 0; i < 20; i++) {
                            long id = writer * 100L + i + 1;
                            try {
                                put(committer, id, i % 2 == 0 ? 10 : LARGE);
                                acknowledged.add(id);
                            } catch (StoreException.Full _) {
                                assertThat(acknowledged).doesNotContain(id);
                            }
                        }
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(writers)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(acknowledged).hasSizeLessThan(320).isNotEmpty();
        assertThat(ids(database)).containsExactlyElementsOf(acknowledged);
    }

    private static List<Long> ids(Database database) {
        try (var session = database.reader()) {
            return session.all(new Query<>("SELECT id FROM saved_view ORDER BY id", Cells::number));
        }
    }

    @Test
    void stillKnowsWhoComes() {
        var engine = SqliteEngine.open(data);
        var settings = new StoreSettings(Clock.fixed(NOW, ZoneOffset.UTC), new SplittableRandom(7), Set.of());
        var key = new NewCredential(CredentialKind.API_KEY, "a".repeat(64), "aaaa", Optional.empty(), Optional.empty());
        new RuledStore(engine, MemoryHistoryStore::new, new MemoryBlobStore(settings.clock()), settings)
                .accounts()
                .createFirstAdministrator(Viewer.system("test"), UserUpdate.of("ada"), List.of(key));
        try (var full = new RuledStore(
                new WithoutSpace(engine), MemoryHistoryStore::new, new MemoryBlobStore(settings.clock()), settings)) {
            assertThatThrownBy(() -> full.accounts().putUser(Viewer.system("test"), UserUpdate.of("bob")))
                    .isInstanceOf(StoreException.Full.class);
            assertThat(full.credentials().authenticate(CredentialKind.API_KEY, "a".repeat(64)))
                    .as("a use that cannot be noted is still a use")
                    .isPresent();
        }
    }

    /// An engine that can only read.
    private record WithoutSpace(Engine engine) implements Engine {
        @Override
        public <T> T read(Function<Rows, T> work) {
            return engine.read(work);
        }

        @Override
        public <T> T write(Function<Rows, T> work) {
            throw new StoreException.Full("no space");
        }

        @Override
        public void afterCommit(CommitListener listener) {
            engine.afterCommit(listener);
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
