package dev.tunebook.finetune.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    private void pass(Duration time) {
        pauses.add(time);
        now = now.plus(time);
    }

    private Pace pace(OptionalDouble perSecond) {
        return new Pace(perSecond, () -> now, this::pass);
    }

    @Test
    void noMoreRequestsThanAllowed() throws InterruptedException {
        Pace pace = pace(OptionalDouble.of(4));
        for (int i = 0; i < 9; i++) {
            pace.await();
        }
        assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(2));
        now = now.plusSeconds(10);
        pauses.clear();
        pace.await();
        assertThat(pauses).isEmpty();
    }

    @Test
    void withoutALimitNobodyWaits() throws InterruptedException {
        Pace pace = pace(OptionalDouble.empty());
        for (int i = 0; i < 100; i++) {
            pace.await();
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void nobodySendsWhileTheServiceWantsToBeLeftAlone() throws InterruptedException {
        Pace pace = pace(OptionalDouble.empty());
        pace.quiet(Duration.ofSeconds(5));
        pace.quiet(Duration.ofSeconds(3));
        pace.await();
        assertThat(pauses).containsExactly(Duration.ofSeconds(5));
        pace.await();
        assertThat(pauses).hasSize(1);
    }

    @Test
    void whoWaitsAlreadyWaitsLongerWhenTheServiceSaysSoMeanwhile() throws InterruptedException {
        List<Pace> told = new ArrayList<>();
        Pace pace = new Pace(OptionalDouble.empty(), () -> now, time -> {
            if (pauses.isEmpty()) {
                told.get(0).quiet(Duration.ofSeconds(7));
            }
            pass(time);
        });
        told.add(pace);
        pace.quiet(Duration.ofSeconds(5));
        pace.await();
        assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(2));
    }
}
