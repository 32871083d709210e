package dev.tunebook.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command `tunebook` as a process of its own.
final class TunebookProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private TunebookProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    /// Starts `tunebook ARGUMENT...` on a port of its own choice.
    static TunebookProcess start(String command, Path data, String... more) {
        List<String> line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tunebook.cli.Main",
                command,
                "--port",
                "0",
                "--data",
                data.toString()));
        line.addAll(List.of(more));
        try {
            return new TunebookProcess(new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The rest of a line that starts so, as soon as it is printed; what comes later is swallowed by [#swallow].
    String after(String start) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(start)) {
                    return line.substring(start.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("The command ended before it said '" + start + "'");
    }

    /// Keeps the process from waiting for a reader of what it goes on printing.
    void swallow() {
        Thread.ofVirtual().start(() -> out.lines().forEach(line -> {}));
    }

    /// What a process says that ends by itself.
    ///
    /// @param lines everything it printed
    record Ended(int exitCode, List<String> lines) {}

    Ended ended() throws InterruptedException {
        List<String> lines = out.lines().toList();
        return new Ended(process.waitFor(), lines);
    }

    /// The administrator's key in a data folder.
    static String key(Path data) {
        try {
            return Files.readString(data.resolve("admin.key")).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
