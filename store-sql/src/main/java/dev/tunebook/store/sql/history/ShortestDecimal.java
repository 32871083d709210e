package dev.tunebook.store.sql.history;

import java.math.BigInteger;

/// Tells whether a decimal is the one that [Double#toString(double)] gives for a double, without writing it: the fewest
/// digits that round to the double, and of those the nearest. Found as in Raffaello Giulietti's "The Schubfach way to
/// render doubles", with three products of 126 bits by 64.
final class ShortestDecimal {
    /// What [#factor] is known for.
    private static final int LOWEST_POWER = -292;

    private static final int HIGHEST_POWER = 324;
    /// Of a factor: two halves of 63 bits.
    private static final int FACTOR_BITS = 126;

    private static final long LOW_63 = Long.MAX_VALUE;
    private static final long FRACTION = (1L << 52) - 1;
    private static final int LOWEST_EXPONENT = -1074;
    /// Doubles of fewer units in the last place are given with two digits.
    private static final int FEW_UNITS = 3;

    /// The upper and the lower half of each factor.
    private static final long[] FACTORS = new long[2 * (HIGHEST_POWER - LOWEST_POWER + 1)];

    private static final long[] TENS = new long[19];

    static {
        long ten = 1;
        for (int power = 0; power < TENS.length; power++) {
            TENS[power] = ten;
            ten *= 10;
        }
        for (int power = LOWEST_POWER; power <= HIGHEST_POWER; power++) {
            BigInteger factor = factor(power);
            FACTORS[2 * (power - LOWEST_POWER)] = factor.shiftRight(63).longValueExact();
            FACTORS[2 * (power - LOWEST_POWER) + 1] = factor.longValue() & LOW_63;
        }
    }

    private ShortestDecimal() {}

    /// The first 126 bits of a power of ten, rounded up.
    private static BigInteger factor(int power) {
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        BigInteger leading = power < 0
                ? BigInteger.ONE.shiftLeft(ten.bitLength() + FACTOR_BITS - 1).divide(ten)
                : ten.shiftRight(ten.bitLength() - FACTOR_BITS);
        return leading.add(BigInteger.ONE);
    }

    /// @param value finite and not 0; its sign is passed over
    /// @param digits above 0
    /// @param power the decimal is the digits times ten to this
    static boolean is(double value, long digits, int power) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & FRACTION;
        int biased = (int) (bits >>> 52) & 0x7FF;
        long units = biased == 0 ? fraction : fraction | FRACTION + 1;
        int exponent = Math.max(biased, 1) - 1 + LOWEST_EXPONENT;
        return units < FEW_UNITS
                ? is(10 * units, exponent, true, -1, digits, power)
                : is(units, exponent, fraction != 0 || biased <= 1, 0, digits, power);
    }

    /// @param regular whether the next lower double is as far away as the next higher one
    /// @param shift tens by which the units have been made more
    private static boolean is(long units, int exponent, boolean regular, int shift, long digits, int power) {
        int odd = (int) units & 1;
        int tens = regular ? tens(exponent) : tensOfThreeQuarters(exponent);
        int place = exponent + twos(-tens) + 2;
        long high = FACTORS[2 * (-tens - LOWEST_POWER)];
        long low = FACTORS[2 * (-tens - LOWEST_POWER) + 1];
        // Four times the double and the ends of what rounds to it, in units of ten to `tens`.
        long middle = times(high, low, units << 2 << place);
        long lowest = times(high, low, (units << 2) - (regular ? 2 : 1) << place) + odd;
        long highest = times(high, low, (units << 2) + 2 << place) - odd;
        long down = middle >> 2;
        if (down >= 100) {
            long shorter = down / 10 * 10;
            boolean isIn = lowest <= shorter << 2;
            if (isIn != (shorter + 10 << 2 <= highest)) {
                return same(isIn ? shorter : shorter + 10, tens + shift, digits, power);
            }
        }
        boolean isIn = lowest <= down << 2;
        boolean nearerDown = middle - (down + down + 1 << 1) < 0 || middle == (down + down + 1 << 1) && (down & 1) == 0;
        boolean takeDown = isIn == (down + 1 << 2 <= highest) ? nearerDown : isIn;
        return same(takeDown ? down : down + 1, tens + shift, digits, power);
    }

    private static boolean same(long found, int foundPower, long digits, int power) {
        int more = power - foundPower;
        return more >= 0 ? isMultiple(found, digits, more) : isMultiple(digits, found, -more);
    }

    private static boolean isMultiple(long large, long small, int tens) {
        return tens < TENS.length && Math.multiplyHigh(small, TENS[tens]) == 0 && small * TENS[tens] == large;
    }

    /// The product without its lowest bits; the last bit that is left says whether any of those was set.
    private static long times(long high, long low, long by) {
        long middle = (high * by >>> 1) + Math.multiplyHigh(low, by);
        long upper = Math.multiplyHigh(high, by) + (middle >>> 63);
        return upper | (middle & LOW_63) + LOW_63 >>> 63;
    }

    /// The tens in a power of two: its decimal logarithm, rounded down.
    private static int tens(int twos) {
        return (int) (twos * 661_971_961_083L >> 41);
    }

    /// The same of three quarters of it.
    private static int tensOfThreeQuarters(int twos) {
        return (int) (twos * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    /// The twos in a power of ten: its binary logarithm, rounded down.
    private static int twos(int tens) {
        return (int) (tens * 913_124_641_741L >> 38);
    }
}
