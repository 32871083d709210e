package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import dev.tunebook.model.wire.Json;
import java.util.Arrays;

/// Reads one JSON value as it was written: its [Form] and, where it is a number, the number. Reused from value to
/// value.
final class Literal {
    /// Decimals of so few digits are the shortest of their double, unless it is next to nothing.
    private static final int ALWAYS_SHORTEST = 15;

    private static final int MOST_DIGITS = 17;
    private static final int MOST_SUMMED = 18;
    private static final int USUAL_EXPONENT = 290;
    private static final long EXACT = 1L << 53;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /// The longest escaped spelling of `-Infinity`, with its quotes.
    private static final int LONGEST_SPECIAL = 9 * 6 + 2;

    private final ByteSink written = new ByteSink(32);
    private Form form = Form.NULL;
    private long bits;
    private long digits;

    Form form() {
        return form;
    }

    /// The integer of [Form#INTEGER], the bits of the double of other numbers.
    long bits() {
        return bits;
    }

    /// Reads the valid JSON value in `[from, to)`.
    void read(byte[] text, int from, int to) {
        switch (text[from]) {
            case '"' -> string(text, from, to);
            case '[' -> form = Form.LIST;
            case '{' -> form = Form.OBJECT;
            case 't' -> form = Form.TRUE;
            case 'f' -> form = Form.FALSE;
            case 'n' -> form = Form.NULL;
            case 'N' -> special(Form.NAN, Double.NaN);
            case 'I' -> special(Form.INFINITY, Double.POSITIVE_INFINITY);
            case '-' -> {
                if (text[from + 1] == 'I') {
                    special(Form.MINUS_INFINITY, Double.NEGATIVE_INFINITY);
                } else {
                    number(text, from, to);
                }
            }
            default -> number(text, from, to);
        }
    }

    private void special(Form found, double value) {
        form = found;
        bits = Double.doubleToLongBits(value);
    }

    private void string(byte[] text, int from, int to) {
        form = Form.STRING;
        byte first = text[from + 1];
        boolean special = first == 'N' || first == 'I' || first == '-' || first == '\\';
        if (!special || to - from > LONGEST_SPECIAL) {
            return;
        }
        boolean escaped = false;
        for (int i = from; i < to; i++) {
            escaped |= text[i] == '\\';
        }
        String content = escaped
                ? Json.parse(new String(text, from, to - from, UTF_8)).asString()
                : new String(text, from + 1, to - from - 2, UTF_8);
        switch (content) {
            case "NaN" -> special(escaped ? Form.OTHER_NUMBER : Form.NAN_TEXT, Double.NaN);
            case "Infinity" -> special(escaped ? Form.OTHER_NUMBER : Form.INFINITY_TEXT, Double.POSITIVE_INFINITY);
            case "-Infinity" ->
                special(escaped ? Form.OTHER_NUMBER : Form.MINUS_INFINITY_TEXT, Double.NEGATIVE_INFINITY);
            default -> form = Form.STRING;
        }
    }

    private void number(byte[] text, int from, int to) {
        boolean negative = text[from] == '-';
        int start = negative ? from + 1 : from;
        int whole = digits(text, start, to, 0);
        int point = whole < to && text[whole] == '.' ? whole : -1;
        int at = point < 0 ? whole : digits(text, point + 1, to, digits);
        if (point < 0 && at == to) {
            integer(text, from, to, negative ? -digits : digits, text[start] == '0' ? 0 : at - start);
            return;
        }
        int first = first(text, start, at);
        int count = first == at ? 0 : at - first - (point > first ? 1 : 0);
        int power = (at == to ? 0 : exponent(text, at + 1, to)) - (point < 0 ? 0 : at - point - 1);
        int significant = count - zerosAtEnd(text, first, at);
        boolean surely = significant <= ALWAYS_SHORTEST && Math.abs(power + count) < USUAL_EXPONENT;
        form = form(text, from, to, at, point);
        double value;
        if (form == Form.OTHER_NUMBER || surely || significant > MOST_DIGITS || count > MOST_SUMMED) {
            value = decimal(text, from, to, negative, digits, count, power);
            boolean known = surely || form == Form.OTHER_NUMBER;
            if (!known && !(significant <= MOST_DIGITS && isWritten(text, from, to, value))) {
                form = Form.OTHER_NUMBER;
            }
        } else {
            value = shortest(text, from, to, negative, digits, power);
        }
        bits = Double.doubleToLongBits(value);
    }

    /// Adds the digits from `at` on to a sum, [#digits]. Beyond 18 digits it means nothing and is not used.
    ///
    /// @return where they end
    private int digits(byte[] text, int from, int to, long begun) {
        int at = from;
        long sum = begun;
        while (to - at >= Long.BYTES) {
            long eight = EightBytes.at(text, at);
            if (!EightBytes.areDigits(eight)) {
                break;
            }
            sum = sum * 100_000_000 + EightBytes.number(eight);
            at += Long.BYTES;
        }
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            sum = sum * 10 + text[at++] - '0';
        }
        digits = sum;
        return at;
    }

    /// Where the first digit stands that is not 0, or the end.
    private static int first(byte[] text, int from, int to) {
        int at = from;
        while (at < to && (text[at] == '0' || text[at] == '.')) {
            at++;
        }
        return at;
    }

    private static int zerosAtEnd(byte[] text, int from, int to) {
        int zeros = 0;
        for (int at = to - 1; at >= from && (text[at] == '0' || text[at] == '.'); at--) {
            zeros += text[at] == '0' ? 1 : 0;
        }
        return zeros;
    }

    /// The double of a decimal of at most 18 digits, which keeps its form only if it is the shortest of its double. A
    /// double whose shortest decimal it is must be the one it means, so a near one will do to ask.
    private double shortest(byte[] text, int from, int to, boolean negative, long digits, int power) {
        boolean near = power >= -22 && power <= 22;
        double value = near ? near(digits, power) : Math.abs(JavaDoubleParser.parseDouble(text, from, to - from));
        if (!isShortest(value, digits, power)) {
            double parsed = Math.abs(JavaDoubleParser.parseDouble(text, from, to - from));
            if (parsed == value || !isShortest(parsed, digits, power)) {
                form = Form.OTHER_NUMBER;
            }
            value = parsed;
        }
        return negative ? -value : value;
    }

    private static boolean isShortest(double value, long digits, int power) {
        return value > 0 && value < Double.POSITIVE_INFINITY && ShortestDecimal.is(value, digits, power);
    }

    /// The double of these digits times a power of ten, or one beside it.
    private static double near(long digits, int power) {
        double begun = digits;
        double lost = digits - (long) begun;
        if (power >= 0) {
            double product = begun * POWERS[power];
            return product + Math.fma(begun, POWERS[power], -product) + lost * POWERS[power];
        }
        double tens = POWERS[-power];
        double quotient = begun / tens;
        return quotient + (Math.fma(-quotient, tens, begun) + lost) / tens;
    }

    private void integer(byte[] text, int from, int to, long value, int count) {
        boolean minusZero = count == 0 && text[from] == '-';
        if (count <= MOST_SUMMED && !minusZero) {
            form = Form.INTEGER;
            bits = value;
            return;
        }
        form = Form.OTHER_NUMBER;
        if (minusZero) {
            bits = 0;
            return;
        }
        bits = Double.doubleToLongBits(JavaDoubleParser.parseDouble(text, from, to - from));
        if (to - from <= 20) {
            try {
                bits = Long.parseLong(new String(text, from, to - from, UTF_8));
                form = Form.INTEGER;
            } catch (NumberFormatException e) {
                // Larger than 64 bits.
            }
        }
    }

    private static int exponent(byte[] text, int from, int to) {
        int at = text[from] == '-' || text[from] == '+' ? from + 1 : from;
        int power = 0;
        for (; at < to; at++) {
            power = Math.min(100_000, power * 10 + text[at] - '0');
        }
        return text[from] == '-' ? -power : power;
    }

    private static double decimal(byte[] text, int from, int to, boolean negative, long digits, int count, int power) {
        if (count <= MOST_SUMMED && digits <= EXACT && power >= -22 && power <= 22) {
            double value = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
            return negative ? -value : value;
        }
        return JavaDoubleParser.parseDouble(text, from, to - from);
    }

    /// The form whose rules the text keeps to, if its digits are the shortest.
    private static Form form(byte[] text, int from, int to, int exponentAt, int point) {
        int start = text[from] == '-' ? from + 1 : from;
        boolean plain = exponentAt == to;
        boolean tail = point > 0 && text[exponentAt - 1] == '0';
        boolean pointZero = point > 0 && exponentAt == point + 2 && text[point + 1] == '0';
        if (plain) {
            return tail && !pointZero ? Form.OTHER_NUMBER : Form.FIXED;
        }
        boolean oneDigit = text[start] != '0' && (point < 0 ? exponentAt == start + 1 : point == start + 1);
        if (!oneDigit) {
            return Form.OTHER_NUMBER;
        }
        return text[exponentAt] == 'E'
                ? java(text, exponentAt, to, point > 0 && (!tail || pointZero))
                : signed(text, exponentAt, to, !tail);
    }

    private static Form java(byte[] text, int exponentAt, int to, boolean mantissa) {
        int power = exponentAt + (text[exponentAt + 1] == '-' ? 2 : 1);
        return mantissa && text[power] != '+' && text[power] != '0' && to > power ? Form.JAVA : Form.OTHER_NUMBER;
    }

    private static Form signed(byte[] text, int exponentAt, int to, boolean mantissa) {
        boolean sign = text[exponentAt + 1] == '-' || text[exponentAt + 1] == '+';
        int power = exponentAt + 2;
        int length = to - power;
        if (!mantissa || !sign) {
            return Form.OTHER_NUMBER;
        }
        if (length == 2 || length > 2 && text[power] != '0') {
            boolean zero = text[power] == '0' && text[power + 1] == '0';
            return zero && text[exponentAt + 1] == '-' ? Form.OTHER_NUMBER : Form.PADDED;
        }
        return length == 1 && !(text[power] == '0' && text[exponentAt + 1] == '-') ? Form.SIGNED : Form.OTHER_NUMBER;
    }

    private boolean isWritten(byte[] text, int from, int to, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return false;
        }
        String java = Double.toString(value);
        if (Decimals.isWrittenAs(form, java)) {
            return same(java, text, from, to);
        }
        written.clear();
        Decimals.write(form, java, written);
        return Arrays.equals(written.array(), 0, written.size(), text, from, to);
    }

    private static boolean same(String ascii, byte[] text, int from, int to) {
        if (ascii.length() != to - from) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (ascii.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
