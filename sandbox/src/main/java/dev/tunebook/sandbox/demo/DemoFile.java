package dev.tunebook.sandbox.demo;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.Noise;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A data file in the making: its name and its examples, one a line, no two alike.
record DemoFile(String id, String filename, List<String> lines) {

    /// A training file and the validation file that goes with it; they share no example.
    record Split(DemoFile training, DemoFile validation) {}

    static DemoFile of(long seed, String filename, ExampleKind kind, int examples) {
        return new DemoFile(id(seed, filename), filename, distinct(seed, filename, kind, examples));
    }

    static Split split(long seed, String filename, ExampleKind kind, int training, int validation) {
        List<String> all = distinct(seed, filename, kind, training + validation);
        String other = filename.replace(".jsonl", "-validation.jsonl");
        return new Split(
                new DemoFile(id(seed, filename), filename, all.subList(0, training)),
                new DemoFile(id(seed, other), other, all.subList(training, all.size())));
    }

    private static String id(long seed, String filename) {
        return "file-" + Noise.base62(seed, filename, 22);
    }

    private static List<String> distinct(long seed, String name, ExampleKind kind, int count) {
        Random random = new Random(Noise.of(seed, name));
        Grammar grammar = kind.grammar();
        Set<String> seen = new HashSet<>();
        List<String> lines = new ArrayList<>(count);
        for (int draws = 0; lines.size() < count; draws++) {
            if (draws > 20 * count) {
                throw new IllegalStateException("The grammar of " + kind + " has no " + count + " different examples");
            }
            String line = Json.write(kind.write(new Scene(grammar, random)));
            if (seen.add(line)) {
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    /// The same file under another name with one line cut off in the middle, as a full disk would leave it.
    ///
    /// @param line from 1
    DemoFile brokenAt(long seed, String name, int line) {
        List<String> broken = new ArrayList<>(lines);
        broken.set(
                line - 1, broken.get(line - 1).substring(0, broken.get(line - 1).length() / 2));
        return new DemoFile(id(seed, name), name, List.copyOf(broken));
    }

    int examples() {
        return lines.size();
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /// About what a tokenizer makes of it: four Latin letters a token, or one of another script.
    long tokens() {
        String text = text();
        long latin = text.chars().filter(c -> c < 0x250).count();
        return latin / 4 + (text.length() - latin);
    }

    ScriptedFile scripted(Instant created) {
        return new ScriptedFile(
                id, filename, "fine-tune", text().getBytes(StandardCharsets.UTF_8), Optional.of(created));
    }
}
