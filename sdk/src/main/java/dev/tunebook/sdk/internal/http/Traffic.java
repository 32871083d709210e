package dev.tunebook.sdk.internal.http;

import java.time.Duration;
import java.util.Set;

/// Kinds of requests, each with the rules of repeating that the official client keeps.
public enum Traffic {
    GRAPHQL(20, Duration.ofSeconds(30), Set.of(400, 401, 403, 404, 409, 410, 413, 422, 501), false),
    /// Creating or touching a run: a conflict is a race with a writer that is about to end, so it is worth
    /// repeating.
    UPSERT_RUN(20, Duration.ofSeconds(30), Set.of(400, 401, 403, 404, 410, 413, 422, 501), false),
    /// About seven days.
    FILE_STREAM(10_085, Duration.ofSeconds(180), Set.of(400, 401, 403, 404, 409, 410, 413, 422, 501), false),
    /// Files up and down: client errors are final except 408, 425 and 429.
    TRANSFER(20, Duration.ofMinutes(3), Set.of(501), true);

    static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final long SLOWEST_BYTES_A_SECOND = 32 << 10;
    private static final Set<Integer> TRANSIENT_CLIENT_ERRORS = Set.of(408, 425, 429);

    private final int attempts;
    private final Duration timeout;
    private final Set<Integer> fatal;
    private final boolean clientErrorsAreFatal;

    Traffic(int attempts, Duration timeout, Set<Integer> fatal, boolean clientErrorsAreFatal) {
        this.attempts = attempts;
        this.timeout = timeout;
        this.fatal = fatal;
        this.clientErrorsAreFatal = clientErrorsAreFatal;
    }

    /// Whether answers are small enough to be read at once.
    boolean isOfSmallAnswers() {
        return this != TRANSFER;
    }

    int attempts() {
        return attempts;
    }

    /// How long the answer to a request may take to begin: longer for what takes long to send.
    Duration timeout(long bodyLength) {
        return timeout.plusSeconds(bodyLength / SLOWEST_BYTES_A_SECOND);
    }

    boolean worthRepeating(int status) {
        if (status < 400 || fatal.contains(status)) {
            return false;
        }
        return status >= 500 || !clientErrorsAreFatal || TRANSIENT_CLIENT_ERRORS.contains(status);
    }
}
