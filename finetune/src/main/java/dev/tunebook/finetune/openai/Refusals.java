package dev.tunebook.finetune.openai;

import dev.tunebook.finetune.format.ProviderError;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.ProviderException.Kind;
import java.net.http.HttpHeaders;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/// The one place that turns a refused request into what a caller sees.
final class Refusals {
    /// A code is a word; anything else might quote something.
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    private final Service service;
    private final InstantSource clock;

    Refusals(Service service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    /// @param thing what was asked for, such as `job ftjob-1`
    FailedAttempt of(String thing, int status, HttpHeaders headers, String body) {
        ProviderError error = ProviderError.parse(body);
        Kind kind = kind(status, error);
        boolean again = RetryHints.shouldRetry(headers).orElse(kind == Kind.TRANSIENT) && !error.isQuotaExhausted();
        Optional<String> requestId =
                headers.firstValue("x-request-id").filter(id -> WORD.matcher(id).matches());
        String codes = error.code()
                .filter(code -> WORD.matcher(code).matches())
                .map(code -> " (" + code + ")")
                .orElse("");
        String message =
                service.name() + " answered " + status + codes + " for the " + thing + ": " + advice(status, error)
                        + requestId.map(id -> " [request " + id + "]").orElse("");
        return new FailedAttempt(
                new ProviderException(kind, message, requestId, Optional.empty()),
                again,
                status == 429,
                RetryHints.pause(headers, clock));
    }

    /// An answer of status 200 that cannot be read: a proxy's page, or a body cut off.
    FailedAttempt unreadable(String thing, HttpHeaders headers, Exception cause) {
        String message = service.name() + " sent something unreadable for the " + thing + ": " + cause.getMessage()
                + "; a proxy may be answering in its place";
        return new FailedAttempt(
                new ProviderException(Kind.TRANSIENT, message, headers.firstValue("x-request-id"), Optional.of(cause)),
                true,
                false,
                Optional.empty());
    }

    FailedAttempt unreachable(String thing, String host, Exception cause) {
        String message = "No answer from " + service.name() + " at " + host + " for the " + thing + " ("
                + cause.getClass().getSimpleName() + "); check the connection and " + service.addressVariable();
        return new FailedAttempt(
                new ProviderException(Kind.TRANSIENT, message, Optional.empty(), Optional.of(cause)),
                true,
                false,
                Optional.empty());
    }

    private static Kind kind(int status, ProviderError error) {
        return error.isQuotaExhausted() ? Kind.DENIED : Kind.ofStatus(status);
    }

    private String advice(int status, ProviderError error) {
        if (error.isQuotaExhausted()) {
            return "the account has no credit left";
        }
        return switch (status) {
            case 401 -> "the key is missing or wrong; check " + service.keyVariable();
            case 403 -> "the key may not read this; check its scopes, organisation and project";
            case 404, 410 -> "there is no such thing, or it was deleted; check the id";
            case 429 -> "too many requests; run the sync again later";
            default ->
                status >= 500
                        ? "the service is in trouble; run the sync again later"
                        : status >= 300 && status < 400
                                ? "it redirects, which is not followed so that the key goes nowhere else"
                                : "it refuses the request";
        };
    }
}
