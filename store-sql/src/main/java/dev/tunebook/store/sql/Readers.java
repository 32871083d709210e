package dev.tunebook.store.sql;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.rows.Rows;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/// Connections that read, each one committed state at a time. They are few, since work in the database keeps a
/// thread of the machine; who finds none free waits.
final class Readers implements AutoCloseable {
    private static final int MOST = 8;
    private static final String BEGIN = "BEGIN";

    private record Reader(Session session, Rows rows) {}

    private final Supplier<Session> connect;
    private final Semaphore permits = new Semaphore(MOST);
    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
    private final ThreadLocal<Rows> reading = new ThreadLocal<>();
    private volatile boolean closed;

    Readers(Supplier<Session> connect) {
        this.connect = connect;
    }

    /// A read within a read sees the same state.
    <T> T read(Function<Rows, T> work) {
        var joined = reading.get();
        if (joined != null) {
            return work.apply(joined);
        }
        permits.acquireUninterruptibly();
        try {
            if (closed) {
                throw new StoreException.Busy("the store is closed; start the server again");
            }
            return readAlone(work);
        } finally {
            permits.release();
        }
    }

    private <T> T readAlone(Function<Rows, T> work) {
        var reader = idle.pollFirst();
        if (reader == null) {
            var session = connect.get();
            reader = new Reader(session, SqlRows.reader(session));
        }
        boolean sound = false;
        try {
            reader.session.begin(BEGIN);
            reading.set(reader.rows);
            try {
                return work.apply(reader.rows);
            } finally {
                reading.remove();
                reader.session.commit();
                sound = true;
            }
        } finally {
            if (sound) {
                idle.addFirst(reader);
            } else {
                reader.session.close();
            }
        }
    }

    /// Waits for reads under way.
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(MOST);
        permits.release(MOST);
        for (var reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.session.close();
        }
    }
}
