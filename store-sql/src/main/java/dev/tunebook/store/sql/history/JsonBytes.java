package dev.tunebook.store.sql.history;

/// Where JSON values end in UTF-8. Strict, and stricter than JSON where that costs nothing: what is unusual (huge
/// numbers, deep nesting) counts as wrong here and is then read by the JSON library.
final class JsonBytes {
    /// Where there is no valid value.
    static final int WRONG = -1;

    private static final int DEEPEST = 60;
    private static final int LONGEST_NUMBER = 300;
    private static final int LONGEST_EXPONENT = 4;

    private JsonBytes() {}

    /// The first position from `at` that is no white space.
    static int space(byte[] text, int at, int to) {
        int next = at;
        while (next < to && (text[next] == ' ' || text[next] == '\t' || text[next] == '\n' || text[next] == '\r')) {
            next++;
        }
        return next;
    }

    /// The end of the value that starts at `at`, or [#WRONG].
    static int value(byte[] text, int at, int to) {
        return value(text, at, to, DEEPEST);
    }

    private static int value(byte[] text, int at, int to, int depth) {
        if (at >= to || depth == 0) {
            return WRONG;
        }
        return switch (text[at]) {
            case '{' -> object(text, at, to, depth - 1);
            case '[' -> list(text, at, to, depth - 1);
            default -> scalar(text, at, to);
        };
    }

    /// The end of the value that starts at `at`, which must be no object and no list, or [#WRONG].
    static int scalar(byte[] text, int at, int to) {
        if (at >= to) {
            return WRONG;
        }
        return switch (text[at]) {
            case '"' -> string(text, at, to);
            case 't' -> word(text, at, to, "true");
            case 'f' -> word(text, at, to, "false");
            case 'n' -> word(text, at, to, "null");
            case 'N' -> word(text, at, to, "NaN");
            case 'I' -> word(text, at, to, "Infinity");
            case '-' ->
                at + 1 < to && text[at + 1] == 'I' ? word(text, at + 1, to, "Infinity") : number(text, at + 1, to);
            default -> number(text, at, to);
        };
    }

    private static int word(byte[] text, int at, int to, String word) {
        if (to - at < word.length()) {
            return WRONG;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[at + i] != word.charAt(i)) {
                return WRONG;
            }
        }
        return at + word.length();
    }

    private static int number(byte[] text, int from, int to) {
        int at = digits(text, from, to);
        if (at == from || at - from > 1 && text[from] == '0') {
            return WRONG;
        }
        if (at < to && text[at] == '.') {
            int fraction = at + 1;
            at = digits(text, fraction, to);
            if (at == fraction) {
                return WRONG;
            }
        }
        if (at < to && (text[at] == 'e' || text[at] == 'E')) {
            int power = at + 1;
            if (power < to && (text[power] == '+' || text[power] == '-')) {
                power++;
            }
            at = digits(text, power, to);
            if (at == power || at - power > LONGEST_EXPONENT) {
                return WRONG;
            }
        }
        return at - from > LONGEST_NUMBER ? WRONG : at;
    }

    private static int digits(byte[] text, int from, int to) {
        int at = from;
        while (to - at >= Long.BYTES && EightBytes.areDigits(EightBytes.at(text, at))) {
            at += Long.BYTES;
        }
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    static int string(byte[] text, int from, int to) {
        int at = from + 1;
        while (at < to) {
            byte next = text[at];
            if (next == '"') {
                return at + 1;
            }
            if (next == '\\') {
                at = escape(text, at + 1, to);
                if (at == WRONG) {
                    return WRONG;
                }
            } else if (next >= 0 && next < ' ') {
                return WRONG;
            } else {
                at++;
            }
        }
        return WRONG;
    }

    private static int escape(byte[] text, int at, int to) {
        if (at >= to) {
            return WRONG;
        }
        return switch (text[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' -> {
                for (int i = at + 1; i < at + 5; i++) {
                    if (i >= to || Character.digit(text[i], 16) < 0) {
                        yield WRONG;
                    }
                }
                yield at + 5;
            }
            default -> WRONG;
        };
    }

    private static int list(byte[] text, int from, int to, int depth) {
        int at = space(text, from + 1, to);
        if (at < to && text[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = value(text, at, to, depth);
            if (at == WRONG) {
                return WRONG;
            }
            at = space(text, at, to);
            if (at >= to || text[at] != ',') {
                return at < to && text[at] == ']' ? at + 1 : WRONG;
            }
            at = space(text, at + 1, to);
        }
    }

    private static int object(byte[] text, int from, int to, int depth) {
        int at = space(text, from + 1, to);
        if (at < to && text[at] == '}') {
            return at + 1;
        }
        while (true) {
            at = colon(text, at, to);
            at = at == WRONG ? WRONG : value(text, at, to, depth);
            if (at == WRONG) {
                return WRONG;
            }
            at = space(text, at, to);
            if (at >= to || text[at] != ',') {
                return at < to && text[at] == '}' ? at + 1 : WRONG;
            }
            at = space(text, at + 1, to);
        }
    }

    /// Where the value of the member starts whose name starts at `at`, or [#WRONG].
    static int colon(byte[] text, int at, int to) {
        if (at >= to || text[at] != '"') {
            return WRONG;
        }
        int end = string(text, at, to);
        if (end == WRONG) {
            return WRONG;
        }
        int colon = space(text, end, to);
        return colon < to && text[colon] == ':' ? space(text, colon + 1, to) : WRONG;
    }
}
