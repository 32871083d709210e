package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Laws of reading Python text, on generated input; a failure names the seed.
class PythonTextPropertyTest {
    private static final String SIGNS = "ab_ Z'\"\\\n\t(){}[]=:,.\u00e9\u65e5\u0007";

    @Test
    void whatIsPrintedIsReadBack() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            JsonNode value = value(random, 4);
            String python = printed(value, random);
            assertThat(PythonText.parse(python)).as("seed %d: %s", seed, python).contains(value);
        }
    }

    @Test
    void noTextMakesItFailAndOnlyWholeValuesAreRead() {
        int read = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder python = new StringBuilder(printed(value(random, 3), random));
            for (int i = random.nextInt(3); i >= 0 && !python.isEmpty(); i--) {
                int at = random.nextInt(python.length());
                switch (random.nextInt(3)) {
                    case 0 -> python.deleteCharAt(at);
                    case 1 -> python.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                    default -> python.setLength(at);
                }
            }
            String text = python.toString();
            if (PythonText.parse(text).isPresent()) {
                read++;
                assertThat(PythonText.parse(text + " x"))
                        .as("seed %d: %s", seed, text)
                        .isEmpty();
                assertThat(PythonText.parse(text + ")"))
                        .as("seed %d: %s", seed, text)
                        .isEmpty();
            }
        }
        assertThat(read).isBetween(100, 19_000);
    }

    private static JsonNode value(Random random, int depth) {
        switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0:
                return Json.tree(random.nextLong() >> random.nextInt(64));
            case 1:
                return Json.tree(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 2:
                return Json.tree(text(random));
            case 3:
                return Json.tree(random.nextBoolean());
            case 4:
                return Json.tree(null);
            case 5:
                ArrayNode list = Json.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                return list;
            default:
                ObjectNode object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set("k" + i, value(random, depth - 1));
                }
                return object;
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, SIGNS.length())
                .mapToObj(at -> String.valueOf(SIGNS.charAt(at)))
                .collect(Collectors.joining());
    }

    /// As Python's `repr` prints it; objects as a call of a class or as a dictionary, lists as such or as tuples.
    private static String printed(JsonNode value, Random random) {
        if (value.isArray()) {
            String items =
                    value.values().stream().map(item -> printed(item, random)).collect(Collectors.joining(", "));
            return random.nextBoolean() ? "[" + items + "]" : "(" + items + (value.size() == 1 ? ",)" : ")");
        }
        if (value.isObject()) {
            boolean call = random.nextBoolean();
            String members = value.properties().stream()
                    .map(member -> (call ? member.getKey() + "=" : "'" + member.getKey() + "': ")
                            + printed(member.getValue(), random))
                    .collect(Collectors.joining(", "));
            return call ? "Some_Class2(" + members + ")" : "{" + members + "}";
        }
        if (value.isString()) {
            return quoted(value.asString());
        }
        return value.isNull() ? "None" : value.isBoolean() ? (value.asBoolean() ? "True" : "False") : value.toString();
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\\' -> quoted.append("\\\\");
                case 7 -> quoted.append("\\x07");
                default -> quoted.append(c == quote ? "\\" : "").append((char) c);
            }
        });
        return quoted.append(quote).toString();
    }
}
