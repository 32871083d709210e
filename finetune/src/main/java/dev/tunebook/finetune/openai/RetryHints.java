package dev.tunebook.finetune.openai;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What the headers of a failure say about asking again.
final class RetryHints {
    private RetryHints() {}

    /// `x-should-retry`, which overrules the status.
    static Optional<Boolean> shouldRetry(HttpHeaders headers) {
        return headers.firstValue("x-should-retry")
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::parseBoolean);
    }

    /// `retry-after-ms`, then `retry-after` in seconds or as an HTTP date; never negative.
    static Optional<Duration> pause(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("retry-after-ms")
                .flatMap(text -> duration(text, 1))
                .or(() -> headers.firstValue("retry-after")
                        .flatMap(text -> duration(text, 1000).or(() -> until(text, clock))));
    }

    private static Optional<Duration> duration(String text, int milliseconds) {
        try {
            double number = Double.parseDouble(text.strip());
            return number >= 0 && number <= Integer.MAX_VALUE
                    ? Optional.of(Duration.ofMillis((long) Math.ceil(number * milliseconds)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> until(String httpDate, InstantSource clock) {
        try {
            ZonedDateTime date = ZonedDateTime.parse(httpDate.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration pause = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
