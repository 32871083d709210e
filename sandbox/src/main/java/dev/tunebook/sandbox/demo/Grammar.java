package dev.tunebook.sandbox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rules with alternatives, read from a text file beside this class: `rule = alternative` a line, `#` begins a
/// comment, `\n` is a line break. What an alternative may hold is told at [Scene].
final class Grammar {

    private final String name;
    private final Map<String, List<String>> rules;

    private Grammar(String name, Map<String, List<String>> rules) {
        this.name = name;
        this.rules = rules;
    }

    static Grammar of(String name) {
        return parse(name, resource(name + ".txt"));
    }

    static Grammar parse(String name, String text) {
        Map<String, List<String>> rules = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf(" = ");
            if (equals < 0) {
                throw new IllegalArgumentException("Grammar " + name + ": `" + line + "` is not `rule = alternative`");
            }
            rules.computeIfAbsent(line.substring(0, equals), rule -> new ArrayList<>())
                    .add(line.substring(equals + 3).replace("\\n", "\n"));
        }
        return new Grammar(name, rules);
    }

    private static String resource(String file) {
        try (InputStream in = Grammar.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The grammar " + file + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the grammar " + file, e);
        }
    }

    List<String> alternatives(String rule) {
        List<String> alternatives = rules.get(rule);
        if (alternatives == null) {
            throw new IllegalArgumentException("Grammar " + name + " has no rule `" + rule + "`");
        }
        return alternatives;
    }
}
