package dev.tunebook.store.index;

import dev.tunebook.model.wire.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The values of one key, by slot. Kept in small blocks that exist only where some run has the key, so that a
/// project whose every run has keys of its own stays small.
final class Column {
    private static final int BITS = 6;
    private static final int BLOCK = 1 << BITS;
    private static final double EXACT = 1L << 53;
    /// Values of one list that can be found by.
    private static final int MOST_VALUES = 1_000;
    /// Different texts that are kept once each; beyond, most texts of the key are different anyway.
    private static final int MOST_SHARED = 1_000;

    /// What stands in a slot.
    enum Kind {
        ABSENT,
        /// JSON `null`.
        NOTHING,
        NUMBER,
        BOOLEAN,
        TEXT,
        /// A list; its number is its length.
        LIST,
        /// What JSON does not have.
        OTHER,
        /// An object, whose members are keys of their own.
        OBJECT
    }

    private static final Kind[] KINDS = Kind.values();

    private @Nullable Block[] blocks = new Block[0];
    private final int[] counts = new int[KINDS.length];
    /// A filter goes through the texts of all runs, which is quick while the few different ones stay in the cache.
    private final Map<String, String> shared = new HashMap<>();

    private static final class Block {
        final byte[] kinds = new byte[BLOCK];
        final double[] numbers = new double[BLOCK];

        @Nullable
        Object[] objects = new Object[0];
    }

    Kind kind(int slot) {
        var block = block(slot);
        return block == null ? Kind.ABSENT : KINDS[block.kinds[slot & (BLOCK - 1)]];
    }

    /// Of a number, 0 or 1 of a boolean, the length of a list.
    double number(int slot) {
        var block = block(slot);
        return block == null ? Double.NaN : block.numbers[slot & (BLOCK - 1)];
    }

    String text(int slot) {
        return object(slot) instanceof String text ? text : "";
    }

    /// The values of a list: texts, doubles and booleans, without what is none of these.
    List<?> values(int slot) {
        return object(slot) instanceof List<?> values ? values : List.of();
    }

    /// The value as JSON, where it is a number, a boolean or a text.
    Optional<JsonNode> scalar(int slot) {
        double number = number(slot);
        return switch (kind(slot)) {
            case NUMBER ->
                Optional.of(
                        number == Math.rint(number) && Math.abs(number) < EXACT
                                ? Json.tree((long) number)
                                : Json.tree(number));
            case BOOLEAN -> Optional.of(Json.tree(number == 1));
            case TEXT -> Optional.of(Json.tree(text(slot)));
            case ABSENT, NOTHING, LIST, OTHER, OBJECT -> Optional.empty();
        };
    }

    /// The value of a column of times, in ISO-8601.
    Optional<JsonNode> time(int slot) {
        return kind(slot) == Kind.NUMBER
                ? Optional.of(Json.tree(Attributes.instant(number(slot)).toString()))
                : scalar(slot);
    }

    /// How many runs have a value of this kind.
    int count(Kind kind) {
        return counts[kind.ordinal()];
    }

    private @Nullable Object object(int slot) {
        var block = block(slot);
        return block == null || block.objects.length == 0 ? null : block.objects[slot & (BLOCK - 1)];
    }

    private @Nullable Block block(int slot) {
        int at = slot >> BITS;
        return at < blocks.length ? blocks[at] : null;
    }

    void clear(int slot) {
        if (block(slot) != null) {
            put(slot, Kind.ABSENT, Double.NaN, null);
        }
    }

    void set(int slot, double number) {
        put(slot, Kind.NUMBER, number, null);
    }

    void set(int slot, String text) {
        put(slot, Kind.TEXT, Double.NaN, shared(text));
    }

    private String shared(String text) {
        var known = shared.get(text);
        if (known == null && shared.size() < MOST_SHARED) {
            shared.put(text, text);
        }
        return known == null ? text : known;
    }

    void set(int slot, List<String> texts) {
        put(slot, Kind.LIST, texts.size(), texts);
    }

    void set(int slot, JsonNode value) {
        switch (value.getNodeType()) {
            case NUMBER -> put(slot, Kind.NUMBER, Json.asDouble(value), null);
            case STRING -> set(slot, value.asString());
            case BOOLEAN -> put(slot, Kind.BOOLEAN, value.asBoolean() ? 1 : 0, null);
            case NULL, MISSING -> put(slot, Kind.NOTHING, Double.NaN, null);
            case OBJECT -> put(slot, Kind.OBJECT, Double.NaN, null);
            case ARRAY -> put(slot, Kind.LIST, value.size(), values(value));
            case BINARY, POJO -> put(slot, Kind.OTHER, Double.NaN, null);
        }
    }

    private List<?> values(JsonNode list) {
        return list.values().stream()
                .limit(MOST_VALUES)
                .flatMap(value -> switch (value.getNodeType()) {
                    case NUMBER -> Stream.of((Object) Json.asDouble(value));
                    case STRING -> Stream.of(shared(value.asString()));
                    case BOOLEAN -> Stream.of(value.asBoolean());
                    case NULL, MISSING, ARRAY, OBJECT, BINARY, POJO -> Stream.empty();
                })
                .toList();
    }

    private void put(int slot, Kind kind, double number, @Nullable Object object) {
        int at = slot >> BITS;
        if (at >= blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(at + 1, blocks.length * 2));
        }
        var block = blocks[at];
        if (block == null) {
            block = new Block();
            blocks[at] = block;
        }
        int in = slot & (BLOCK - 1);
        counts[block.kinds[in]]--;
        counts[kind.ordinal()]++;
        block.kinds[in] = (byte) kind.ordinal();
        block.numbers[in] = number;
        if (object != null && block.objects.length == 0) {
            block.objects = new Object[BLOCK];
        }
        if (block.objects.length > 0) {
            block.objects[in] = object;
        }
    }
}
