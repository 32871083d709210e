package dev.tunebook.server.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Viewer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/// How many stream requests each user may send in a minute, counted by the clock's minutes. The official client
/// reads off the answers how fast it may go.
final class StreamQuota {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_USERS = 100_000;

    private final int most;
    private final InstantSource clock;
    private final Cache<Viewer, Left> left =
            Caffeine.newBuilder().maximumSize(MOST_USERS).build();

    /// @param most requests in a minute, 0 for any number
    StreamQuota(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /// @param window number of the minute
    /// @param requests still to come in it, negative when more came than may
    /// @param reset seconds until the next
    record Left(long window, long requests, long reset) {}

    /// Counts a request; empty when none are counted.
    ///
    /// @throws HttpFailure 429 when the minute's are used up
    Optional<Left> take(Viewer viewer) {
        if (most == 0) {
            return Optional.empty();
        }
        long now = clock.instant().getEpochSecond();
        long window = now / WINDOW.toSeconds();
        long reset = WINDOW.toSeconds() - now % WINDOW.toSeconds();
        Left after = Objects.requireNonNull(left.asMap()
                .compute(
                        viewer,
                        (user, before) -> before == null || before.window() != window
                                ? new Left(window, most - 1L, reset)
                                : new Left(window, before.requests() - 1, reset)));
        if (after.requests() < 0) {
            throw HttpFailure.later(
                    429,
                    "too_many_requests",
                    "More than " + most + " file_stream requests came in a minute (setting"
                            + " 'stream-requests-per-minute'); send this again in " + reset + " s.",
                    Duration.ofSeconds(reset));
        }
        return Optional.of(after);
    }
}
