package dev.tunebook.conformance;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What came of one named check of a script.
///
/// @param detail why it failed, or why the client cannot express it
record Check(String name, Outcome outcome, String detail) {
    enum Outcome {
        PASSED,
        FAILED,
        /// The client in use is too old to ask the server for this.
        LEFT_OUT
    }

    boolean has(Outcome wanted) {
        return outcome == wanted;
    }

    /// The checks a script announced in its results file, each with its outcome; one without did not run.
    static List<Check> read(Path results, Path log) {
        Map<String, Check> checks = new LinkedHashMap<>();
        try {
            for (String line : Files.exists(results) ? Files.readAllLines(results) : List.<String>of()) {
                Check check = of(Json.parse(line), log);
                checks.put(check.name(), check);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checks.isEmpty()
                ? List.of(new Check("the script starts", Outcome.FAILED, "It announced no checks; see " + log))
                : List.copyOf(checks.values());
    }

    private static Check of(JsonNode told, Path log) {
        String name = told.path("name").asString();
        String detail = told.path("detail").asString();
        return switch (told.path("outcome").asString()) {
            case "passed" -> new Check(name, Outcome.PASSED, detail);
            case "left out" -> new Check(name, Outcome.LEFT_OUT, detail);
            case "failed" -> new Check(name, Outcome.FAILED, detail);
            default -> new Check(name, Outcome.FAILED, "It did not run; see " + log);
        };
    }
}
