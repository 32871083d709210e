package dev.tunebook.finetune.format;

import dev.tunebook.model.wire.Json;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The text Python prints for a value, as JSON: `Method(type='dpo', dpo=DpoMethod(beta=0.1))` is
/// `{"type": "dpo", "dpo": {"beta": 0.1}}`. Nothing is evaluated.
///
/// ```
/// value  = string | number | "True" | "False" | "None" | list | tuple | dict | object
/// list   = "[" [ value { "," value } ] "]"
/// tuple  = "(" [ value { "," value } [ "," ] ] ")"
/// dict   = "{" [ value ":" value { "," value ":" value } ] "}"
/// object = name "(" [ name "=" value { "," name "=" value } ] ")"
/// ```
///
/// The key of a dictionary is a text, a number or a word. A name stands once in its object or dictionary. `nan` and
/// `inf` are numbers.
public final class PythonText {
    /// Longer texts are not read.
    public static final int LONGEST = 1 << 20;

    private static final int DEEPEST = 50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
    private static final Pattern NUMBER =
            Pattern.compile("(-?(?:[0-9]{1,300}+(\\.[0-9]{0,300}+)?([eE][+-]?[0-9]{1,4}+)?|inf|nan))(?![A-Za-z0-9_.])");
    private static final Map<String, JsonNode> WORDS =
            Map.of("True", Json.tree(true), "False", Json.tree(false), "None", Json.tree(null));
    private static final String ESCAPED = "\\'\"nrtabfv";
    private static final String MEANT = "\\'\"\n\r\t\u0007\b\f\u000B";
    private static final Map<Character, Integer> HEX_DIGITS = Map.of('x', 2, 'u', 4, 'U', 8);

    private final String text;
    private int at;

    private PythonText(String text) {
        this.text = text;
    }

    /// The value; empty when the text is anything else.
    public static Optional<JsonNode> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        PythonText reader = new PythonText(text);
        try {
            JsonNode value = reader.value(0);
            reader.skipSpace();
            return reader.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NotPython e) {
            return Optional.empty();
        }
    }

    private JsonNode value(int depth) {
        if (depth > DEEPEST) {
            throw new NotPython();
        }
        skipSpace();
        switch (peek()) {
            case '\'', '"':
                return Json.tree(string());
            case '[':
                return items('[', ']', depth);
            case '(':
                return items('(', ')', depth);
            case '{':
                return members('{', '}', ':', () -> key(value(depth + 1)), depth);
            default:
                return plain(depth);
        }
    }

    private JsonNode plain(int depth) {
        Optional<JsonNode> number = match(NUMBER).map(PythonText::number);
        if (number.isPresent()) {
            return number.get();
        }
        String name = match(NAME).orElseThrow(NotPython::new);
        JsonNode word = WORDS.get(name);
        return word != null ? word : members('(', ')', '=', () -> match(NAME).orElseThrow(NotPython::new), depth);
    }

    private static JsonNode number(String digits) {
        if (digits.endsWith("inf") || digits.endsWith("nan")) {
            double sign = digits.startsWith("-") ? -1 : 1;
            return Json.tree(digits.endsWith("nan") ? Double.NaN : sign * Double.POSITIVE_INFINITY);
        }
        boolean decimal = digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0;
        return decimal ? Json.tree(Double.parseDouble(digits)) : Json.tree(new BigInteger(digits));
    }

    private static String key(JsonNode key) {
        if (key.isContainer()) {
            throw new NotPython();
        }
        return key.asString("null");
    }

    private ArrayNode items(char open, char close, int depth) {
        ArrayNode items = Json.array();
        expect(open);
        if (take(close)) {
            return items;
        }
        do {
            items.add(value(depth + 1));
            if (take(close)) {
                return items;
            }
            expect(',');
            // Python prints a tuple of one as `(1,)`.
        } while (items.size() > 1 || open != '(' || !take(close));
        return items;
    }

    private ObjectNode members(char open, char close, char between, Supplier<String> name, int depth) {
        ObjectNode members = Json.object();
        expect(open);
        if (take(close)) {
            return members;
        }
        while (true) {
            skipSpace();
            String key = name.get();
            if (members.has(key)) {
                throw new NotPython();
            }
            expect(between);
            members.set(key, value(depth + 1));
            if (take(close)) {
                return members;
            }
            expect(',');
        }
    }

    private String string() {
        char quote = next();
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = next();
            if (c == quote) {
                return value.toString();
            }
            if (c == '\n') {
                throw new NotPython();
            }
            if (c == '\\') {
                escape(value);
            } else {
                value.append(c);
            }
        }
    }

    private void escape(StringBuilder value) {
        char c = next();
        int simple = ESCAPED.indexOf(c);
        Integer digits = HEX_DIGITS.get(c);
        if (simple >= 0) {
            value.append(MEANT.charAt(simple));
        } else if (digits != null && at + digits <= text.length()) {
            int point = hex(text.substring(at, at + digits));
            at += digits;
            value.appendCodePoint(point);
        } else {
            throw new NotPython();
        }
    }

    private static int hex(String digits) {
        if (!digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw new NotPython();
        }
        long point = Long.parseLong(digits, 16);
        if (point > Character.MAX_CODE_POINT) {
            throw new NotPython();
        }
        return (int) point;
    }

    private Optional<String> match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher.group());
    }

    private char peek() {
        if (at == text.length()) {
            throw new NotPython();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean take(char wanted) {
        skipSpace();
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw new NotPython();
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /// Ends a reading; carries nothing, for the text may be anybody's.
    private static final class NotPython extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPython() {
            super(null, null, false, false);
        }
    }
}
