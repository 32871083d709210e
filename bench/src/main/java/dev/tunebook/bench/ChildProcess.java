package dev.tunebook.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process of its own: a program of this module, or a command.
final class ChildProcess implements AutoCloseable {
    /// Java's options, unless others are given: what the launcher starts the server with.
    private static final String OPTIONS = "-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:NewRatio=1"
            + " -XX:SurvivorRatio=3 -XX:TargetSurvivorRatio=90 -XX:InitialRAMPercentage=4";

    private final Process process;
    private final boolean isProgram;
    private final BufferedReader out;
    private final List<String> seen = new ArrayList<>();

    private ChildProcess(Process process, boolean isProgram) {
        this.process = process;
        this.isProgram = isProgram;
        this.out = process.inputReader(UTF_8);
    }

    /// @param prefix a command to run Java under, or none
    static ChildProcess start(List<String> prefix, String... arguments) throws IOException {
        return start(prefix, List.of("-Xmx1g"), arguments);
    }

    /// @param prefix a command to run Java under, or none
    /// @param options of Java
    static ChildProcess start(List<String> prefix, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("child", OPTIONS).split(" +")));
        command.remove("");
        command.addAll(options);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Bench.class.getName());
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command), true);
    }

    /// Any command.
    static ChildProcess start(ProcessBuilder command) throws IOException {
        return start(command, false);
    }

    private static ChildProcess start(ProcessBuilder command, boolean isProgram) throws IOException {
        if (command.redirectError() == ProcessBuilder.Redirect.PIPE) {
            command.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        return new ChildProcess(command.start(), isProgram);
    }

    /// The number after `ready`.
    int port() throws IOException {
        return Integer.parseInt(awaitLine("ready "));
    }

    /// Waits for the line that begins like this, if it has not come yet.
    ///
    /// @return its rest
    String awaitLine(String start) throws IOException {
        for (String line : seen) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.add(line);
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        throw new IOException("the process ended before it said '" + start + "'");
    }

    /// What it has used of the processors so far.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// What it had in memory at most so far.
    long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    long pid() {
        return process.pid();
    }

    /// SIGKILL, and waits until it is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// Waits until it has ended by itself.
    void awaitEnd() throws IOException, InterruptedException {
        while (out.readLine() != null) {
            // What it says at its end is nobody's business.
        }
        process.waitFor();
    }

    /// Has it end by itself: a program of this module when nobody speaks to it any more, a command when told to.
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!isProgram) {
            process.destroy();
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
            throw new IOException("the process did not end within 60 s");
        }
    }
}
