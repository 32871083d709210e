package dev.tunebook.server.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How many requests whose bodies are read whole are let in at once, and how many bytes of them. Beyond, a request
/// is told to come again soon, while those that are in go on at their pace.
public final class Admission {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Limits limits;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /// @param requests at once
    /// @param bytes of their bodies, inflated; one body alone may have more
    public record Limits(int requests, long bytes) {}

    Admission(Limits limits) {
        this.limits = limits;
    }

    /// For one request, which takes nothing yet. Used by one thread.
    Ticket ticket() {
        return new Ticket();
    }

    final class Ticket implements AutoCloseable {
        private boolean admitted;
        private long reserved;

        private Ticket() {}

        /// Takes one more of the requests.
        ///
        /// @throws HttpFailure 429 when there are as many as there may be
        void admit() {
            if (!admitted) {
                int before = requests.getAndUpdate(all -> Math.min(all + 1, limits.requests()));
                if (before >= limits.requests()) {
                    throw later(limits.requests() + " requests are being answered");
                }
                admitted = true;
            }
        }

        /// Takes so many more bytes, before they are held.
        ///
        /// @throws HttpFailure 429 when all bodies together would have too many
        void reserve(long more) {
            long before = bytes.getAndUpdate(all -> isTooMuch(all, more) ? all : all + more);
            if (isTooMuch(before, more)) {
                throw later("their bodies have " + limits.bytes() + " bytes");
            }
            reserved += more;
        }

        /// @param all bytes of all requests, this one's among them
        private boolean isTooMuch(long all, long more) {
            return all + more > limits.bytes() && all > reserved;
        }

        @Override
        public void close() {
            bytes.addAndGet(-reserved);
            requests.addAndGet(admitted ? -1 : 0);
            reserved = 0;
            admitted = false;
        }
    }

    private static HttpFailure later(String why) {
        return HttpFailure.later(
                429, "overloaded", "The server takes in as much as it can (" + why + "); send this again soon.", SOON);
    }
}
