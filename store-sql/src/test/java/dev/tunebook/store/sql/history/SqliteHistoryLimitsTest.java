package dev.tunebook.store.sql.history;

import static dev.tunebook.store.history.HistoryFile.HISTORY;
import static dev.tunebook.store.testkit.HistoryScenario.batch;
import static dev.tunebook.store.testkit.HistoryScenario.grant;
import static dev.tunebook.store.testkit.HistoryScenario.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryLimitsTest {
    private static final int NO_LIMIT = Integer.MAX_VALUE - 1;

    @TempDir
    private Path folder;

    private SqliteHistoryStore open(HistorySettings settings) {
        return SqliteHistoryStore.open(folder, StreamProjector.NONE, settings);
    }

    private static List<String> texts(SqliteHistoryStore store, long run) {
        return store.rawRange(grant(run), HISTORY, LineQuery.ALL).stream()
                .map(HistoryLine::text)
                .toList();
    }

    private static List<String> incompressible(int count) {
        SplittableRandom random = new SplittableRandom(1);
        return random.longs(count).mapToObj(Long::toHexString).toList();
    }

    @Test
    void aFullDeviceRefusesAppendsUntilThereIsSpace() {
        try (SqliteHistoryStore store = open(HistorySettings.usual())) {
            store.append(grant(1), batch(HISTORY, 0, training(0, 10)));
            store.limitJournal(8);
            assertThatThrownBy(() -> store.append(grant(1), batch(HISTORY, 10, incompressible(20_000))))
                    .isInstanceOf(StoreException.Full.class)
                    .hasMessageContaining("journal.db")
                    .hasMessageContaining("free space");
            assertThat(texts(store, 1)).isEqualTo(training(0, 10));
            assertThat(store.lineCounts(grant(1))).containsEntry(HISTORY, 10L);
            store.limitJournal(NO_LIMIT);
            long before = store.append(grant(1), batch(HISTORY, 10, training(10, 10)));
            assertThat(store.append(grant(1), batch(HISTORY, 20, training(20, 5))))
                    .isGreaterThan(before);
        }
        try (SqliteHistoryStore store = open(HistorySettings.usual())) {
            assertThat(texts(store, 1)).isEqualTo(training(0, 25));
        }
    }

    @Test
    void aFullDeviceUnderHistoryKeepsTheLinesInTheJournal() {
        try (SqliteHistoryStore store = open(HistorySettings.usual())) {
            store.append(grant(1), batch(HISTORY, 0, incompressible(2_000)));
            store.limitHistory(8);
            assertThatThrownBy(() -> store.compact(1)).isInstanceOf(StoreException.Full.class);
            assertThat(texts(store, 1)).isEqualTo(incompressible(2_000));
            store.append(grant(1), batch(HISTORY, 2_000, training(0, 1)));
            store.limitHistory(NO_LIMIT);
            store.compact(1);
            assertThat(texts(store, 1)).hasSize(2_001);
            assertThat(store.tailMemory()).isZero();
        }
    }

    @Test
    void appendsBeyondTheMemoryOfTheQueueAreRefusedAsBusy() {
        try (SqliteHistoryStore store = open(HistorySettings.usual().withQueueBytes(1))) {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<Void> held = store.holdCommits(release);
            CompletableFuture<Long> waiting =
                    CompletableFuture.supplyAsync(() -> store.append(grant(1), batch(HISTORY, 0, training(0, 3))));
            while (store.queuedBytes() == 0) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> store.append(grant(2), batch(HISTORY, 0, training(0, 3))))
                    .isInstanceOf(StoreException.Busy.class)
                    .hasMessageContaining("waiting to be written");
            release.countDown();
            held.join();
            assertThat(waiting.join()).isPositive();
            store.append(grant(2), batch(HISTORY, 0, training(0, 3)));
            assertThat(texts(store, 2)).isEqualTo(training(0, 3));
        }
    }

    @Test
    void linesInMemoryStayWithinTheirBound() {
        long bound = 256 << 10;
        try (SqliteHistoryStore store = open(HistorySettings.usual().withTailBytes(bound))) {
            for (int round = 0; round < 10; round++) {
                for (int run = 1; run <= 20; run++) {
                    store.append(grant(run), batch(HISTORY, round * 100L, training(round * 100L, 100)));
                    assertThat(store.tailMemory()).isLessThan(2 * bound + (256 << 10));
                }
            }
            for (int run = 1; run <= 20; run++) {
                assertThat(texts(store, run)).isEqualTo(training(0, 1_000));
            }
        }
    }

    @Test
    void linesThatWaitForCompactionStayWithinTheirBound() {
        HistorySettings settings = HistorySettings.usual().withBacklogBytes(Groups.SIZE * 16L);
        int lines = 3 * Groups.SIZE + 10;
        HistorySettings stuck = HistorySettings.usual().withWatch(stage -> {
            throw new IllegalStateException("no compaction comes to its end");
        });
        try (SqliteHistoryStore store = open(stuck)) {
            store.append(grant(1), batch(HISTORY, 0, training(0, lines)));
        }
        try (SqliteHistoryStore store = open(settings)) {
            assertThat(texts(store, 1)).hasSize(lines);
            for (int run = 2; run <= 5; run++) {
                for (int from = 0; from < lines; from += 1_000) {
                    store.append(grant(run), batch(HISTORY, from, training(from, Math.min(1_000, lines - from))));
                }
            }
            for (int run = 1; run <= 5; run++) {
                assertThat(texts(store, run)).isEqualTo(training(0, lines));
            }
        }
    }

    @Test
    void aClosedStoreIsBusy() {
        SqliteHistoryStore store = open(HistorySettings.usual());
        store.close();
        assertThatThrownBy(() -> store.append(grant(1), batch(HISTORY, 0, training(0, 1))))
                .isInstanceOf(StoreException.Busy.class);
        assertThatThrownBy(() -> store.rawRange(grant(1), HISTORY, LineQuery.ALL))
                .isInstanceOf(StoreException.Busy.class);
        store.close();
    }

    @Test
    void aFileOfANewerVersionIsRefused() throws Exception {
        open(HistorySettings.usual()).close();
        try (var connection = new Sqlite(folder.resolve("history.db")).writer()) {
            Sqlite.run(connection, "PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> open(HistorySettings.usual()))
                .hasMessageContaining("history.db")
                .hasMessageContaining("99");
    }
}
