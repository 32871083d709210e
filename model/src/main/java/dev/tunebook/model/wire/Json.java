package dev.tunebook.model.wire;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.NumberOutput;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The one place that configures the JSON library. Reading takes the bare tokens `NaN`, `Infinity` and
/// `-Infinity`, keeps
/// integer and decimal form apart and 64-bit integers exact, and refuses what nests deeper than [#DEEPEST].
/// Writing comes twice: *strict* for anything parsed by other JSON libraries (non-finite numbers become
/// strings), and
/// *extended* for what W&B's core writes inside history, summary and config strings (bare tokens).
public final class Json {
    /// The deepest nesting read or written.
    public static final int DEEPEST = 200;

    private static final int LONGEST_STRING = 256 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    private static final JsonMapper STRICT = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();
    private static final JsonMapper PART = STRICT.rebuild()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper EXTENDED =
            STRICT.rebuild().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// The tree of one JSON document.
    ///
    /// @throws InvalidJsonException when it is no JSON, or too deep
    public static JsonNode parse(String text) {
        try {
            return STRICT.readTree(text);
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    /// The tree of one JSON document in UTF-8.
    public static JsonNode parse(byte[] utf8) {
        try {
            return STRICT.readTree(utf8);
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    /// The JSON object this text is.
    public static ObjectNode parseObject(String text) {
        return requireObject(parse(text));
    }

    /// The JSON object this text is, in UTF-8.
    public static ObjectNode parseObject(byte[] utf8) {
        return requireObject(parse(utf8));
    }

    /// Strict JSON, compact.
    public static String write(JsonNode node) {
        return STRICT.writeValueAsString(node);
    }

    /// Strict JSON, compact, UTF-8.
    public static byte[] bytes(JsonNode node) {
        return STRICT.writeValueAsBytes(node);
    }

    /// Extended JSON, compact: non-finite numbers are bare tokens.
    public static String writeExtended(JsonNode node) {
        return EXTENDED.writeValueAsString(node);
    }

    /// Strict JSON, indented for people.
    public static String pretty(JsonNode node) {
        return STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    /// The tree of a Java value: maps, lists, arrays, numbers, text, booleans, `null`, enums, records,
    /// `java.time`.
    /// The numbers come out as if read from text, so that equal numbers are equal nodes.
    public static JsonNode tree(@Nullable Object value) {
        try {
            return parse(EXTENDED.writeValueAsString(value));
        } catch (JacksonException e) {
            throw new InvalidJsonException(
                    "a value of " + (value == null ? "null" : value.getClass().getName())
                            + " cannot be written as JSON; log numbers, text, booleans, lists or maps of these",
                    e);
        }
    }

    /// The members of an object, in order.
    public static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    /// An object of these members, in order.
    public static ObjectNode object(Map<String, JsonNode> members) {
        ObjectNode object = object();
        object.setAll(members);
        return object;
    }

    /// The nearest `double` of a number of any size: one too large is infinite, where `JsonNode.asDouble` throws.
    public static double asDouble(JsonNode number) {
        return number.isNumber() ? number.numberValue().doubleValue() : number.asDouble();
    }

    /// The text of a string node; empty for a missing one, `null` and every other kind.
    public static Optional<String> text(@Nullable JsonNode node) {
        return node != null && node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }

    /// A streaming reader for hot paths; throws Jackson's unchecked exceptions, see [#invalid(JacksonException)].
    public static JsonParser parser(byte[] utf8) {
        return STRICT.createParser(utf8);
    }

    /// A streaming reader of text.
    public static JsonParser parser(String text) {
        return STRICT.createParser(text);
    }

    /// A streaming reader of UTF-8.
    public static JsonParser parser(InputStream utf8) {
        return STRICT.createParser(utf8);
    }

    /// A streaming writer of strict JSON in UTF-8.
    public static JsonGenerator generator(OutputStream utf8) {
        return STRICT.createGenerator(utf8);
    }

    /// The value at the parser's current token, within a document that goes on behind it.
    public static JsonNode readValue(JsonParser parser) {
        return PART.readTree(parser);
    }

    /// The tree at the parser's current token, which ends the document.
    public static JsonNode readTree(JsonParser parser) {
        return STRICT.readTree(parser);
    }

    /// The shortest decimal text that reads back as this number.
    public static String shortest(double number) {
        return NumberOutput.toString(number, true);
    }

    /// What to throw for a failure of the streaming reader.
    public static InvalidJsonException invalid(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return new InvalidJsonException(
                "not valid JSON" + where + " (" + kind(e) + "); send one JSON document in UTF-8");
    }

    private static String kind(JacksonException e) {
        String name = e.getClass().getSimpleName();
        return switch (name) {
            case "UnexpectedEndOfInputException" -> "it ends early";
            case "StreamConstraintsException" -> "too deep or too long";
            default -> "unexpected text";
        };
    }

    private static ObjectNode requireObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidJsonException("expected a JSON object, found " + node.getNodeType() + "; send {…}");
    }
}
