package dev.tunebook.sdk.internal.table;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// JSON byte for byte as the official client's standard library writes it with sorted keys, so that equal
/// tables have equal digests whichever client wrote them: blanks after `:` and `,`, everything beyond ASCII
/// escaped, decimals in the shortest form with an exponent outside 1e-4 to 1e16, and bare tokens for what
/// is not finite.
public final class PythonJson {
    private static final String HEX = "0123456789abcdef";
    private static final int LEAST_EXPONENT = -4;
    private static final int LARGEST_EXPONENT = 16;

    private final Appendable out;

    private PythonJson(Appendable out) {
        this.out = out;
    }

    /// @param out takes ASCII only
    public static void write(JsonNode node, Appendable out) throws IOException {
        new PythonJson(out).value(node);
    }

    private void value(JsonNode node) throws IOException {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else if (node.isString()) {
            text(node.asString());
        } else if (node.isIntegralNumber()) {
            out.append(node.asString());
        } else if (node.isNumber()) {
            number(node);
        } else if (node.isBoolean()) {
            out.append(String.valueOf(node.asBoolean()));
        } else {
            out.append("null");
        }
    }

    private void object(JsonNode node) throws IOException {
        Map<String, JsonNode> sorted = new TreeMap<>(PythonJson::compareCodePoints);
        node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        Iterator<Map.Entry<String, JsonNode>> members = sorted.entrySet().iterator();
        out.append('{');
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            text(member.getKey());
            out.append(": ");
            value(member.getValue());
            out.append(members.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    private void array(JsonNode node) throws IOException {
        List<JsonNode> values = List.copyOf(node.values());
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            value(values.get(i));
        }
        out.append(']');
    }

    private void text(String text) throws IOException {
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                out.append(text, done, i);
                escaped(text.charAt(i));
                done = i + 1;
            }
        }
        out.append(text, done, text.length());
        out.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }

    private void escaped(char c) throws IOException {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\f' -> out.append("\\f");
            case '\b' -> out.append("\\b");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(c >> shift & 0xf));
                }
            }
        }
    }

    private void number(JsonNode node) throws IOException {
        double value = Json.asDouble(node);
        if (Double.isNaN(value)) {
            out.append("NaN");
        } else if (Double.isInfinite(value)) {
            out.append(value > 0 ? "Infinity" : "-Infinity");
        } else if (value == 0) {
            out.append(1 / value < 0 ? "-0.0" : "0.0");
        } else {
            decimal(value);
        }
    }

    private void decimal(double value) throws IOException {
        BigDecimal shortest = new BigDecimal(Json.shortest(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        out.append(value < 0 ? "-" : "");
        if (exponent >= LEAST_EXPONENT && exponent < LARGEST_EXPONENT) {
            String plain = shortest.abs().toPlainString();
            out.append(plain).append(plain.indexOf('.') < 0 ? ".0" : "");
        } else {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            out.append('e').append(exponent < 0 ? '-' : '+');
            out.append(Math.abs(exponent) < 10 ? "0" : "").append(String.valueOf(Math.abs(exponent)));
        }
    }

    private static int compareCodePoints(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }
}
