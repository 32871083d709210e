package dev.tunebook.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tunebook.conformance.Check.Outcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;

/// The scripts of one client against one server, every check a test of its own, and the score at the end.
final class Suite {
    private static final int LANES = 2;
    private static final Path LOGS = Path.of("target", "conformance").toAbsolutePath();

    private final String client;
    private final Python python;
    private final Target server;
    private final Path folder;
    private final List<Check> checks = new CopyOnWriteArrayList<>();
    private final Map<String, Future<List<Check>>> begun = new HashMap<>();

    /// @param client as the table of scores in the README calls it
    Suite(String client, Python python, Target server, Path folder) {
        this.client = client;
        this.python = python;
        this.server = server;
        this.folder = folder;
    }

    /// Begins to run scripts, in their order and some at a time, beside whatever else is tested: a client mostly waits.
    void begin(List<String> scripts) {
        ExecutorService lanes = Executors.newFixedThreadPool(
                LANES, Thread.ofPlatform().daemon().name(client + "-", 0).factory());
        for (String script : scripts) {
            begun.put(script, lanes.submit(() -> run(script, Map.of())));
        }
        lanes.shutdown();
    }

    /// The checks of a script, which runs when the stream is read unless it has begun. What the client cannot express
    /// is no test; it is counted, and listed by [OlderClients].
    ///
    /// @param more further variables of its environment
    DynamicNode script(String script, Map<String, String> more) {
        return dynamicContainer(
                script,
                Stream.of(script)
                        .flatMap(name -> checks(name, more).stream()
                                .filter(check -> !check.has(Outcome.LEFT_OUT))
                                .map(Suite::test)));
    }

    private List<Check> checks(String script, Map<String, String> more) {
        Future<List<Check>> run = begun.get(script);
        if (run == null) {
            return run(script, more);
        }
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(script + " could not be run: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Runs a script now.
    ///
    /// @param more further variables of its environment
    List<Check> run(String script, Map<String, String> more) {
        Path results = folder.resolve(script + ".results");
        Path log = LOGS.resolve(python.wandb()).resolve(script + ".log");
        Map<String, String> environment = new HashMap<>(Map.of(
                "WANDB_BASE_URL",
                server.url(),
                "WANDB_API_KEY",
                server.key(),
                "TUNEBOOK_ENTITY",
                server.user(),
                "TUNEBOOK_RESULTS",
                results.toString()));
        environment.putAll(more);
        python.run(script, folder.resolve(script), log, environment);
        List<Check> done = Check.read(results, log);
        checks.addAll(done);
        return done;
    }

    static DynamicTest test(Check check) {
        Executable outcome = () -> {
            if (!check.has(Outcome.PASSED)) {
                throw new AssertionFailedError(check.detail());
            }
        };
        return dynamicTest(check.name(), outcome);
    }

    /// The checks this client cannot express, of the scripts that have run.
    List<Check> leftOut() {
        return checks.stream().filter(check -> check.has(Outcome.LEFT_OUT)).toList();
    }

    /// Prints how many checks passed, and holds that against the README: it may not fall.
    DynamicNode score() {
        return dynamicTest("the score in the README has not fallen", () -> {
            int passed = count(Outcome.PASSED);
            System.out.println("Conformance, " + client + " (wandb " + python.wandb() + "): " + passed + " passed, "
                    + count(Outcome.FAILED) + " failed, " + count(Outcome.LEFT_OUT) + " it cannot express");
            Scores.ofReadme().hold(client, passed).ifPresent(System.out::println);
        });
    }

    private int count(Outcome outcome) {
        return (int) checks.stream().filter(check -> check.has(outcome)).count();
    }
}
