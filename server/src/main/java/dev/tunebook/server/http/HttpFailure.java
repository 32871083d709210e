package dev.tunebook.server.http;

import java.time.Duration;
import java.util.Optional;

/// A refusal with an HTTP status, a stable code and a message that names the thing, the value and the next step.
public final class HttpFailure extends RuntimeException {
    private final int status;
    private final String code;
    private final Optional<Duration> retryAfter;

    private HttpFailure(int status, String code, String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public static HttpFailure of(int status, String code, String message) {
        return new HttpFailure(status, code, message, Optional.empty());
    }

    public static HttpFailure badRequest(String code, String message) {
        return of(400, code, message);
    }

    public static HttpFailure notFound(String message) {
        return of(404, "not_found", message);
    }

    public static HttpFailure forbidden(String message) {
        return of(403, "forbidden", message);
    }

    public static HttpFailure unauthorized(String message) {
        return of(401, "unauthorized", message);
    }

    /// Temporary trouble: the official client retries 429 and 503 and gives up on most other statuses.
    public static HttpFailure later(int status, String code, String message, Duration retryAfter) {
        return new HttpFailure(status, code, message, Optional.of(retryAfter));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
