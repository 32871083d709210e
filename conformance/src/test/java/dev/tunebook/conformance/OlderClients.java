package dev.tunebook.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The written list of what older clients cannot express.
final class OlderClients {
    private static final Path PAGE = Path.of("..", "docs", "reference", "older-clients.md");
    private static final String HEAD = "| Check | What the client lacks | Left out with |\n|---|---|---|\n";

    private OlderClients() {}

    /// What a client lacks for a check.
    record Lack(String check, String what) implements Comparable<Lack> {
        @Override
        public int compareTo(Lack other) {
            return Comparator.comparing(Lack::check).thenComparing(Lack::what).compare(this, other);
        }
    }

    /// Fails unless the page lists exactly these checks.
    ///
    /// @param leftOut the versions of the clients that lack something, by what they lack
    static void hold(Map<Lack, List<String>> leftOut) {
        String table = HEAD
                + new TreeMap<>(leftOut)
                        .entrySet().stream()
                                .map(entry -> "| " + entry.getKey().check() + " | "
                                        + entry.getKey().what() + " | " + String.join(", ", entry.getValue())
                                        + " |\n")
                                .collect(Collectors.joining());
        String page = read();
        if (!page.endsWith(table)) {
            throw new AssertionError(PAGE + " must end with this table:\n" + table);
        }
    }

    private static String read() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
