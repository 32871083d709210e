package dev.tunebook.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// `tunebook serve` in a process of its own.
final class ServeProcess implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<String> errors;
    private String url = "";

    private ServeProcess(Process process) {
        this.process = process;
        this.errors = CompletableFuture.supplyAsync(
                () -> read(process.errorReader()), reading -> Thread.ofVirtual().start(reading));
    }

    static ServeProcess start(Path data) {
        return start(data, 0);
    }

    static ServeProcess start(Path data, int port, String... options) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tunebook.cli.Main",
                "serve",
                "--port",
                String.valueOf(port),
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        try {
            return new ServeProcess(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads what it prints until it says that it is ready, or ends.
    ServeProcess ready() {
        try {
            BufferedReader out = process.inputReader();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (line.startsWith("ready ")) {
                    url = line.substring("ready ".length());
                    return this;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the server ended without being ready: " + lines + errors.join());
    }

    List<String> lines() {
        return lines;
    }

    String url() {
        return url;
    }

    /// Its exit code, once it has ended.
    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server runs on");
        }
        return process.exitValue();
    }

    String errors() {
        return errors.join();
    }

    /// SIGTERM; what it prints then can still be read.
    ServeProcess terminate() {
        process.toHandle().destroy();
        return this;
    }

    /// SIGKILL.
    ServeProcess kill() {
        process.destroyForcibly();
        return this;
    }

    private static String read(BufferedReader reader) {
        try (reader) {
            return String.join("\n", reader.readAllLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
