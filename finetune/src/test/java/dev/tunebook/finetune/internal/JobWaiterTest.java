package dev.tunebook.finetune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobWaiterTest {
    private final List<String> seen = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    private final JobWaiter waiter = new JobWaiter(1, () -> now, pause -> now = now.plus(pause));

    private final class Job implements JobWaiter.Watched {
        private final String name;
        private final int pause;
        private int looksLeft;

        Job(String name, int looksLeft, int pause) {
            this.name = name;
            this.looksLeft = looksLeft;
            this.pause = pause;
        }

        @Override
        public Optional<Duration> look(JobWaiter.Turn turn) {
            looksLeft--;
            seen.add(name + " at " + now.getEpochSecond());
            return looksLeft == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(pause));
        }

        @Override
        public void giveUp() {
            seen.add(name + " given up at " + now.getEpochSecond());
        }
    }

    @Test
    void looksAtEachWhenItIsDueAndNoneDelaysAnother() {
        waiter.watch(List.of(new Job("slow", 3, 60), new Job("once", 1, 60), new Job("often", 3, 25)));
        assertThat(seen)
                .containsExactly(
                        "slow at 0",
                        "once at 0",
                        "often at 0",
                        "often at 25",
                        "often at 50",
                        "slow at 60",
                        "slow at 120");
    }

    @Test
    void anInterruptEndsTheWaitingAndLeavesEveryJobAsItStands() {
        JobWaiter interrupted = new JobWaiter(1, () -> now, pause -> {
            throw new InterruptedException();
        });
        interrupted.watch(List.of(new Job("running", -1, 60), new Job("once", 1, 60), new Job("paused", -1, 60)));
        assertThat(seen)
                .containsExactly(
                        "running at 0", "once at 0", "paused at 0", "running given up at 0", "paused given up at 0");
        assertThat(Thread.interrupted()).isTrue();
    }

    /// A look that meets others, and notes when it passes its turn.
    private record Meeting(String name, CyclicBarrier others, Queue<String> passed) implements JobWaiter.Watched {
        @Override
        public Optional<Duration> look(JobWaiter.Turn turn) {
            try {
                others.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError(name + " was looked at alone", e);
            }
            turn.await();
            passed.add(name);
            turn.pass();
            return Optional.empty();
        }

        @Override
        public void giveUp() {
            throw new AssertionError("nobody interrupts");
        }
    }

    @Test
    void asManyAreLookedAtAtOnceAsWanted() {
        CyclicBarrier three = new CyclicBarrier(3);
        Queue<String> passed = new ConcurrentLinkedQueue<>();
        List<Meeting> jobs = IntStream.range(0, 9)
                .mapToObj(i -> new Meeting("job " + i, three, passed))
                .toList();
        new JobWaiter(3, () -> now, pause -> now = now.plus(pause)).watch(jobs);
        assertThat(passed).hasSize(9);
    }

    @Test
    void turnsComeInTheOrderOfTheJobs() {
        CyclicBarrier all = new CyclicBarrier(8);
        Queue<String> passed = new ConcurrentLinkedQueue<>();
        List<Meeting> jobs = IntStream.range(0, 8)
                .mapToObj(i -> new Meeting("job " + i, all, passed))
                .toList();
        new JobWaiter(8, () -> now, pause -> now = now.plus(pause)).watch(jobs);
        assertThat(passed).containsExactly("job 0", "job 1", "job 2", "job 3", "job 4", "job 5", "job 6", "job 7");
    }

    @Test
    void whoWaitsForItsNextLookHoldsNobodysTurnUp() {
        Queue<String> passed = new ConcurrentLinkedQueue<>();
        JobWaiter.Watched waits = new JobWaiter.Watched() {
            private boolean again;

            @Override
            public Optional<Duration> look(JobWaiter.Turn turn) {
                if (!again) {
                    again = true;
                    return Optional.of(Duration.ofMinutes(1));
                }
                turn.await();
                passed.add("late");
                return Optional.empty();
            }

            @Override
            public void giveUp() {}
        };
        new JobWaiter(2, () -> now, pause -> now = now.plus(pause))
                .watch(List.of(waits, new Meeting("in time", new CyclicBarrier(1), passed)));
        assertThat(passed).containsExactly("in time", "late");
    }
}
