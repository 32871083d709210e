package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.provider.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks at jobs, each when it is due, several at once, until there is nothing left to wait for. No job waits for
/// another, except for its turn.
public final class JobWaiter {
    private final int parallel;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Queue<Watched> arrivals = new ConcurrentLinkedQueue<>();

    /// @param parallel how many jobs to look at at once
    public JobWaiter(int parallel, InstantSource clock, Sleeper sleeper) {
        this.parallel = parallel;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /// A job that may have to be looked at more than once.
    public interface Watched {
        /// Takes in what is new. Calls come one after the other, from any thread.
        ///
        /// @param turn for what must be done in the order of the jobs
        /// @return how long to wait before the next look; empty when there is nothing more to wait for
        Optional<Duration> look(Turn turn);

        /// The waiting ends early: leaves the job as it stands.
        void giveUp();
    }

    /// Keeps jobs in order at one point of a look.
    public interface Turn {
        /// Returns when each job before this one that is being looked at has passed its turn or ended its look.
        void await();

        /// Lets the next one go on.
        void pass();
    }

    /// Adds a job while others are watched; it is looked at as soon as there is room. From any look.
    public void add(Watched job) {
        arrivals.add(job);
    }

    private record Due(Instant at, int place, Watched job) {}

    /// What came of a look.
    ///
    /// @param next when the job is due again
    private record Seen(Due due, Optional<Duration> next) {}

    /// Returns when each job has had its last look. The first looks begin in the order of the list.
    public void watch(List<? extends Watched> jobs) {
        ExecutorService workers = Executors.newFixedThreadPool(parallel, JobWaiter::daemon);
        try {
            new Round(workers).run(jobs);
        } finally {
            workers.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tunebook-sync");
        thread.setDaemon(true);
        return thread;
    }

    /// One call of [#watch].
    private final class Round {
        private final ExecutorService workers;
        private final Queue<Due> queue =
                new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::place));
        private final BlockingQueue<Work> ended = new LinkedBlockingQueue<>();
        private final Set<Work> atWork = new HashSet<>();
        private final Turns turns = new Turns();
        private int places;

        Round(ExecutorService workers) {
            this.workers = workers;
        }

        void run(List<? extends Watched> jobs) {
            Instant start = clock.instant();
            for (Watched job : jobs) {
                queue.add(new Due(start, places++, job));
            }
            try {
                while (!queue.isEmpty() || !atWork.isEmpty()) {
                    step();
                }
            } catch (InterruptedException e) {
                giveUp();
                Thread.currentThread().interrupt();
            }
        }

        private void step() throws InterruptedException {
            Duration rest = queue.isEmpty()
                    ? Duration.ofDays(1)
                    : Duration.between(clock.instant(), queue.element().at());
            boolean due = rest.isZero() || rest.isNegative();
            if (due && atWork.size() < parallel) {
                begin(queue.remove());
            } else if (atWork.isEmpty()) {
                sleeper.sleep(rest);
            } else {
                // Only real time passes here: a clock of a test stands still while somebody works.
                take(due ? ended.take() : ended.poll(rest.toMillis() + 1, TimeUnit.MILLISECONDS));
            }
        }

        private void begin(Due due) {
            turns.enter(due.place());
            Work work = new Work(due);
            atWork.add(work);
            workers.execute(work);
        }

        /// A look that tells when it has ended.
        private final class Work extends FutureTask<Seen> {
            private final Due due;

            Work(Due due) {
                super(() -> {
                    try {
                        return new Seen(due, due.job().look(turns.of(due.place())));
                    } finally {
                        turns.leave(due.place());
                    }
                });
                this.due = due;
            }

            @Override
            protected void done() {
                ended.add(this);
            }
        }

        private void take(@Nullable Work look) throws InterruptedException {
            if (look != null) {
                atWork.remove(look);
                Seen seen = result(look);
                for (Watched job = arrivals.poll(); job != null; job = arrivals.poll()) {
                    queue.add(new Due(clock.instant(), places++, job));
                }
                seen.next()
                        .ifPresent(pause -> queue.add(new Due(
                                clock.instant().plus(pause),
                                seen.due().place(),
                                seen.due().job())));
            }
        }

        private Seen result(Work look) throws InterruptedException {
            try {
                return look.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(e.getCause());
            }
        }

        /// Those at work are told to end, and are waited for: a job must not go on behind the caller's back.
        private void giveUp() {
            for (Runnable notBegun : workers.shutdownNow()) {
                if (notBegun instanceof JobWaiter.Round.Work work && atWork.remove(work)) {
                    turns.leave(work.due.place());
                    queue.add(work.due);
                }
            }
            while (!atWork.isEmpty()) {
                try {
                    take(ended.take());
                } catch (InterruptedException e) {
                    // Somebody is impatient; the looks end soon.
                }
            }
            while (!queue.isEmpty()) {
                queue.remove().job().giveUp();
            }
        }
    }
}
