package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.provider.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Looks at running jobs in turn until all have ended or the time is up. No job waits for another.
public final class JobWaiter {
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Duration interval;
    private final Duration patience;

    /// @param interval between two looks at the same job
    /// @param patience how long to wait in all; zero for a single look
    public JobWaiter(InstantSource clock, Sleeper sleeper, Duration interval, Duration patience) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.interval = interval;
        this.patience = patience;
    }

    /// A job that has not ended.
    public interface Watched {
        /// Takes in what is new.
        ///
        /// @return whether there is nothing more to wait for
        boolean look();

        /// The time is up: leaves the job as it stands.
        void giveUp();
    }

    /// Returns when each job has ended or was given up.
    public void watch(List<? extends Watched> jobs) {
        Instant deadline = clock.instant().plus(patience);
        List<Watched> left = new ArrayList<>(jobs);
        while (true) {
            left.removeIf(Watched::look);
            Duration rest = Duration.between(clock.instant(), deadline);
            if (left.isEmpty()) {
                return;
            }
            if (rest.isZero() || rest.isNegative() || !slept(rest.compareTo(interval) < 0 ? rest : interval)) {
                left.forEach(Watched::giveUp);
                return;
            }
        }
    }

    private boolean slept(Duration pause) {
        try {
            sleeper.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
