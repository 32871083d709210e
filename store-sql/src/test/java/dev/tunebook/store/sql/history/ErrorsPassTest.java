package dev.tunebook.store.sql.history;

import static dev.tunebook.store.history.HistoryFile.HISTORY;
import static dev.tunebook.store.history.HistoryFile.SUMMARY;
import static dev.tunebook.store.testkit.HistoryScenario.batch;
import static dev.tunebook.store.testkit.HistoryScenario.grant;
import static dev.tunebook.store.testkit.HistoryScenario.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.LineQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An error in one of the engine's threads (memory or stack at an end) reaches whoever waits, and the thread goes on:
/// none of them may die, since appends would wait for it for ever.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ErrorsPassTest {
    @TempDir
    private Path folder;

    private static final class Once {
        private final AtomicBoolean due = new AtomicBoolean(true);

        void fail() {
            if (due.getAndSet(false)) {
                throw new StackOverflowError("deep");
            }
        }
    }

    @Test
    void ofTheWriter() throws Exception {
        Committer committer =
                new Committer(new JournalWriter(new Sqlite(folder.resolve("journal.db"))), 1 << 20, append -> {});
        try (committer) {
            assertThatThrownBy(() -> committer
                            .submit(journal -> {
                                throw new StackOverflowError("deep");
                            })
                            .join())
                    .hasRootCauseInstanceOf(StackOverflowError.class);
            committer.submit(journal -> journal.delete(1)).join();
        }
    }

    @Test
    void ofTheCompaction() throws Exception {
        Once once = new Once();
        CountDownLatch compacted = new CountDownLatch(1);
        HistorySettings settings = HistorySettings.usual().withWatch(stage -> {
            once.fail();
            if (stage == CompactionWatch.Stage.DELETED) {
                compacted.countDown();
            }
        });
        try (SqliteHistoryStore store = SqliteHistoryStore.open(folder, StreamProjector.NONE, settings)) {
            store.append(grant(1), batch(HISTORY, 0, training(0, Groups.SIZE)));
            store.append(grant(1), batch(HISTORY, Groups.SIZE, training(Groups.SIZE, 1)));
            compacted.await();
            assertThat(store.rawRange(grant(1), HISTORY, LineQuery.ALL)).hasSize(Groups.SIZE + 1);
        }
    }

    @Test
    void ofTheProjection() {
        Once once = new Once();
        try (SqliteHistoryStore store = SqliteHistoryStore.open(folder, (run, projection) -> once.fail())) {
            assertThatThrownBy(() -> store.append(grant(1), batch(SUMMARY, 0, List.of("{\"a\":1}"))))
                    .hasRootCauseInstanceOf(StackOverflowError.class);
            store.append(grant(1), batch(SUMMARY, 0, List.of("{\"a\":2}")));
        }
    }
}
