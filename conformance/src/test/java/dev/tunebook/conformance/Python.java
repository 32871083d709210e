package dev.tunebook.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/// A Python that has the official clients.
///
/// @param executable resolved, so that another home directory does not lead elsewhere
/// @param wandb version of the client
record Python(String executable, String wandb) {
    private static final String CHOSEN = "TUNEBOOK_PYTHON";
    private static final String PROBE =
            "import sys, wandb, openai, numpy, pandas, PIL; print(sys.executable, wandb.__version__)";

    /// The Python of `TUNEBOOK_PYTHON`, of `conformance/.venv`, or on the path, in that order. Where none has the
    /// clients the tests are skipped with one line, and with `CI=true` they fail.
    static Python find() {
        Map<String, String> environment = System.getenv();
        List<String> candidates = new ArrayList<>();
        Optional.ofNullable(environment.get(CHOSEN)).ifPresent(candidates::add);
        candidates.add(Path.of(".venv/bin/python").toAbsolutePath().toString());
        candidates.add("python3");
        for (String candidate : candidates) {
            Optional<Python> found = probe(candidate);
            if (found.isPresent()) {
                return found.get();
            }
        }
        String missing = "Conformance skipped: no Python with the official clients. Get one by: python3 -m venv"
                + " conformance/.venv && conformance/.venv/bin/pip install -r conformance/requirements.txt";
        if ("true".equals(environment.get("CI"))) {
            throw new AssertionFailedError(missing);
        }
        System.out.println(missing);
        throw new TestAbortedException(missing);
    }

    private static Optional<Python> probe(String executable) {
        try {
            Process process = new ProcessBuilder(executable, "-c", PROBE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            int blank = answer.lastIndexOf(' ');
            return process.waitFor() == 0 && blank > 0
                    ? Optional.of(new Python(answer.substring(0, blank), answer.substring(blank + 1)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Runs a script in a folder of its own; what it says goes to a log beside it. A script that does not end in time
    /// is killed, and what it had not told by then counts as failed.
    void run(String script, Path folder, Path log, Map<String, String> environment) {
        Path file = Path.of("src/test/python", script + ".py").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(executable, file.toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("WANDB_") || name.startsWith("OPENAI_"));
            builder.environment().putAll(environment);
            builder.environment().put("HOME", folder.toString());
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            Process process = builder.start();
            try {
                process.waitFor(10, TimeUnit.MINUTES);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
