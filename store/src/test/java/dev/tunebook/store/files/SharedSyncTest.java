package dev.tunebook.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedSyncTest {
    private static final Path FOLDER = Path.of("shelf");

    /// The first sync is held until the others wait; all of them together need one more.
    @Test
    void whoeverWaitsSharesTheNextSync() throws Exception {
        var begun = new AtomicInteger();
        var first = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var shared = new SharedSync(_ -> {
            if (begun.incrementAndGet() == 1) {
                first.countDown();
                await(go);
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var holding = threads.submit(callable(shared));
            first.await();
            var asking = IntStream.range(0, 20)
                    .mapToObj(_ -> Thread.ofPlatform().start(() -> run(shared)))
                    .toList();
            for (var thread : asking) {
                while (thread.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            go.countDown();
            holding.get();
            for (var thread : asking) {
                thread.join();
            }
        }
        assertThat(begun).hasValue(2);
    }

    @Test
    void aSyncThatBeganBeforeIsNotEnough() throws IOException {
        var begun = new AtomicInteger();
        var shared = new SharedSync(_ -> begun.incrementAndGet());
        shared.sync(FOLDER);
        shared.sync(FOLDER);
        shared.sync(Path.of("another"));
        assertThat(begun).hasValue(3);
    }

    @Test
    void aFailureIsToldAndTheNextOneTries() throws IOException {
        var begun = new AtomicInteger();
        var shared = new SharedSync(_ -> {
            if (begun.incrementAndGet() == 1) {
                throw new IOException("the disk is gone");
            }
        });
        assertThatThrownBy(() -> shared.sync(FOLDER)).hasMessage("the disk is gone");
        shared.sync(FOLDER);
        assertThat(begun).hasValue(2);
    }

    private static Callable<Boolean> callable(SharedSync shared) {
        return () -> {
            shared.sync(FOLDER);
            return true;
        };
    }

    private static void run(SharedSync shared) {
        try {
            shared.sync(FOLDER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
