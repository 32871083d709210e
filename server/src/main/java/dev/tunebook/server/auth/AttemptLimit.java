package dev.tunebook.server.auth;

import dev.tunebook.server.http.HttpFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts attempts by whom they come from or whom they are for: so many in any minute, not more. A refused attempt is
/// not counted.
///
/// Only so many are remembered apart. While all of them are fresh, newcomers share one count: whoever sends from many
/// places fills that one, and nobody's count is forgotten before its minute is over.
final class AttemptLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private final int remembered;
    private final String refusal;
    private final InstantSource clock;

    /// The one who attempted longest ago is first.
    private final Map<String, ArrayDeque<Instant>> attempts = new LinkedHashMap<>();

    private final ArrayDeque<Instant> others = new ArrayDeque<>();

    /// An attempt that counts until its minute is over.
    record Attempt(ArrayDeque<Instant> among, Instant at) {}

    /// @param remembered how many are counted apart
    /// @param refusal what the one who is refused is told
    AttemptLimit(int perMinute, int remembered, String refusal, InstantSource clock) {
        this.perMinute = perMinute;
        this.remembered = remembered;
        this.refusal = refusal;
        this.clock = clock;
    }

    /// Counts one attempt, before it is known whether it is right; 429 when there were too many.
    synchronized Attempt count(String who) {
        Instant now = clock.instant();
        forget(now);
        ArrayDeque<Instant> earlier = earlier(who);
        drop(earlier, now);
        if (earlier.size() >= perMinute) {
            throw tooMany(earlier, now);
        }
        earlier.addLast(now);
        if (earlier != others) {
            attempts.remove(who);
            attempts.put(who, earlier);
        }
        return new Attempt(earlier, now);
    }

    /// The attempt was right after all.
    synchronized void takeBack(Attempt attempt) {
        attempt.among().removeLastOccurrence(attempt.at());
    }

    private ArrayDeque<Instant> earlier(String who) {
        ArrayDeque<Instant> known = attempts.get(who);
        if (known != null) {
            return known;
        }
        return attempts.size() < remembered ? new ArrayDeque<>() : others;
    }

    private void forget(Instant now) {
        Iterator<ArrayDeque<Instant>> oldest = attempts.values().iterator();
        while (oldest.hasNext()) {
            ArrayDeque<Instant> earlier = oldest.next();
            drop(earlier, now);
            if (!earlier.isEmpty()) {
                return;
            }
            oldest.remove();
        }
    }

    private static void drop(ArrayDeque<Instant> earlier, Instant now) {
        while (!earlier.isEmpty() && !earlier.getFirst().plus(WINDOW).isAfter(now)) {
            earlier.removeFirst();
        }
    }

    private HttpFailure tooMany(ArrayDeque<Instant> earlier, Instant now) {
        Instant free = earlier.isEmpty() ? now.plus(WINDOW) : earlier.getFirst().plus(WINDOW);
        return HttpFailure.later(429, "too_many_attempts", refusal, Duration.between(now, free));
    }
}
