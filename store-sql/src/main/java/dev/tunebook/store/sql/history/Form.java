package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.store.history.ValueType;
import java.util.Optional;

/// How a value was written, so that it is written again byte for byte. The order is on disk: add only at the end.
enum Form {
    /// A 64-bit integer as Java writes it.
    INTEGER(ValueType.NUMBER),
    /// The shortest digits of a double without exponent, at least one on each side of the point: `0.1`, `5.0`.
    FIXED(ValueType.NUMBER),
    /// The shortest digits with a signed exponent of at least two digits, as Python writes: `1e-05`, `1.5e+16`.
    PADDED(ValueType.NUMBER),
    /// The shortest digits with a signed exponent, as Go and JavaScript write: `1e-7`.
    SIGNED(ValueType.NUMBER),
    /// The shortest digits with an exponent, as Java writes: `1.0E-5`.
    JAVA(ValueType.NUMBER),
    /// Any other number; the text is kept beside it.
    OTHER_NUMBER(ValueType.NUMBER),
    NAN(ValueType.NUMBER, "NaN"),
    INFINITY(ValueType.NUMBER, "Infinity"),
    MINUS_INFINITY(ValueType.NUMBER, "-Infinity"),
    NAN_TEXT(ValueType.NUMBER, "\"NaN\""),
    INFINITY_TEXT(ValueType.NUMBER, "\"Infinity\""),
    MINUS_INFINITY_TEXT(ValueType.NUMBER, "\"-Infinity\""),
    TRUE(ValueType.BOOLEAN, "true"),
    FALSE(ValueType.BOOLEAN, "false"),
    NULL(ValueType.NULL, "null"),
    STRING(ValueType.STRING),
    LIST(ValueType.LIST),
    OBJECT(ValueType.OBJECT);

    static final Form[] ALL = values();

    private final ValueType type;
    private final Optional<byte[]> literal;

    Form(ValueType type) {
        this.type = type;
        this.literal = Optional.empty();
    }

    Form(ValueType type, String literal) {
        this.type = type;
        this.literal = Optional.of(literal.getBytes(UTF_8));
    }

    static Form of(byte code) {
        return ALL[code];
    }

    byte code() {
        return (byte) ordinal();
    }

    ValueType type() {
        return type;
    }

    boolean isNumber() {
        return type == ValueType.NUMBER;
    }

    /// Whether the text is kept, because nothing shorter says it.
    boolean keepsText() {
        return literal.isEmpty() && (type != ValueType.NUMBER || this == OTHER_NUMBER);
    }

    /// What values of this form are always written as; empty where it depends on the value.
    Optional<byte[]> literal() {
        return literal;
    }
}
