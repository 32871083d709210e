package dev.tunebook.bench;

import dev.tunebook.store.sql.history.CompactionWatch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Stops the N-th compaction that reaches a stage for good and says so, for whoever then kills the process.
record StopAt(Stage stage, AtomicInteger left) implements CompactionWatch {
    StopAt(Stage stage, int count) {
        this(stage, new AtomicInteger(count));
    }

    @Override
    public void reached(Stage reached) {
        if (reached == stage && left.decrementAndGet() == 0) {
            System.out.println("at " + stage);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
