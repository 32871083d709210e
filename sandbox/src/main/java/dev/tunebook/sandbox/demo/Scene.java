package dev.tunebook.sandbox.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one example tells. Every rule is chosen once, so that question and answer speak of the same order.
///
/// In a text, `{rule}` stands for a rule, `{^rule}` for the same with a capital, and `{3..9 days}` for a number
/// that goes by that name. Slots nest: `{{month}.from}` is rule `March.from` where the month is March.
final class Scene {

    private static final Pattern SLOT = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.\\.(\\d+) .+");

    private final Grammar grammar;
    private final Random random;
    private final Map<String, String> chosen = new HashMap<>();

    Scene(Grammar grammar, Random random) {
        this.grammar = grammar;
        this.random = random;
    }

    /// The text of a rule.
    String text(String rule) {
        String known = chosen.get(rule);
        if (known != null) {
            return known;
        }
        List<String> alternatives = grammar.alternatives(rule);
        String text = expand(alternatives.get(random.nextInt(alternatives.size())));
        chosen.put(rule, text);
        return text;
    }

    /// The number that texts write as `{least..most name}`.
    int number(int least, int most, String name) {
        String key = least + ".." + most + " " + name;
        return Integer.parseInt(chosen.computeIfAbsent(key, k -> String.valueOf(random.nextInt(least, most + 1))));
    }

    /// Decides a rule that the grammar leaves open.
    void choose(String rule, String text) {
        chosen.put(rule, text);
    }

    private String expand(String template) {
        String text = template;
        Matcher slot = SLOT.matcher(text);
        while (slot.find()) {
            text = text.substring(0, slot.start()) + fill(slot.group(1)) + text.substring(slot.end());
            slot.reset(text);
        }
        return text;
    }

    private String fill(String slot) {
        if (slot.startsWith("^")) {
            String text = fill(slot.substring(1));
            return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        }
        Matcher number = NUMBER.matcher(slot);
        if (!number.matches()) {
            return text(slot);
        }
        int least = Integer.parseInt(number.group(1));
        int most = Integer.parseInt(number.group(2));
        return String.valueOf(number(least, most, slot.substring(slot.indexOf(' ') + 1)));
    }
}
