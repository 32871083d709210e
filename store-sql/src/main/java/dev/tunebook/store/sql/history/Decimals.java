package dev.tunebook.store.sql.history;

/// Writes doubles in the forms that follow from their value. The digits are those of [Double#toString(double)]: the
/// fewest that tell the number from its neighbours.
final class Decimals {
    private Decimals() {}

    /// Whether the form writes a number as Java does.
    ///
    /// @param java what [Double#toString(double)] says
    static boolean isWrittenAs(Form form, String java) {
        return form == (java.indexOf('E') < 0 ? Form.FIXED : Form.JAVA);
    }

    static void write(Form form, double value, ByteSink out) {
        write(form, Double.toString(value), out);
    }

    /// @param java the number as [Double#toString(double)] says it
    static void write(Form form, String java, ByteSink out) {
        if (isWrittenAs(form, java)) {
            out.ascii(java, 0, java.length());
            return;
        }
        int exponentAt = java.indexOf('E');
        int from = 0;
        if (java.charAt(0) == '-') {
            out.u8('-');
            from = 1;
        }
        int end = exponentAt < 0 ? java.length() : exponentAt;
        int point = java.indexOf('.');
        int exponent = exponentAt < 0 ? 0 : Integer.parseInt(java, exponentAt + 1, java.length(), 10);
        String digits = java.substring(from, point) + java.substring(point + 1, end);
        int leading = 0;
        while (leading < digits.length() - 1 && digits.charAt(leading) == '0') {
            leading++;
        }
        int trailing = digits.length();
        while (trailing > leading + 1 && digits.charAt(trailing - 1) == '0') {
            trailing--;
        }
        int scale = point - from + exponent - leading;
        put(form, digits.substring(leading, trailing), scale, out);
    }

    /// @param scale the number is 0.DIGITS times ten to this
    private static void put(Form form, String digits, int scale, ByteSink out) {
        switch (form) {
            case FIXED -> fixed(digits, scale, out);
            case PADDED, SIGNED -> {
                int exponent = mantissa(digits, scale, false, out);
                out.u8('e').u8(exponent < 0 ? '-' : '+');
                String power = Integer.toString(Math.abs(exponent));
                if (form == Form.PADDED && power.length() < 2) {
                    out.u8('0');
                }
                out.ascii(power, 0, power.length());
            }
            case JAVA -> {
                String power = Integer.toString(mantissa(digits, scale, true, out));
                out.u8('E').ascii(power, 0, power.length());
            }
            case INTEGER,
                    OTHER_NUMBER,
                    NAN,
                    INFINITY,
                    MINUS_INFINITY,
                    NAN_TEXT,
                    INFINITY_TEXT,
                    MINUS_INFINITY_TEXT,
                    TRUE,
                    FALSE,
                    NULL,
                    STRING,
                    LIST,
                    OBJECT -> throw new IllegalArgumentException(form + " does not follow from a double");
        }
    }

    private static void fixed(String digits, int scale, ByteSink out) {
        int count = digits.length();
        if (scale <= 0) {
            out.u8('0').u8('.').fill('0', -scale).ascii(digits, 0, count);
        } else if (scale >= count) {
            out.ascii(digits, 0, count).fill('0', scale - count).u8('.').u8('0');
        } else {
            out.ascii(digits, 0, scale).u8('.').ascii(digits, scale, count);
        }
    }

    /// @return the exponent that belongs to it
    private static int mantissa(String digits, int scale, boolean alwaysPoint, ByteSink out) {
        out.ascii(digits, 0, 1);
        if (digits.length() > 1) {
            out.u8('.').ascii(digits, 1, digits.length());
        } else if (alwaysPoint) {
            out.u8('.').u8('0');
        }
        return scale - 1;
    }
}
