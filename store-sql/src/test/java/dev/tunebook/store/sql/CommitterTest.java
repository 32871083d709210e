package dev.tunebook.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.projects.Change;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CommitterTest {
    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");
    private static final long PROJECT = 1;

    @TempDir
    private Path data;

    private Database database;
    private Committer committer;

    @BeforeEach
    void open() {
        database = new Database(data.resolve("meta.db"));
        database.migrate();
        committer = new Committer(database.writer());
    }

    @AfterEach
    void close() {
        committer.close();
    }

    private boolean put(long id, String name) {
        return committer.write(rows -> {
            rows.accounts().put(new Entity(id, name, EntityKind.TEAM, Optional.empty(), Optional.empty(), NOW));
            rows.changes().put(PROJECT, new Change(id, Change.Kind.RUN, id, NOW));
            return true;
        });
    }

    private List<Long> stored() {
        try (var session = database.reader()) {
            return session.all(new Query<>("SELECT id FROM entity ORDER BY id", Cells::number));
        }
    }

    /// Runs these while a write holds the writer up, so that they wait together.
    private List<CompletableFuture<Boolean>> together(ExecutorService threads, List<Runnable> writes) throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var first = threads.submit(() -> committer.write(_ -> {
            begun.countDown();
            return awaited(release);
        }));
        begun.await();
        var answers = writes.stream()
                .map(write -> CompletableFuture.supplyAsync(
                        () -> {
                            write.run();
                            return true;
                        },
                        threads))
                .toList();
        while (committer.waiting() < writes.size()) {
            Thread.onSpinWait();
        }
        release.countDown();
        first.get();
        return answers;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void writesThatWaitShareACommit() throws Exception {
        var heard = new CopyOnWriteArrayList<Long>();
        committer.afterCommit(heard::add);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes = new ArrayList<Runnable>();
            for (long id = 1; id <= 10; id++) {
                long each = id;
                writes.add(() -> put(each, "team-" + each));
            }
            for (var answer : together(threads, writes)) {
                assertThat(answer.get()).isTrue();
            }
        }
        assertThat(heard).as("told once for all of them").containsExactly(PROJECT);
        assertThat(stored()).hasSize(10);
    }

    @Test
    void oneOfManyTakesBackOnlyItself() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = together(
                    threads,
                    List.of(
                            () -> put(1, "one"),
                            () -> committer.write(rows -> {
                                put(2, "two");
                                throw new IllegalArgumentException("no");
                            }),
                            () -> put(3, "three")));
            assertThat(answers.get(0).get()).isTrue();
            assertThatThrownBy(() -> answers.get(1).get()).hasRootCauseMessage("no");
            assertThat(answers.get(2).get()).isTrue();
        }
        assertThat(stored()).containsExactly(1L, 3L);
    }

    @Test
    void aStatementThatFailedWorksAgain() {
        put(1, "one");
        assertThatThrownBy(() -> put(2, "One")).hasMessageContaining("UNIQUE");
        assertThat(put(3, "three")).isTrue();
        assertThat(stored()).containsExactly(1L, 3L);
    }

    @Test
    void aWriteWithinAWriteIsTakenBackAlone() {
        committer.write(rows -> {
            put(1, "one");
            assertThatThrownBy(() -> committer.write(_ -> {
                        put(2, "two");
                        put(3, "three");
                        throw new IllegalArgumentException("no");
                    }))
                    .hasMessage("no");
            assertThat(rows.accounts().entity("two")).isEmpty();
            return put(4, "four");
        });
        assertThat(stored()).containsExactly(1L, 4L);
    }

    @Test
    void errorsReachTheCallerAndTheWriterLives() {
        assertThatThrownBy(() -> committer.write(_ -> {
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(put(1, "one")).isTrue();
    }

    @Test
    void aListenerThatFailsOrWritesHarmsNobody() {
        var heard = new ArrayList<Long>();
        committer.afterCommit(_ -> {
            throw new IllegalStateException("a listener's trouble");
        });
        committer.afterCommit(_ -> put(9, "nine"));
        committer.afterCommit(heard::add);
        assertThat(put(1, "one")).isTrue();
        assertThat(heard).containsExactly(PROJECT);
        assertThat(stored()).containsExactly(1L);
    }

    @Test
    void closesAfterWhatWasTakenOn() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = together(threads, List.of(() -> put(1, "one"), () -> committer.close()));
            assertThat(answers.getFirst().get()).isTrue();
            answers.getLast().get();
        }
        assertThatThrownBy(() -> put(2, "two")).isInstanceOf(StoreException.Busy.class);
        assertThat(stored()).containsExactly(1L);
    }
}
