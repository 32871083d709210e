package dev.tunebook.finetune.openai;

import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Repeats what is worth repeating: after the pause the service asks for, else after half a second, doubling
/// to 8 s, with up to a quarter more by chance.
final class RetryPolicy {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    /// A service that asks for more has to be asked again by a later sync.
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(2);

    private final int retries;
    private final Pace pace;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    /// @param retries how often to repeat after the first failure
    /// @param pace of all requests; hears when the service wants to be left alone
    RetryPolicy(int retries, Pace pace, Sleeper sleeper, RandomGenerator random) {
        this.retries = retries;
        this.pace = pace;
        this.sleeper = sleeper;
        this.random = random;
    }

    /// One try.
    interface Attempt<T> {
        T run() throws FailedAttempt;
    }

    /// The first success, or what the last failure says.
    <T> T run(Attempt<T> attempt) {
        for (int failures = 0; ; failures++) {
            awaitTurn();
            try {
                return attempt.run();
            } catch (FailedAttempt failed) {
                Duration pause = failed.requestedPause().orElse(backOff(failures));
                if (!failed.isWorthRepeating() || failures == retries || pause.compareTo(MOST_PATIENCE) > 0) {
                    throw failed.reason();
                }
                if (failed.isForAll()) {
                    pace.quiet(pause);
                } else {
                    sleep(pause, failed.reason());
                }
            }
        }
    }

    private void awaitTurn() {
        try {
            pace.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(
                    ProviderException.Kind.TRANSIENT,
                    "Interrupted before a request was sent",
                    Optional.empty(),
                    Optional.of(e));
        }
    }

    private Duration backOff(int failures) {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(failures, 10);
        long pause = Math.min(doubled, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis((long) (pause * (1 + random.nextDouble() / 4)));
    }

    private void sleep(Duration pause, ProviderException reason) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(
                    ProviderException.Kind.TRANSIENT,
                    "Interrupted before a retry. " + reason.getMessage(),
                    reason.requestId(),
                    Optional.of(e));
        }
    }
}
