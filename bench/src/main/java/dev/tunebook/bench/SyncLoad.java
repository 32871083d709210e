package dev.tunebook.bench;

import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Many mixed jobs from the sandbox into `tunebook serve`: the first sync and the ones after it, in one process and
/// by the command, and the official Python integration on some of the same jobs.
final class SyncLoad {
    private static final String FILE = "file-shared";
    private static final int AFTERWARDS = 3;
    private static final double PROMISED_SECONDS = 1;

    private final Path root = Path.of(System.getProperty("root", "."));
    private final Sandbox sandbox;
    private final String tracker;
    private final String key;
    private final int jobs;
    private boolean passed = true;

    private SyncLoad(Sandbox sandbox, String tracker, String key, int jobs) {
        this.sandbox = sandbox;
        this.tracker = tracker;
        this.key = key;
        this.jobs = jobs;
    }

    /// `sync [JOBS [PYTHON_JOBS]]`
    static void main(String[] arguments) throws Exception {
        int jobs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int python = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path data = Files.createTempDirectory("tunebook-sync");
        Path launcher = Path.of(System.getProperty("root", "."), "tunebook");
        boolean passed;
        try (Sandbox sandbox = account(jobs);
                ChildProcess server = ChildProcess.start(
                        new ProcessBuilder(launcher.toString(), "serve", "--port", "0", "--data", data.toString()))) {
            String tracker = server.awaitLine("ready ").trim();
            String key = Files.readString(data.resolve("admin.key")).trim();
            SyncLoad load = new SyncLoad(sandbox, tracker, key, jobs);
            load.ours();
            load.command(launcher);
            load.official(python);
            System.out.println("server: peak memory " + server.peakMegabytes() + " MB");
            passed = load.passed;
        }
        System.out.println(passed ? "PASS" : "FAIL");
        System.exit(passed ? 0 : 1);
    }

    /// A quarter each of supervised, failed, cancelled and preference jobs, ended for weeks; one training file.
    private static Sandbox account(int jobs) {
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        Instant start = Instant.now().minus(30, ChronoUnit.DAYS);
        sandbox.add(ScriptedFile.of(
                FILE,
                "shared.jsonl",
                IntStream.range(0, 50)
                        .mapToObj(i -> "{\"messages\": [{\"role\": \"user\", \"content\": \"Question " + i
                                + "\"}, {\"role\": \"assistant\", \"content\": \"Answer " + i + "\"}]}\n")
                        .collect(Collectors.joining())));
        for (int i = 0; i < jobs; i++) {
            JobScriptBuilder job = JobScript.job(id(i))
                    .trainingFile(FILE)
                    .createdAt(start.plusSeconds(i))
                    .training(30, 3, Duration.ofSeconds(2));
            sandbox.add(
                    switch (i % 4) {
                        case 1 -> job.fails("invalid_training_file", "training_file", "broken");
                        case 2 -> job.cancelledAfter(Duration.ofSeconds(20));
                        case 3 -> job.method("dpo").hyperparameter("beta", 0.1);
                        default -> job;
                    });
        }
        return sandbox;
    }

    private static String id(int number) {
        return "ftjob-" + number;
    }

    private void ours() throws Exception {
        System.out.println("WandbLogger.sync, " + jobs + " jobs, one process, 64 MB of heap:");
        try (ChildProcess syncing = ChildProcess.start(
                List.of(),
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                "syncing",
                sandbox.url().toString(),
                sandbox.apiKey(),
                tracker,
                key,
                "ours",
                Integer.toString(1 + AFTERWARDS))) {
            for (int time = 1; time <= 1 + AFTERWARDS; time++) {
                sandbox.requests().clear();
                String line = syncing.awaitLine("sync " + time + ": ");
                System.out.println("  sync " + time + ": " + line + "; to the provider "
                        + sandbox.requests().count());
                if (time == 1) {
                    check(line.contains(jobs + " created, 0 unchanged, 0 failed"), "every job is recorded");
                } else {
                    check(line.contains(jobs + " unchanged, 0 failed"), "every job is found recorded");
                    check(line.contains(" 0 of them mutating"), "nothing is written again");
                    check(seconds(line) < PROMISED_SECONDS, "less than a second");
                }
            }
            syncing.awaitLine("done");
            System.out.println("  peak memory " + syncing.peakMegabytes() + " MB");
        }
    }

    private void command(Path launcher) throws Exception {
        System.out.println("tunebook sync, the same jobs again, a process each time:");
        for (int time = 1; time <= AFTERWARDS; time++) {
            ProcessBuilder sync = new ProcessBuilder(launcher.toString(), "sync", "--project", "ours");
            sync.environment()
                    .putAll(Map.of(
                            "OPENAI_BASE_URL",
                            sandbox.url().toString(),
                            "OPENAI_API_KEY",
                            sandbox.apiKey(),
                            "WANDB_BASE_URL",
                            tracker,
                            "WANDB_API_KEY",
                            key));
            sandbox.requests().clear();
            long begun = System.nanoTime();
            try (ChildProcess command = ChildProcess.start(sync)) {
                String said = command.awaitLine(jobs + " jobs: ");
                command.awaitEnd();
                double seconds = (System.nanoTime() - begun) / 1e9;
                System.out.printf(
                        "  run %d: %.2f s from start to end, %s; to the provider %d requests%n",
                        time, seconds, said, sandbox.requests().count());
                check(said.contains(jobs + " unchanged"), "every job is found recorded");
            }
        }
    }

    private void official(int most) throws Exception {
        Path python = Path.of(Objects.requireNonNullElseGet(
                System.getenv("TUNEBOOK_PYTHON"),
                () -> root.resolve("conformance/.venv/bin/python").toString()));
        if (!Files.isExecutable(python)) {
            System.out.println(
                    "the official integration is left out: there is no " + python + "; make it by conformance/clients");
            return;
        }
        Path folder = Files.createTempDirectory("tunebook-official");
        Path script = folder.resolve("official_sync.py");
        try (InputStream source = SyncLoad.class.getResourceAsStream("official_sync.py")) {
            Files.copy(Objects.requireNonNull(source), script);
        }
        List<String> command = new ArrayList<>(List.of(python.toString(), script.toString()));
        // It does not record others: it stops at failed jobs, and some preference jobs are beyond it.
        IntStream.range(0, most).forEach(i -> command.add(id(4 * i)));
        ProcessBuilder official = new ProcessBuilder(command).directory(folder.toFile());
        official.environment()
                .putAll(Map.of(
                        "OPENAI_BASE_URL",
                        sandbox.url().toString(),
                        "OPENAI_API_KEY",
                        sandbox.apiKey(),
                        "WANDB_BASE_URL",
                        tracker,
                        "WANDB_API_KEY",
                        key,
                        "WANDB_SILENT",
                        "true",
                        "HOME",
                        folder.toString()));
        official.redirectError(folder.resolve("errors").toFile());
        System.out.println("the official WandbLogger.sync, supervised jobs, one process, job by job:");
        try (ChildProcess process = ChildProcess.start(official)) {
            for (String time : List.of("first", "second")) {
                for (int job = 0; job < most; job++) {
                    sandbox.requests().clear();
                    System.out.println("  " + time + " time, " + process.awaitLine(time + " " + id(4 * job) + " ")
                            + "; to the provider " + sandbox.requests().count() + " requests");
                }
            }
            process.awaitEnd();
        }
    }

    private void check(boolean holds, String promise) {
        if (!holds) {
            System.out.println("  BROKEN: " + promise);
            passed = false;
        }
    }

    private static double seconds(String line) {
        return Double.parseDouble(line.substring(0, line.indexOf(" s")));
    }
}
