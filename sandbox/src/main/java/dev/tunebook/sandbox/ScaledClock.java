package dev.tunebook.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that starts with another and then runs `speed` times as fast.
final class ScaledClock extends Clock {

    private final Clock base;
    private final double speed;
    private final Instant start;

    ScaledClock(Clock base, double speed) {
        this.base = base;
        this.speed = speed;
        this.start = base.instant();
    }

    @Override
    public Instant instant() {
        double passed = Duration.between(start, base.instant()).toNanos() * speed;
        return start.plusNanos((long) passed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
