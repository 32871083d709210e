package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.sdk.error.TransportException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The same work on many things at once, by a bounded number of threads.
public final class Parallel {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Parallel() {}

    /// Returns when all is done. After the first failure nothing new is begun, and that failure is thrown.
    public static <T> void forEach(Collection<T> things, int threads, Consumer<T> work) {
        int wanted = Math.min(threads, things.size());
        if (wanted <= 1) {
            things.forEach(work);
            return;
        }
        AtomicBoolean failed = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(wanted, Parallel::thread);
        try {
            List<Future<?>> futures = new ArrayList<>(things.size());
            for (T thing : things) {
                futures.add(executor.submit(() -> {
                    if (!failed.get()) {
                        doOne(thing, work, failed);
                    }
                }));
            }
            for (Future<?> future : futures) {
                await(future);
            }
        } finally {
            failed.set(true);
            executor.shutdownNow();
        }
    }

    private static <T> void doOne(T thing, Consumer<T> work, AtomicBoolean failed) {
        try {
            work.accept(thing);
        } catch (RuntimeException e) {
            failed.set(true);
            throw e;
        }
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError("work throws no checked exceptions", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted while files were on their way; what arrived is kept", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tunebook-files-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
