package dev.tunebook.finetune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobWaiterTest {
    private final List<String> seen = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    private final JobWaiter waiter = new JobWaiter(() -> now, pause -> now = now.plus(pause));

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
        public Optional<Duration> look() {
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
        JobWaiter interrupted = new JobWaiter(() -> now, pause -> {
            throw new InterruptedException();
        });
        interrupted.watch(List.of(new Job("running", -1, 60), new Job("once", 1, 60), new Job("paused", -1, 60)));
        assertThat(seen)
                .containsExactly(
                        "running at 0", "once at 0", "paused at 0", "running given up at 0", "paused given up at 0");
        assertThat(Thread.interrupted()).isTrue();
    }
}
