package dev.tunebook.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is told to go on.
public final class VirtualClock extends Clock {

    private final AtomicReference<Instant> now;

    private VirtualClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    public static VirtualClock at(Instant start) {
        return new VirtualClock(start);
    }

    public void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /// This clock: it knows no zones but UTC.
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
