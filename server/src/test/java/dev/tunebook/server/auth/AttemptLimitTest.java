package dev.tunebook.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {
    private final TestClock clock = new TestClock();

    private AttemptLimit limit(int perMinute, int remembered) {
        return new AttemptLimit(perMinute, remembered, "Too many.", clock);
    }

    private static void refused(AttemptLimit limit, String who) {
        assertThatThrownBy(() -> limit.count(who)).isInstanceOf(HttpFailure.class);
    }

    @Test
    void noMinuteWhereverItBeginsHoldsMoreThanTheLimit() {
        AttemptLimit limit = limit(2, 10);
        clock.advance(Duration.ofSeconds(59));
        limit.count("a");
        clock.advance(Duration.ofSeconds(30));
        limit.count("a");
        clock.advance(Duration.ofSeconds(29));
        refused(limit, "a");
        clock.advance(Duration.ofSeconds(1));
        limit.count("a");
        refused(limit, "a");
        clock.advance(Duration.ofSeconds(29));
        refused(limit, "a");
        clock.advance(Duration.ofSeconds(1));
        limit.count("a");
    }

    @Test
    void theRefusalSaysWhenTheNextAttemptIsFree() {
        AttemptLimit limit = limit(1, 10);
        limit.count("a");
        clock.advance(Duration.ofSeconds(13));
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> limit.count("a"));
        assertThat(failure.status()).isEqualTo(429);
        assertThat(failure.code()).isEqualTo("too_many_attempts");
        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(47));
    }

    @Test
    void everybodyHasAnAccountOfHisOwn() {
        AttemptLimit limit = limit(1, 10);
        limit.count("a");
        limit.count("b");
        refused(limit, "a");
        refused(limit, "b");
    }

    @Test
    void aRightAttemptIsTakenBack() {
        AttemptLimit limit = limit(1, 10);
        limit.takeBack(limit.count("a"));
        limit.count("a");
        refused(limit, "a");
    }

    /// Else an attacker would send from many places to have his own count forgotten.
    @Test
    void aFloodOfStrangersForgetsNobodyAndIsHeldTogether() {
        AttemptLimit limit = limit(2, 3);
        limit.count("attacker");
        limit.count("attacker");
        limit.count("s1");
        limit.count("s2");
        limit.count("s3");
        limit.count("s4");
        refused(limit, "s5");
        refused(limit, "attacker");
        limit.count("s1");
        clock.advance(Duration.ofMinutes(1));
        limit.count("s5");
        limit.count("s5");
        refused(limit, "s5");
    }

    @Test
    void aLimitOfNothingLetsNothingThrough() {
        assertThat(catchThrowableOfType(HttpFailure.class, () -> limit(0, 1).count("a"))
                        .retryAfter())
                .hasValue(Duration.ofMinutes(1));
    }
}
