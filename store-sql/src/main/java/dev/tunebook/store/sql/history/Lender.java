package dev.tunebook.store.sql.history;

import dev.tunebook.store.StoreException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Lends things that one thread at a time may use; who finds none free waits.
final class Lender<T> implements AutoCloseable {
    private final Supplier<T> make;
    private final Consumer<T> end;
    private final int most;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<T> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Lender(int most, Supplier<T> make, Consumer<T> end) {
        this.most = most;
        this.make = make;
        this.end = end;
        permits = new Semaphore(most);
    }

    /// A thing whose use fails is not lent again.
    <R> R with(Function<T, R> work) {
        permits.acquireUninterruptibly();
        try {
            if (closed) {
                throw new StoreException.Busy("the store is closed; start the server again");
            }
            T free = idle.pollFirst();
            T lent = free == null ? make.get() : free;
            boolean sound = false;
            try {
                R answer = work.apply(lent);
                sound = true;
                return answer;
            } finally {
                if (sound) {
                    idle.addFirst(lent);
                } else {
                    end.accept(lent);
                }
            }
        } finally {
            permits.release();
        }
    }

    /// Waits for what is lent.
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(most);
        permits.release(most);
        for (T each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
            end.accept(each);
        }
    }
}
