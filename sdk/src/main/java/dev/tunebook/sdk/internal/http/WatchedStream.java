package dev.tunebook.sdk.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// A stream that fails when nothing comes for a while: a connection whose other end is gone without a word would
/// hold its reader for ever.
final class WatchedStream extends FilterInputStream {
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "tunebook-http-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration idleTimeout;
    private volatile boolean timedOut;

    WatchedStream(InputStream body, Duration idleTimeout) {
        super(body);
        this.idleTimeout = idleTimeout;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0 || in.available() > 0) {
            return in.read(target, offset, length);
        }
        ScheduledFuture<?> end = WATCH.schedule(this::giveUp, idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            int read = in.read(target, offset, length);
            if (timedOut) {
                throw new IOException("nothing came for " + idleTimeout);
            }
            return read;
        } catch (IOException e) {
            throw timedOut ? new IOException("nothing came for " + idleTimeout, e) : e;
        } finally {
            end.cancel(false);
        }
    }

    /// Closing the body wakes its reader.
    private void giveUp() {
        timedOut = true;
        try {
            in.close();
        } catch (IOException ignored) {
            // The reader learns of it by itself.
        }
    }
}
