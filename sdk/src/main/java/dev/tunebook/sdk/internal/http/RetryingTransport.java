package dev.tunebook.sdk.internal.http;

import dev.tunebook.sdk.error.TransportException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// Repeats what is worth repeating: 2 s doubling to 60 s with up to a quarter more, or as long as
/// `Retry-After` says.
public final class RetryingTransport implements Transport {
    private static final double JITTER = 0.25;
    private static final Duration LONGEST_ASKED_WAIT = Duration.ofMinutes(10);

    private final Transport next;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final DoubleSupplier random;
    private final Optional<Duration> patience;

    /// @param random numbers from 0 to 1
    /// @param patience time after which nothing is repeated any more, where attempts alone do not bound it
    public RetryingTransport(
            Transport next, InstantSource clock, Sleeper sleeper, DoubleSupplier random, Optional<Duration> patience) {
        this.next = next;
        this.clock = clock;
        this.sleeper = sleeper;
        this.random = random;
        this.patience = patience;
    }

    @Override
    public HttpReply send(HttpCall call) {
        Instant start = clock.instant();
        for (int attempt = 1; ; attempt++) {
            Duration wait = backOff(attempt);
            try {
                HttpReply reply = attempt(call);
                if (!call.traffic().worthRepeating(reply.status())) {
                    return reply;
                }
                wait = askedWait(reply).orElse(wait);
                if (isLast(call, attempt, start, wait)) {
                    return reply;
                }
                reply.close();
            } catch (TransportException e) {
                if (isLast(call, attempt, start, wait) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            pause(wait, call);
        }
    }

    /// A small answer counts only when it has arrived whole.
    private HttpReply attempt(HttpCall call) {
        HttpReply reply = next.send(call);
        return call.traffic().isOfSmallAnswers() ? reply.whole() : reply;
    }

    private boolean isLast(HttpCall call, int attempt, Instant start, Duration wait) {
        Instant next = clock.instant().plus(wait);
        return attempt >= call.traffic().attempts()
                || patience.map(start::plus).filter(next::isAfter).isPresent();
    }

    private Duration backOff(int attempt) {
        Duration wait = Traffic.LONGEST_WAIT;
        if (attempt < 6) {
            wait = Traffic.FIRST_WAIT.multipliedBy(1L << (attempt - 1));
        }
        wait = wait.compareTo(Traffic.LONGEST_WAIT) > 0 ? Traffic.LONGEST_WAIT : wait;
        return wait.plusMillis((long) (wait.toMillis() * JITTER * random.getAsDouble()));
    }

    private Optional<Duration> askedWait(HttpReply reply) {
        return reply.header("Retry-After").flatMap(this::parseWait).map(wait -> {
            Duration positive = wait.isNegative() ? Duration.ZERO : wait;
            return positive.compareTo(LONGEST_ASKED_WAIT) > 0 ? LONGEST_ASKED_WAIT : positive;
        });
    }

    private Optional<Duration> parseWait(String text) {
        try {
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(text.strip()) * 1000)));
        } catch (NumberFormatException notSeconds) {
            return parseDate(text);
        }
    }

    private Optional<Duration> parseDate(String text) {
        try {
            Instant until = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(clock.instant(), until));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private void pause(Duration wait, HttpCall call) {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted while waiting to repeat " + call.place(), e);
        }
    }
}
