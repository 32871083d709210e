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
/// @param detail why it failed
record Check(String name, boolean passed, String detail) {

    /// The checks a script announced in its results file, each with its outcome; one without did not run.
    static List<Check> read(Path results, Path log) {
        Map<String, Check> checks = new LinkedHashMap<>();
        try {
            for (String line : Files.exists(results) ? Files.readAllLines(results) : List.<String>of()) {
                JsonNode told = Json.parse(line);
                String name = told.path("name").asString();
                String outcome = told.path("outcome").asString();
                String detail = outcome.equals("planned")
                        ? "It did not run; see " + log
                        : told.path("detail").asString();
                checks.put(name, new Check(name, outcome.equals("passed"), detail));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checks.isEmpty()
                ? List.of(new Check("the script starts", false, "It announced no checks; see " + log))
                : List.copyOf(checks.values());
    }
}
