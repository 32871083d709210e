package dev.tunebook.server.http;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/// The one place that turns a failure into an answer, on REST and GraphQL alike. Unexpected ones are logged under an
/// id; the answer names the id and nothing of the inside.
public final class ErrorResponses {
    private static final Logger LOG = System.getLogger(ErrorResponses.class.getName());
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(30);

    private ErrorResponses() {}

    /// Every throwable as a refusal with status, code and message.
    public static HttpFailure failure(Throwable thrown) {
        return switch (thrown) {
            case HttpFailure failure -> failure;
            case StoreException.NotFound e -> HttpFailure.of(404, e.code(), text(e));
            case StoreException.Gone e -> HttpFailure.of(410, e.code(), text(e));
            case StoreException.Conflict e -> HttpFailure.of(409, e.code(), text(e));
            case StoreException.Denied e -> HttpFailure.of(403, e.code(), text(e));
            case StoreException.Invalid e -> HttpFailure.of(400, e.code(), text(e));
            case StoreException.Busy e -> HttpFailure.later(503, e.code(), text(e), SOON);
            case StoreException.Full e -> HttpFailure.later(507, e.code(), text(e), LATER);
            case InvalidJsonException e -> HttpFailure.badRequest(e.code(), text(e));
            case InvalidNameException e -> HttpFailure.badRequest("invalid_name", text(e));
            default -> unexpected(thrown);
        };
    }

    public static Response of(HttpFailure failure) {
        Response response = Response.json(
                failure.status(), Map.of("error", Map.of("code", failure.code(), "message", failure.text())));
        if (failure.status() == 401) {
            // Not Basic, though that is taken too: a browser would answer it with a dialog of its own over our sign-in
            // page.
            response = response.with("WWW-Authenticate", "Bearer realm=\"tunebook\"");
        }
        return failure.retryAfter().isEmpty()
                ? response
                : response.with(
                        "Retry-After",
                        Long.toString(Math.max(1, failure.retryAfter().get().toSeconds())));
    }

    private static HttpFailure unexpected(Throwable thrown) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.ERROR, "Unexpected failure " + id, thrown);
        return HttpFailure.of(
                500, "internal", "The server met an unexpected failure; its log has the cause under " + id + ".");
    }

    private static String text(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
