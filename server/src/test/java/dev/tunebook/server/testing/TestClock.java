package dev.tunebook.server.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/// A time that moves only when a test says so.
public final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-25T04:00:00Z");

    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /// The same time, for those who ask for a clock.
    public Clock clock() {
        return withZone(ZoneOffset.UTC);
    }
}
