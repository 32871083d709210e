package dev.tunebook.sdk.internal.table;

import dev.tunebook.model.wire.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a column of a table may hold, in the protocol's type system. A type grows with the values assigned to it:
/// an unknown one takes the first value's type, a list's element type and a dictionary's entries grow inside.
public sealed interface CellType {
    /// Everything else than null.
    CellType ANY = new Named("any");

    /// Nothing but null so far.
    CellType UNKNOWN = new Named("unknown");

    CellType NONE = new Named("none");
    CellType NUMBER = new Named("number");
    CellType STRING = new Named("string");
    CellType BOOLEAN = new Named("boolean");
    CellType TIMESTAMP = new Named("timestamp");
    CellType IMAGE = new Named("image-file");

    /// The type that also allows this value; empty when there is none.
    Optional<CellType> assign(Cell value);

    /// The type's wire form.
    ObjectNode tree();

    /// How the protocol spells the type when it sorts.
    String label();

    /// A type that also allows null.
    static CellType optional(CellType type) {
        return Union.of(List.of(type, NONE));
    }

    /// A type without parts.
    record Named(String name) implements CellType {
        @Override
        public Optional<CellType> assign(Cell value) {
            CellType type = value.type();
            if (equals(UNKNOWN) || equals(ANY)) {
                boolean none = type.equals(NONE);
                return none ? Optional.empty() : Optional.of(equals(ANY) ? this : type);
            }
            return equals(type) ? Optional.of(this) : Optional.empty();
        }

        @Override
        public ObjectNode tree() {
            return Json.object().put("wb_type", name);
        }

        @Override
        public String label() {
            return capitalized(name);
        }
    }

    /// Lists of one element type. The length is that of the latest list.
    record ListOf(CellType element, int length) implements CellType {
        static ListOf of(List<Cell> values) {
            boolean hasNull = values.stream().anyMatch(value -> value.type().equals(NONE));
            CellType start = hasNull ? optional(UNKNOWN) : UNKNOWN;
            CellType element = grown(start, values).orElse(new Named("invalid"));
            return new ListOf(element, values.size());
        }

        @Override
        public Optional<CellType> assign(Cell value) {
            if (!(value instanceof Cell.ListCell list)) {
                return Optional.empty();
            }
            return grown(element, list.values())
                    .map(grown -> new ListOf(grown, list.values().size()));
        }

        private static Optional<CellType> grown(CellType start, List<Cell> values) {
            Optional<CellType> type = Optional.of(start);
            for (Cell value : values) {
                type = type.flatMap(before -> before.assign(value));
            }
            return type;
        }

        @Override
        public ObjectNode tree() {
            ObjectNode tree = Json.object();
            ObjectNode params = tree.putObject("params");
            params.set("element_type", element.tree());
            params.put("length", length);
            return tree.put("wb_type", "list");
        }

        @Override
        public String label() {
            return element.label() + "[]";
        }
    }

    /// Objects whose members are known by the first one.
    record DictionaryOf(Map<String, CellType> members) implements CellType {
        @Override
        public Optional<CellType> assign(Cell value) {
            if (!(value instanceof Cell.DictionaryCell dictionary)
                    || !members.keySet().containsAll(dictionary.members().keySet())) {
                return Optional.empty();
            }
            Map<String, CellType> grown = new LinkedHashMap<>();
            for (Map.Entry<String, CellType> member : members.entrySet()) {
                Cell newer = dictionary.members().getOrDefault(member.getKey(), Cell.NULL);
                Optional<CellType> type = member.getValue().assign(newer);
                if (type.isEmpty()) {
                    return Optional.empty();
                }
                grown.put(member.getKey(), type.get());
            }
            return Optional.of(new DictionaryOf(grown));
        }

        @Override
        public ObjectNode tree() {
            ObjectNode tree = Json.object();
            ObjectNode map = tree.putObject("params").putObject("type_map");
            members.forEach((name, type) -> map.set(name, type.tree()));
            return tree.put("wb_type", "typedDict");
        }

        @Override
        public String label() {
            String map = members.entrySet().stream()
                    .map(member ->
                            "'" + member.getKey() + "': " + member.getValue().label())
                    .collect(Collectors.joining(", ", "{", "}"));
            return capitalized("typedDict") + "(type_map:" + map + ")";
        }
    }

    /// One of several types, sorted by their labels.
    record Union(List<CellType> allowed) implements CellType {
        static CellType of(List<CellType> types) {
            List<CellType> flat = new ArrayList<>();
            for (CellType type : types) {
                flat.addAll(type instanceof Union union ? union.allowed() : List.of(type));
            }
            flat.sort(Comparator.comparing(CellType::label));
            return new Union(List.copyOf(flat));
        }

        @Override
        public Optional<CellType> assign(Cell value) {
            List<CellType> resolved = new ArrayList<>(allowed);
            for (int i = 0; i < resolved.size(); i++) {
                if (!resolved.get(i).equals(UNKNOWN)) {
                    Optional<CellType> grown = resolved.get(i).assign(value);
                    if (grown.isPresent() && grown.get() == resolved.get(i)) {
                        return Optional.of(this);
                    }
                    if (grown.isPresent()) {
                        resolved.set(i, grown.get());
                        return Optional.of(of(resolved));
                    }
                }
            }
            int unknown = resolved.indexOf(UNKNOWN);
            if (unknown < 0 || value.type().equals(NONE)) {
                return Optional.empty();
            }
            resolved.set(unknown, value.type());
            return Optional.of(of(resolved));
        }

        @Override
        public ObjectNode tree() {
            ObjectNode tree = Json.object();
            ArrayNode types = tree.putObject("params").putArray("allowed_types");
            allowed.forEach(type -> types.add(type.tree()));
            return tree.put("wb_type", "union");
        }

        @Override
        public String label() {
            return allowed.stream().map(CellType::label).collect(Collectors.joining(" or "));
        }
    }

    /// A type this version does not know the inside of; kept as it was read.
    record Opaque(ObjectNode wire) implements CellType {
        @Override
        public Optional<CellType> assign(Cell value) {
            return value.type().equals(NONE) ? Optional.empty() : Optional.of(this);
        }

        @Override
        public ObjectNode tree() {
            return wire.deepCopy();
        }

        @Override
        public String label() {
            return capitalized(wire.path("wb_type").asString("unknown"));
        }
    }

    /// The type of a wire form.
    static CellType read(JsonNode tree) {
        JsonNode params = tree.path("params");
        String name = tree.path("wb_type").asString("");
        if (params.isMissingNode() && !name.isEmpty()) {
            return new Named(name);
        }
        return switch (name) {
            case "union" ->
                Union.of(params.path("allowed_types").values().stream()
                        .map(CellType::read)
                        .toList());
            case "list" ->
                new ListOf(
                        read(params.path("element_type")), params.path("length").asInt(0));
            case "typedDict" -> {
                Map<String, CellType> members = new LinkedHashMap<>();
                Json.members(params.path("type_map")).forEach((key, type) -> members.put(key, read(type)));
                yield new DictionaryOf(members);
            }
            default -> tree instanceof ObjectNode object ? new Opaque(object) : ANY;
        };
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
