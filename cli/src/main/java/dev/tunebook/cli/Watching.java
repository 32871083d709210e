package dev.tunebook.cli;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.WandbLogger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// A sync that does not end by itself, in a thread of its own.
final class Watching implements AutoCloseable {

    private final SyncOptions options;
    private final Consumer<SyncReport> report;
    private final Surroundings around;
    private final AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());
    private final Thread thread = Thread.ofPlatform().name("watch").unstarted(this::run);

    /// @param report takes what was done, once it is stopped
    Watching(SyncOptions options, Consumer<SyncReport> report, Surroundings around) {
        this.options = options;
        this.report = report;
        this.around = around;
    }

    private void run() {
        try {
            report.accept(WandbLogger.sync(options));
        } catch (RuntimeException e) {
            failure.set(Optional.of(e));
        }
    }

    void start() {
        thread.start();
    }

    /// Returns when this thread is interrupted, or the sync failed; a signal ends the process.
    void untilStopped() {
        start();
        Thread waiter = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            try {
                thread.join();
                waiter.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        new Termination(around).await(this);
        // Whoever waited was interrupted to get here.
        Thread.interrupted();
        failure.get().ifPresent(e -> {
            throw e;
        });
    }

    /// Lets go of the runs of jobs that go on; the next sync continues them.
    @Override
    public void close() throws InterruptedException {
        // Whoever closes may have been interrupted to do so.
        boolean interrupted = Thread.interrupted();
        thread.interrupt();
        thread.join(Duration.ofSeconds(20));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
