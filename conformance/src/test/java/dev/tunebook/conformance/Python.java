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

/// A Python that has a version of the official client.
///
/// @param executable resolved, so that another home directory does not lead elsewhere
/// @param wandb version of the client
record Python(String executable, String wandb) {
    private static final String CHOSEN = "TUNEBOOK_PYTHON";
    private static final String CLIENT = "wandb, numpy, pandas, PIL";

    /// One with the newest clients: the Python of `TUNEBOOK_PYTHON`, of `conformance/.venv`, or on the path, in that
    /// order.
    static Python newest() {
        return newest("openai");
    }

    /// As above, and it has this module too.
    static Python newest(String module) {
        List<String> candidates = new ArrayList<>();
        Optional.ofNullable(System.getenv(CHOSEN)).ifPresent(candidates::add);
        candidates.add(executable(".venv"));
        candidates.add("python3");
        return Outside.needed(
                candidates.stream()
                        .flatMap(candidate -> probe(candidate, CLIENT + ", " + module).stream())
                        .findFirst(),
                "no Python with the official clients and " + module + "; make one by conformance/clients");
    }

    /// The one with this version of the client, in `conformance/.venv-VERSION`.
    static Python of(String version) {
        return Outside.needed(
                probe(executable(".venv-" + version), CLIENT)
                        .filter(found -> found.wandb().equals(version)),
                "no Python with wandb " + version + "; make one by conformance/clients");
    }

    private static String executable(String environment) {
        return Path.of(environment, "bin", "python").toAbsolutePath().toString();
    }

    private static Optional<Python> probe(String executable, String modules) {
        String program = "import sys, " + modules + "; print(sys.executable, wandb.__version__)";
        try {
            Process process = new ProcessBuilder(executable, "-c", program)
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
