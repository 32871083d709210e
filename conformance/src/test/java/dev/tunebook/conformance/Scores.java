package dev.tunebook.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table of scores in the README: a row `| client | version | N passed, 0 failed ... |` each.
///
/// @param readme its text
record Scores(String readme) {

    static Scores ofReadme() {
        try {
            return new Scores(Files.readString(Path.of("..", "README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Fails where fewer checks passed than the README says.
    ///
    /// @return what to write there, where more did
    Optional<String> hold(String client, int passed) {
        int promised = promised(client);
        if (passed < promised) {
            throw new AssertionError(
                    "Of '" + client + "' " + passed + " checks passed; the README promises " + promised);
        }
        return passed > promised
                ? Optional.of("Raise the score of '" + client + "' in README.md from " + promised + " to " + passed)
                : Optional.empty();
    }

    private int promised(String client) {
        Matcher row = Pattern.compile("\\| " + Pattern.quote(client) + " \\|[^|\n]*\\| (\\d+) passed, 0 failed\\b")
                .matcher(readme);
        if (!row.find()) {
            throw new AssertionError("The README has no row for '" + client + "'");
        }
        return Integer.parseInt(row.group(1));
    }
}
