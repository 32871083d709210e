package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.provider.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/// Looks at jobs, each when it is due, until there is nothing left to wait for. No job waits for another.
public final class JobWaiter {
    private final InstantSource clock;
    private final Sleeper sleeper;

    public JobWaiter(InstantSource clock, Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /// A job that may have to be looked at more than once.
    public interface Watched {
        /// Takes in what is new.
        ///
        /// @return how long to wait before the next look; empty when there is nothing more to wait for
        Optional<Duration> look();

        /// The waiting ends early: leaves the job as it stands.
        void giveUp();
    }

    private record Due(Instant at, int place, Watched job) {}

    /// Returns when each job has had its last look. The first looks are in the order of the list.
    public void watch(List<? extends Watched> jobs) {
        Queue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::place));
        Instant start = clock.instant();
        for (Watched job : jobs) {
            queue.add(new Due(start, queue.size(), job));
        }
        while (!queue.isEmpty()) {
            Due next = queue.remove();
            if (!sleptUntil(next.at())) {
                next.job().giveUp();
                queue.forEach(due -> due.job().giveUp());
                return;
            }
            next.job()
                    .look()
                    .ifPresent(pause -> queue.add(new Due(clock.instant().plus(pause), next.place(), next.job())));
        }
    }

    private boolean sleptUntil(Instant due) {
        Duration rest = Duration.between(clock.instant(), due);
        if (rest.isZero() || rest.isNegative()) {
            return true;
        }
        try {
            sleeper.sleep(rest);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
