package dev.tunebook.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;

/// The scripts of one client against one server, every check a test of its own, and the score at the end.
final class Suite {
    private static final Path LOGS = Path.of("target", "conformance").toAbsolutePath();

    private final String client;
    private final Python python;
    private final ServerUnderTest server;
    private final Path folder;
    private final List<Check> checks = new ArrayList<>();

    /// @param client as the table of scores in the README calls it
    Suite(String client, Python python, ServerUnderTest server, Path folder) {
        this.client = client;
        this.python = python;
        this.server = server;
        this.folder = folder;
    }

    /// The checks of a script, which runs when the stream is read.
    ///
    /// @param more further variables of its environment
    DynamicNode script(String script, Map<String, String> more) {
        return dynamicContainer(
                script,
                Stream.of(script).flatMap(name -> run(name, more).stream().map(Suite::test)));
    }

    private List<Check> run(String script, Map<String, String> more) {
        Path results = folder.resolve(script + ".results");
        Path log = LOGS.resolve(script + ".log");
        Map<String, String> environment = new HashMap<>(Map.of(
                "WANDB_BASE_URL",
                server.url(),
                "WANDB_API_KEY",
                ServerUnderTest.KEY,
                "TUNEBOOK_ENTITY",
                ServerUnderTest.USER,
                "TUNEBOOK_RESULTS",
                results.toString()));
        environment.putAll(more);
        python.run(script, folder.resolve(script), log, environment);
        List<Check> done = Check.read(results, log);
        checks.addAll(done);
        return done;
    }

    private static DynamicTest test(Check check) {
        Executable outcome = () -> {
            if (!check.passed()) {
                throw new AssertionFailedError(check.detail());
            }
        };
        return dynamicTest(check.name(), outcome);
    }

    /// Prints how many checks passed, and holds that against the README, where the number may only grow.
    DynamicNode score() {
        return dynamicTest("the score in the README has not fallen", () -> {
            long passed = checks.stream().filter(Check::passed).count();
            System.out.println("Conformance, " + client + " (wandb " + python.wandb() + "): " + passed + " passed, "
                    + (checks.size() - passed) + " failed");
            assertThat(passed)
                    .as("checks of '%s' that passed, which the README counts", client)
                    .isEqualTo(inReadme());
        });
    }

    private int inReadme() {
        try {
            String readme = Files.readString(Path.of("..", "README.md"));
            Matcher row = Pattern.compile(
                            Pattern.quote("| " + client + " |") + "[^|\n]*\\| (\\d+) passed, 0 failed \\|")
                    .matcher(readme);
            assertThat(row.find()).as("the README has a row for '%s'", client).isTrue();
            return Integer.parseInt(row.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
