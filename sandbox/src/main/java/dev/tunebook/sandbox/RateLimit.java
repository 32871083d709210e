package dev.tunebook.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How many requests a second the provider takes before it answers 429.
///
/// @param perSecond as many may come at once, too
/// @param retryAfter value of `Retry-After`; the real service sends none
public record RateLimit(int perSecond, Optional<String> retryAfter) {

    public RateLimit {
        if (perSecond < 1) {
            throw new IllegalArgumentException("perSecond is " + perSecond + "; it must be 1 or more");
        }
    }

    /// Counts the requests of one sandbox.
    static final class Meter {
        private final RateLimit limit;
        private final Clock clock;
        private Instant full;

        Meter(RateLimit limit, Clock clock) {
            this.limit = limit;
            this.clock = clock;
            this.full = clock.instant();
        }

        /// The refusal, where this request is one too many.
        synchronized Optional<Answer> refusal() {
            Instant now = clock.instant();
            Instant from = full.isAfter(now) ? full : now;
            Instant next = from.plus(Duration.ofNanos(1_000_000_000L / limit.perSecond()));
            if (next.isAfter(now.plusSeconds(1))) {
                return Optional.of(limit.answer());
            }
            full = next;
            return Optional.empty();
        }
    }

    private Answer answer() {
        Answer refused = Refusal.of(429, "Rate limit reached for requests", null, "rate_limit_exceeded")
                .answer();
        return retryAfter.map(value -> refused.with("Retry-After", value)).orElse(refused);
    }
}
