package dev.tunebook.store.sql.history;

import static dev.tunebook.store.history.HistoryFile.HISTORY;
import static dev.tunebook.store.testkit.HistoryScenario.batch;
import static dev.tunebook.store.testkit.HistoryScenario.grant;
import static dev.tunebook.store.testkit.HistoryScenario.training;

import dev.tunebook.store.StreamProjector;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Appends as fast as it can to the histories in a folder, and says what was acknowledged, until it is killed.
///
/// Arguments: the folder, a seed, and where one is to stop in a compaction the stage's name.
final class KilledProcess {
    static final int WRITERS = 8;
    private static final int MOST_LINES = 400;

    private KilledProcess() {}

    public static void main(String[] arguments) {
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[1]));
        HistorySettings settings = HistorySettings.usual();
        if (arguments.length > 2) {
            settings = settings.withWatch(stopAt(CompactionWatch.Stage.valueOf(arguments[2]), 1 + random.nextInt(3)));
        }
        SqliteHistoryStore store = SqliteHistoryStore.open(Path.of(arguments[0]), StreamProjector.NONE, settings);
        for (int run = 1; run <= WRITERS; run++) {
            int number = run;
            SplittableRandom own = random.split();
            Thread.ofPlatform().start(() -> write(store, number, own));
        }
    }

    private static CompactionWatch stopAt(CompactionWatch.Stage stage, int count) {
        AtomicInteger left = new AtomicInteger(count);
        return reached -> {
            if (reached == stage && left.decrementAndGet() == 0) {
                say("stopped");
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    /// Begins a little before the end of what is stored, so that the batches after a kill are cut elsewhere.
    private static void write(SqliteHistoryStore store, int run, SplittableRandom random) {
        long stored = store.lineCounts(grant(run)).getOrDefault(HISTORY, 0L);
        long next = Math.max(0, stored - random.nextInt(MOST_LINES));
        while (true) {
            int count = 1 + random.nextInt(MOST_LINES);
            store.append(grant(run), batch(HISTORY, next, training(next, count)));
            next += count;
            say("ack " + run + " " + next);
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
