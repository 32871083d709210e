package dev.tunebook.finetune.openai;

import dev.tunebook.finetune.provider.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalDouble;

/// When a request may be sent: not more often than allowed, and none while the service wants to be left alone. One
/// for all threads.
final class Pace {
    private final Duration interval;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private Instant next = Instant.MIN;
    private Instant quietUntil = Instant.MIN;

    /// @param perSecond most requests in a second; empty for as many as come
    Pace(OptionalDouble perSecond, InstantSource clock, Sleeper sleeper) {
        this.interval = perSecond.isPresent()
                ? Duration.ofNanos((long) (1_000_000_000 / perSecond.getAsDouble()))
                : Duration.ZERO;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /// Returns when the caller may send a request.
    void await() throws InterruptedException {
        Instant at = slot();
        Duration rest = Duration.between(clock.instant(), at);
        while (rest.toNanos() > 0) {
            sleeper.sleep(rest);
            // Meanwhile somebody may have been told to stay away for longer.
            Instant until = later(at, quietUntil());
            rest = Duration.between(at, until);
            at = until;
        }
    }

    private synchronized Instant slot() {
        Instant at = later(clock.instant(), later(next, quietUntil));
        next = at.plus(interval);
        return at;
    }

    /// Nobody sends anything for so long.
    synchronized void quiet(Duration pause) {
        quietUntil = later(quietUntil, clock.instant().plus(pause));
    }

    private synchronized Instant quietUntil() {
        return quietUntil;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
