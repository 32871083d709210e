package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Numbers are read bit for bit as the JDK reads them, and keep their form only where the JDK writes their very digits.
class LiteralPropertyTest {
    private static final int SEEDS = 200;

    private final Literal literal = new Literal();

    @Test
    void decimalsAreTheDoubleTheJdkReads() {
        Seeds.each(SEEDS, random -> {
            for (int i = 0; i < 500; i++) {
                String text = anyDecimal(random);
                read(text);
                assertThat(literal.bits()).as(text).isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
            }
        });
    }

    @Test
    void aFormIsKeptWhereItGivesBackTheTextAndOnlyThere() {
        Seeds.each(SEEDS, random -> {
            for (int i = 0; i < 500; i++) {
                String text = anyDecimal(random);
                read(text);
                Form form = literal.form();
                if (form == Form.OTHER_NUMBER) {
                    assertThat(isWrittenByAnyForm(text)).as(text).isFalse();
                } else {
                    assertThat(written(form, Double.parseDouble(text))).isEqualTo(text);
                }
            }
        });
    }

    @Test
    void integersOfAnyLengthAreExact() {
        Seeds.each(SEEDS, random -> {
            for (int i = 0; i < 100; i++) {
                String text =
                        Long.toString(random.nextLong() >> random.nextInt(64)) + digits(random, random.nextInt(4));
                read(text);
                BigDecimal exact = new BigDecimal(text);
                boolean fits = exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
                assertThat(literal.form()).as(text).isEqualTo(fits ? Form.INTEGER : Form.OTHER_NUMBER);
                if (fits) {
                    assertThat(literal.bits()).as(text).isEqualTo(exact.longValueExact());
                } else {
                    assertThat(Double.longBitsToDouble(literal.bits())).isEqualTo(Double.parseDouble(text));
                }
            }
        });
    }

    @Test
    void theShortestDecimalIsTheOneTheJdkWrites() {
        Seeds.each(SEEDS, random -> {
            for (int i = 0; i < 500; i++) {
                double value = anyDouble(random);
                BigDecimal written = new BigDecimal(Double.toString(value));
                assertThat(isShortest(value, written)).as("%s", value).isTrue();
                BigDecimal unit = BigDecimal.valueOf(1, written.scale());
                BigDecimal other = random.nextBoolean()
                        ? written.add(random.nextBoolean() ? unit : unit.negate())
                        : new BigDecimal(value).round(new MathContext(random.nextInt(14, 19)));
                if (other.signum() > 0) {
                    assertThat(isShortest(value, other))
                            .as("%s of %s", other, value)
                            .isEqualTo(other.compareTo(written) == 0);
                }
            }
        });
    }

    private static boolean isShortest(double value, BigDecimal decimal) {
        return ShortestDecimal.is(value, decimal.unscaledValue().longValueExact(), -decimal.scale());
    }

    private void read(String text) {
        byte[] bytes = (" " + text + "!").getBytes(UTF_8);
        literal.read(bytes, 1, bytes.length - 1);
    }

    private static boolean isWrittenByAnyForm(String text) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            return false;
        }
        return written(Form.FIXED, value).equals(text)
                || written(Form.PADDED, value).equals(text)
                || written(Form.SIGNED, value).equals(text)
                || written(Form.JAVA, value).equals(text);
    }

    private static String written(Form form, double value) {
        ByteSink out = new ByteSink(32);
        Decimals.write(form, value, out);
        return new String(out.toArray(), UTF_8);
    }

    /// Above 0: any bits, the ends of binades, a few units, or what programs log.
    private static double anyDouble(SplittableRandom random) {
        double any = switch (random.nextInt(6)) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> Math.scalb(1.0, random.nextInt(-1074, 1024));
            case 2 -> Double.MIN_VALUE * random.nextInt(1, 200);
            case 3 -> random.nextInt(1, 1_000_000) / 1e4;
            case 4 -> (double) (float) random.nextDouble();
            default -> random.nextDouble() * Math.pow(10, random.nextInt(-30, 30));
        };
        double near = random.nextInt(4) == 0 ? Math.nextUp(any) : any;
        return near > 0 && near < Double.POSITIVE_INFINITY ? near : 1;
    }

    /// A JSON number with a point or an exponent, or both.
    private static String anyDecimal(SplittableRandom random) {
        double value = anyDouble(random);
        String text = switch (random.nextInt(7)) {
            case 0 -> Double.toString(value);
            case 1 -> written(Form.FIXED, random.nextDouble() * Math.pow(10, random.nextInt(-8, 20)));
            case 2 -> written(random.nextBoolean() ? Form.PADDED : Form.SIGNED, value);
            // As many digits as a double needs, and around: few of these are the shortest.
            case 3 ->
                new BigDecimal(value)
                        .round(new MathContext(random.nextInt(14, 20)))
                        .toString();
            // Exactly between two doubles, or as near to it as a few more digits say.
            case 4 ->
                new BigDecimal(value)
                        .add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.TWO))
                        .round(new MathContext(random.nextInt(15, 40)))
                        .toString();
            case 5 -> random.nextInt(100) + "." + digits(random, random.nextInt(1, 24));
            default ->
                random.nextInt(1, 10) + "." + digits(random, random.nextInt(1, 20)) + "e" + random.nextInt(-330, 320);
        };
        String signed = random.nextInt(4) == 0 ? "-" + text : text;
        return signed.contains(".") || signed.contains("e") || signed.contains("E") ? signed : signed + ".0";
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
        }
        return digits.toString();
    }
}
