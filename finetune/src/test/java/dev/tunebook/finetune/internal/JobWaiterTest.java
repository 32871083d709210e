package dev.tunebook.finetune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobWaiterTest {
    private final List<String> seen = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    private JobWaiter waiter(Duration patience) {
        return new JobWaiter(() -> now, pause -> now = now.plus(pause), Duration.ofSeconds(60), patience);
    }

    private final class Job implements JobWaiter.Watched {
        private final String name;
        private int looksLeft;

        Job(String name, int looksLeft) {
            this.name = name;
            this.looksLeft = looksLeft;
        }

        @Override
        public boolean look() {
            looksLeft--;
            seen.add(name + " at " + now.getEpochSecond());
            return looksLeft == 0;
        }

        @Override
        public void giveUp() {
            seen.add(name + " given up at " + now.getEpochSecond());
        }
    }

    @Test
    void looksAtEachUntilItEndsAndNoneDelaysAnother() {
        waiter(Duration.ofHours(1)).watch(List.of(new Job("slow", 3), new Job("fast", 1), new Job("middle", 2)));
        assertThat(seen)
                .containsExactly("slow at 0", "fast at 0", "middle at 0", "slow at 60", "middle at 60", "slow at 120");
    }

    @Test
    void givesUpAtTheDeadlineAfterALastLook() {
        waiter(Duration.ofSeconds(90)).watch(List.of(new Job("paused", -1)));
        assertThat(seen).containsExactly("paused at 0", "paused at 60", "paused at 90", "paused given up at 90");
    }

    @Test
    void withoutPatienceThereIsOneLook() {
        waiter(Duration.ZERO).watch(List.of(new Job("running", -1)));
        assertThat(seen).containsExactly("running at 0", "running given up at 0");
    }

    @Test
    void anInterruptEndsTheWaiting() {
        JobWaiter waiter = new JobWaiter(
                () -> now,
                pause -> {
                    throw new InterruptedException();
                },
                Duration.ofSeconds(60),
                Duration.ofHours(1));
        waiter.watch(List.of(new Job("running", -1)));
        assertThat(seen).containsExactly("running at 0", "running given up at 0");
        assertThat(Thread.interrupted()).isTrue();
    }
}
