package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// No run of twelve or more lines of code stands twice in the sources. Blank lines, comments, packages and imports
/// are no code here, and what a tool wrote is not looked at.
class DuplicateLinesTest {
    private static final int RUN = 12;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", "dist");

    /// A line of code and where it stands.
    private record Line(Path file, int number, String text) {}

    private record Place(List<Line> code, int index) {
        Line line() {
            return code.get(index);
        }

        Place after(int lines) {
            return new Place(code, index + lines);
        }

        /// The same text, or nothing behind the end of the file.
        Optional<String> text() {
            return index < code.size() ? Optional.of(line().text()) : Optional.empty();
        }

        @Override
        public String toString() {
            return ROOT.relativize(line().file()) + ":" + line().number();
        }
    }

    @Test
    void nothingStandsTwice() throws IOException {
        List<List<Line>> sources =
                sources(ROOT).stream().map(DuplicateLinesTest::code).toList();
        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(duplicates(sources)).isEmpty();
    }

    @Test
    void twelveLinesAreFoundAndElevenAreNot() {
        List<Line> eleven = lines("a", "one", 11);
        List<Line> twelve = lines("b", "one", 12);
        List<Line> thirteen = lines("c", "one", 13);
        assertThat(duplicates(List.of(eleven, twelve))).isEmpty();
        assertThat(duplicates(List.of(twelve, thirteen))).containsExactly("12 lines: b:1 and c:1");
        List<Line> twice = new ArrayList<>(lines("d", "two", 13));
        twice.addAll(lines("d", "two", 13));
        assertThat(duplicates(List.of(twice))).containsExactly("13 lines: d:1 and d:1");
        assertThat(duplicates(List.of(Collections.nCopies(20, eleven.get(0)))))
                .as("repeats itself for less than twelve lines without overlap")
                .isEmpty();
    }

    private static List<Line> lines(String file, String prefix, int count) {
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(new Line(ROOT.resolve(file), i, prefix + i));
        }
        return lines;
    }

    @Test
    void onlyCodeCounts() {
        List<String> text = List.of(
                "/*",
                " * licence",
                " */",
                "package a;",
                "",
                "import b.C;",
                "import {",
                "  d,",
                "} from 'e';",
                "/// doc",
                "class F {",
                "// note",
                "  int g; // kept",
                "}");
        assertThat(code(ROOT.resolve("f.ts"), text).stream().map(Line::text))
                .containsExactly("class F {", "int g; // kept", "}");
    }

    /// The runs that stand twice, each as long as it goes.
    private static Set<String> duplicates(List<List<Line>> sources) {
        Map<List<String>, Place> seen = new HashMap<>();
        Set<String> found = new TreeSet<>();
        for (List<Line> code : sources) {
            List<String> texts = code.stream().map(Line::text).toList();
            for (int i = 0; i + RUN <= code.size(); i++) {
                Place here = new Place(code, i);
                Place first = seen.putIfAbsent(texts.subList(i, i + RUN), here);
                if (first != null && !(first.code() == code && i < first.index() + RUN) && !continues(first, here)) {
                    found.add(length(first, here) + " lines: " + first + " and " + here);
                }
            }
        }
        return found;
    }

    private static boolean continues(Place first, Place second) {
        return first.index() > 0
                && second.index() > 0
                && first.after(-1).text().equals(second.after(-1).text());
    }

    private static int length(Place first, Place second) {
        int length = RUN;
        while (first.after(length).text().isPresent()
                && first.after(length).text().equals(second.after(length).text())) {
            length++;
        }
        return length;
    }

    private static List<Line> code(Path file) {
        try {
            return code(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Line> code(Path file, List<String> text) {
        List<Line> code = new ArrayList<>();
        String until = "";
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i).strip();
            if (!until.isEmpty()) {
                until = line.contains(until) ? "" : until;
            } else if (line.startsWith("/*")) {
                until = line.contains("*/") ? "" : "*/";
            } else if (line.startsWith("import ")) {
                until = line.endsWith(";") ? "" : ";";
            } else if (!line.isEmpty() && !line.startsWith("//") && !line.startsWith("package ")) {
                code.add(new Line(file, i + 1, line));
            }
        }
        return code;
    }

    private static List<Path> sources(Path root) throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return SKIPPED.contains(name) || name.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.matches(".*\\.(java|tsx?)") && !name.contains(".generated.")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        sources.sort(null);
        return sources;
    }
}
