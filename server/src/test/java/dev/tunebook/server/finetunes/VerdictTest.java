package dev.tunebook.server.finetunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tunebook.server.finetunes.Verdict.Curve;
import dev.tunebook.server.finetunes.Verdict.Kind;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rule, on curves whose answer is known.
class VerdictTest {
    private static final long SEED = 20261128;

    private static Curve curve(int length, IntToDoubleFunction value) {
        return new Curve(
                IntStream.range(0, length).mapToDouble(i -> (i + 1) * 10).toArray(),
                IntStream.range(0, length).mapToDouble(value).toArray());
    }

    private static Curve valley(int length, int lowest, double noise, Random random) {
        return curve(
                length,
                i -> 1
                        - 0.5 * Math.min(i, lowest) / lowest
                        + 0.5 * Math.max(0, i - lowest) / (length - lowest)
                        + noise * random.nextGaussian());
    }

    private static Kind judged(Curve full, Curve valid, Curve train) {
        return Verdict.of(full, valid, train).kind();
    }

    @Test
    void needsValidationDataAndEnoughOfIt() {
        assertThat(Verdict.of(Curve.NONE, Curve.NONE, curve(50, i -> 1)).text())
                .isEqualTo("No validation data: no validation loss was recorded.");
        assertThat(Verdict.of(curve(2, i -> 1), curve(5, i -> 1), Curve.NONE).text())
                .isEqualTo("Not enough validation points to judge overfitting (5).");
        assertThat(judged(Curve.NONE, curve(9, i -> i < 4 ? Double.NaN : 1), Curve.NONE))
                .isEqualTo(Kind.NOT_ENOUGH);
    }

    @Test
    void aClearValleyIsOverfittingSinceItsLowestPoint() {
        Verdict verdict =
                Verdict.of(Curve.NONE, valley(30, 10, 0.01, new Random(SEED)), curve(300, i -> 1.0 / (i + 1)));
        assertThat(verdict.kind()).isEqualTo(Kind.OVERFITTING);
        assertThat(verdict.step().orElseThrow()).isCloseTo(110, within(20.0));
        assertThat(verdict.value().orElseThrow()).isCloseTo(0.5, within(0.05));
        assertThat(verdict.end()).hasValue(300);
        assertThat(verdict.text()).matches("Overfitting since step \\d+ \\(p < 0\\.001\\)\\.");
    }

    @Test
    void trainingLossThatRisesTooMakesItDiverging() {
        Verdict verdict = Verdict.of(
                Curve.NONE, valley(30, 10, 0.01, new Random(SEED)), curve(30, i -> 1 + Math.max(0, i - 8) * 0.1));
        assertThat(verdict.kind()).isEqualTo(Kind.DIVERGING);
        assertThat(verdict.text()).endsWith(": training loss rises too.");
    }

    @Test
    void theLossOverTheWholeFileCountsWhereItHasSixPoints() {
        Curve rising = valley(30, 10, 0, new Random(SEED));
        assertThat(judged(curve(6, i -> 2 - i * 0.1), rising, Curve.NONE)).isEqualTo(Kind.NO_SIGN);
        assertThat(judged(curve(5, i -> 2 - i * 0.1), rising, Curve.NONE)).isEqualTo(Kind.OVERFITTING);
    }

    @Test
    void aRiseBelowFivePercentIsNoSign() {
        assertThat(judged(Curve.NONE, curve(40, i -> 1 + Math.max(0, i - 5) * 0.001), Curve.NONE))
                .isEqualTo(Kind.NO_SIGN);
        assertThat(judged(Curve.NONE, curve(40, i -> 1 + Math.max(0, i - 5) * 0.01), Curve.NONE))
                .isEqualTo(Kind.OVERFITTING);
    }

    @Test
    void aTailOfThreePointsIsTooShort() {
        assertThat(judged(Curve.NONE, curve(9, i -> i < 6 ? 2 - i * 0.2 : i), Curve.NONE))
                .isEqualTo(Kind.NO_SIGN);
    }

    @Test
    void aLowestPointAtTheEndIsNoSign() {
        Verdict verdict = Verdict.of(Curve.NONE, curve(20, i -> 2 - i * 0.05), Curve.NONE);
        assertThat(verdict.kind()).isEqualTo(Kind.NO_SIGN);
        assertThat(verdict.text()).isEqualTo("No sign of overfitting. With few or noisy points it can go unseen.");
    }

    /// Thousands of points are thinned to medians, which single outliers do not move.
    @Test
    void longCurvesAreThinned() {
        Random random = new Random(SEED);
        Curve valley = valley(5_000, 1_500, 0.02, random);
        valley.y()[4_000] = -50;
        Verdict verdict = Verdict.of(Curve.NONE, valley, Curve.NONE);
        assertThat(verdict.kind()).isEqualTo(Kind.OVERFITTING);
        assertThat(verdict.step().orElseThrow()).isCloseTo(15_000, within(2_500.0));
    }

    /// False alarms stay at the levels of the test, 5 in 100 and 1 in 100 for the sure ones: 70 and 20 of 1,000 are
    /// three standard deviations above.
    @ParameterizedTest
    @CsvSource({"6, 0.05", "10, 0.3", "20, 0.1", "20, 0.3", "60, 0.3", "200, 0.3"})
    void flatNoiseRaisesNoAlarm(int points, double noise) {
        Random random = new Random(SEED);
        int alarms = 0;
        int sure = 0;
        for (int round = 0; round < 1_000; round++) {
            Kind kind = judged(Curve.NONE, curve(points, i -> 1 + noise * random.nextGaussian()), Curve.NONE);
            alarms += kind == Kind.NO_SIGN ? 0 : 1;
            sure += kind == Kind.NO_SIGN || kind == Kind.POSSIBLE ? 0 : 1;
        }
        System.out.println("Verdict on 1,000 flat curves of " + points + " points, noise " + noise + ": " + alarms
                + " alarms, " + sure + " of them sure");
        assertThat(alarms).as("seed %d", SEED).isLessThanOrEqualTo(70);
        assertThat(sure).as("seed %d", SEED).isLessThanOrEqualTo(20);
    }

    /// Detection at low noise: 95 of 100 with 20 validation points.
    @Test
    void clearValleysAreFound() {
        Random random = new Random(SEED);
        int found = 0;
        for (int round = 0; round < 400; round++) {
            found += judged(Curve.NONE, valley(20, 8, 0.03, random), Curve.NONE) == Kind.NO_SIGN ? 0 : 1;
        }
        assertThat(found).as("of 400 valleys, seed %d", SEED).isGreaterThanOrEqualTo(380);
    }

    @Test
    void theTrendTestIsSureOfARiseAndUnimpressedByAFall() {
        assertThat(Verdict.risingChance(new double[] {1, 2, 3, 4, 5, 6, 7, 8})).isLessThan(0.001);
        assertThat(Verdict.risingChance(new double[] {8, 7, 6, 5, 4, 3})).isEqualTo(1);
        assertThat(Verdict.risingChance(new double[] {1, 1, 1, 1})).isEqualTo(1);
        // Mann-Kendall by hand: S = 8 of n = 5, variance 16.667, z = 7 / 4.0825 = 1.7146.
        assertThat(Verdict.risingChance(new double[] {1, 2, 3, 5, 4})).isCloseTo(0.0432, within(0.0005));
    }
}
