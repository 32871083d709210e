package dev.tunebook.store.sql;

import dev.tunebook.store.rows.Rows;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// A piece of work for the writer, and its answer once that is durable.
final class Write<T> {
    private final Function<Rows, T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private Runnable outcome = () -> {};

    Write(Function<Rows, T> work) {
        this.work = work;
    }

    /// Does the work; whether anything of it is to stay.
    boolean apply(Rows rows) {
        try {
            var value = work.apply(rows);
            outcome = () -> answer.complete(value);
            return true;
        } catch (Throwable failure) {
            outcome = () -> answer.completeExceptionally(failure);
            return false;
        }
    }

    /// What came of it counts from now on.
    void settle() {
        outcome.run();
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    /// Waits, whatever happens to the thread: a write that was taken on will be done.
    T answer() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }
}
