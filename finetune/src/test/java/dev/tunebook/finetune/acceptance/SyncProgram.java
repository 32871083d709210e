package dev.tunebook.finetune.acceptance;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.WandbLogger;
import dev.tunebook.finetune.openai.Credential;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.model.Secret;
import dev.tunebook.sdk.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A sync in a process of its own, whose memory is bounded.
final class SyncProgram {
    private static final Duration TOO_LONG = Duration.ofMinutes(10);

    private SyncProgram() {}

    /// Runs it and expects that it ends well.
    ///
    /// @param megabytes most heap it may use
    /// @return what it printed
    static List<String> run(SyncWorld world, int megabytes, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output-" + world.project());
        Process process = start(world, megabytes, folder, output);
        boolean ended = process.waitFor(TOO_LONG.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(output);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError("the sync did not end well:\n" + String.join("\n", lines));
        }
        return lines;
    }

    /// Starts it.
    ///
    /// @param output what it prints
    static Process start(SyncWorld world, int megabytes, Path folder, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SyncProgram.class.getName()));
        command.addAll(List.of(
                world.sandbox.url().toString(),
                world.sandbox.apiKey(),
                world.tracker.base(),
                world.key,
                world.project()));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /// @param args address and key of the provider, address and key of the tracker, project
    public static void main(String[] args) {
        long started = System.nanoTime();
        SyncReport report = WandbLogger.sync(SyncOptions.builder()
                .provider(new OpenAiProvider(OpenAiSettings.of(URI.create(args[0]), new Credential.Bearer(args[1]))))
                .settings(Settings.of(URI.create(args[2]), new Secret(args[3])))
                .entity(SyncWorld.ENTITY)
                .project(args[4])
                .pollInterval(Duration.ofSeconds(1))
                .build());
        System.out.println(report);
        System.out.println("seconds " + (System.nanoTime() - started) / 1_000_000_000.0);
        System.exit(report.isComplete() ? 0 : 1);
    }
}
