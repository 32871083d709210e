package dev.tunebook.server.auth;

import dev.tunebook.server.http.HttpFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts wrong attempts by address within a sliding minute. Right keys are never counted, nor held up by it.
final class AttemptLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final int perMinute;
    private final InstantSource clock;
    private final Map<String, Window> windows = new LinkedHashMap<>();

    private record Window(Instant start, int count) {}

    AttemptLimit(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /// Counts one wrong attempt; 429 when there were too many.
    synchronized void wrong(String address) {
        Instant now = clock.instant();
        Window window = current(address, now);
        windows.put(address, new Window(window.start(), window.count() + 1));
        forgetOldest();
        if (window.count() >= perMinute) {
            throw tooMany(window, now);
        }
    }

    /// 429 when the address has used up its attempts; for checks that cost something, such as passwords.
    synchronized void check(String address) {
        Instant now = clock.instant();
        Window window = current(address, now);
        if (window.count() >= perMinute) {
            throw tooMany(window, now);
        }
    }

    private Window current(String address, Instant now) {
        Window window = windows.get(address);
        return window == null || window.start().plus(WINDOW).isBefore(now) ? new Window(now, 0) : window;
    }

    private HttpFailure tooMany(Window window, Instant now) {
        return HttpFailure.later(
                429,
                "too_many_attempts",
                "Too many wrong keys from this address; wait a minute (setting 'wrong-keys-per-minute': " + perMinute
                        + ").",
                Duration.between(now, window.start().plus(WINDOW)));
    }

    private void forgetOldest() {
        Iterator<String> oldest = windows.keySet().iterator();
        while (windows.size() > REMEMBERED) {
            oldest.next();
            oldest.remove();
        }
    }
}
