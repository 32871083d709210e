package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.RunState;
import dev.tunebook.model.Secret;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.ScriptedFile;
import dev.tunebook.sdk.Api;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.StoredRun;
import dev.tunebook.sdk.Wandb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/// A server in a process of its own follows what the sandbox runs. Time is real here: the server's cannot be another.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class FollowerTest {
    private static final String PROVIDER_KEY = "sk-proj-nobody-may-find-this-1234";
    private static final String EXAMPLE =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"hello\"}]}\n";
    private static final int STEPS = 30;
    /// The first one shows the data.
    private static final int LINES = STEPS + 1;

    @TempDir
    Path home;

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.builder().apiKey(PROVIDER_KEY).speed(6).build());

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Path data() {
        return home.resolve("data");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ServeProcess serve() {
        return serve(0);
    }

    private ServeProcess serve(int port, String... more) {
        return ServeProcess.start(
                        data(),
                        port,
                        Stream.concat(Stream.of("--provider-hosts", "127.0.0.1"), Stream.of(more))
                                .toArray(String[]::new))
                .ready();
    }

    private String key() throws IOException {
        return Files.readString(data().resolve("admin.key")).strip();
    }

    /// The address the server listens on, whatever it tells others.
    private Shell shell(String server) throws IOException {
        return new Shell(home)
                .set("WANDB_BASE_URL", server)
                .set("WANDB_API_KEY", key())
                .set("OPENAI_BASE_URL", sandbox.url().toString())
                .set("OPENAI_API_KEY", PROVIDER_KEY);
    }

    private Api api(String server) throws IOException {
        return Wandb.api(Settings.of(URI.create(server), new Secret(key())));
    }

    private String run(Shell shell, String line) {
        Shell.Result result = shell.run(line.split(" "));
        assertThat(result.code()).as(line + "\n" + result.err()).isZero();
        return result.out().strip();
    }

    private void connect(Shell shell) {
        run(shell, "admin teams add crew");
        run(
                shell,
                "admin providers add sandbox --kind compatible --base-url " + sandbox.url()
                        + " --entity crew --project tunes --poll-seconds 1 --api-key-env OPENAI_API_KEY");
    }

    private JsonNode status(Shell shell) {
        return Json.parse(run(shell, "admin providers show sandbox --json")).path("status");
    }

    /// A job that is created now and has six steps a second.
    private void addSlowJob(String id) {
        sandbox.add(ScriptedFile.of("file-training", "training.jsonl", EXAMPLE.repeat(12)));
        sandbox.add(JobScript.job(id)
                .trainingFile("file-training")
                .validating(Duration.ofSeconds(2))
                .queued(Duration.ofSeconds(2))
                .training(STEPS, 2, Duration.ofSeconds(1))
                .hyperparameter("n_epochs", 2)
                .createdAgo(Duration.ZERO));
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for: " + what).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private static long lines(Api api, String run) {
        return api.findRun(run).map(StoredRun::historyLineCount).orElse(0L);
    }

    private static boolean finished(Api api, String run) {
        return api.findRun(run).map(StoredRun::state).equals(Optional.of(RunState.FINISHED));
    }

    private static List<String> history(Api api, String run) {
        // Artifacts a client makes have ids by chance.
        return api.run(run)
                .history()
                .map(row -> row.toString().replaceAll("wandb-client-artifact://\\w+", "wandb-client-artifact://ID"))
                .toList();
    }

    /// The same job, recorded by a sync once it is over.
    private List<String> syncedAfterwards(Shell shell, Api api, String job) {
        assertThat(run(shell, "sync --job " + job + " --entity administrator --project afterwards"))
                .contains("1 created");
        return history(api, "administrator/afterwards/" + job);
    }

    private void nothingKeepsTheKey() throws IOException {
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(PROVIDER_KEY);
            }
        }
    }

    @Test
    void theChartMovesWhileTheJobRunsAndEndsAsASyncWouldHaveIt() throws IOException, InterruptedException {
        try (ServeProcess server = serve()) {
            Shell shell = shell(server.url());
            Api api = api(server.url());
            addSlowJob("ftjob-1");
            connect(shell);
            await("first points", () -> lines(api, "crew/tunes/ftjob-1") > 2);
            long before = lines(api, "crew/tunes/ftjob-1");
            assertThat(api.run("crew/tunes/ftjob-1").state()).isEqualTo(RunState.RUNNING);
            await("more points", () -> lines(api, "crew/tunes/ftjob-1") > before);
            await("the status", () -> status(shell).path("following").asInt() == 1);
            assertThat(api.run("crew/tunes/ftjob-1").user()).hasValue("follower-sandbox");

            await("its end", () -> finished(api, "crew/tunes/ftjob-1"));
            List<String> followed = history(api, "crew/tunes/ftjob-1");
            assertThat(followed).hasSize(LINES).isEqualTo(syncedAfterwards(shell, api, "ftjob-1"));
            assertThat(api.artifact("crew/tunes/model-metadata:ftjob-1").name()).startsWith("model-metadata");
            run(shell, "admin teams put-member crew administrator");
            assertThat(run(shell, "sync --entity crew --project tunes")).contains("1 unchanged");
            await(
                    "nothing more to follow",
                    () -> status(shell).path("following").asInt() == 0);
            assertThat(status(shell).path("jobs").asInt()).isEqualTo(1);
            assertThat(status(shell).has("error")).isFalse();

            nothingKeepsTheKey();
            assertThat(server.terminate().exit()).isZero();
            assertThat(server.errors()).isEqualTo("stopped");
            nothingKeepsTheKey();
        }
    }

    @Test
    void anOutageIsToldAndPasses() throws IOException, InterruptedException {
        try (ServeProcess server = serve()) {
            Shell shell = shell(server.url());
            Api api = api(server.url());
            sandbox.faults().onEach().always().status(401);
            connect(shell);
            await(
                    "the error",
                    () -> status(shell).path("error").path("code").asString("").equals("provider_unauthenticated"));
            Shell.Result check = shell.run("admin", "providers", "check", "sandbox");
            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out()).contains("401").contains("the key of the connection");
            sandbox.faults().clear();
            addSlowJob("ftjob-1");
            assertThat(run(shell, "admin providers check sandbox")).contains("its newest job is ftjob-1");
            await("points", () -> lines(api, "crew/tunes/ftjob-1") > 2);
            assertThat(status(shell).has("error")).isFalse();

            sandbox.faults().onEach().always().status(503);
            await(
                    "the outage",
                    () -> status(shell).path("error").path("code").asString("").equals("provider_transient"));
            sandbox.faults().clear();
            await("its end", () -> finished(api, "crew/tunes/ftjob-1"));
            assertThat(history(api, "crew/tunes/ftjob-1")).hasSize(LINES);
            await("all well", () -> !status(shell).has("error"));
            assertThat(server.terminate().exit()).isZero();
            assertThat(server.errors()).contains("Provider connection sandbox").doesNotContain(PROVIDER_KEY);
        }
    }

    @Test
    void aKilledServerGoesOnWhereItWas() throws IOException, InterruptedException {
        try (ServeProcess server = serve()) {
            connect(shell(server.url()));
            addSlowJob("ftjob-1");
            Api api = api(server.url());
            await("first points", () -> lines(api, "crew/tunes/ftjob-1") > 5);
            assertThat(server.kill().exit()).isNotZero();
        }
        try (ServeProcess server = serve()) {
            Api api = api(server.url());
            await("its end", () -> finished(api, "crew/tunes/ftjob-1"));
            assertThat(history(api, "crew/tunes/ftjob-1"))
                    .hasSize(LINES)
                    .isEqualTo(syncedAfterwards(shell(server.url()), api, "ftjob-1"));
            assertThat(server.terminate().exit()).isZero();
        }
    }

    @Test
    void itStopsInTimeAndStartsWithTheServer() throws IOException, InterruptedException {
        try (ServeProcess server = serve()) {
            connect(shell(server.url()));
            addSlowJob("ftjob-1");
            Api api = api(server.url());
            await("first points", () -> lines(api, "crew/tunes/ftjob-1") > 5);
            Instant told = Instant.now();
            assertThat(server.terminate().exit()).isZero();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(server.errors()).isEqualTo("stopped");
        }
        // A server need not reach itself through its own proxy.
        int port = freePort();
        try (ServeProcess server = serve(port, "--public-url", "http://nowhere.invalid:1")) {
            assertThat(server.url()).isEqualTo("http://nowhere.invalid:1");
            Api api = api("http://127.0.0.1:" + port);
            await("its end", () -> finished(api, "crew/tunes/ftjob-1"));
            assertThat(history(api, "crew/tunes/ftjob-1")).hasSize(LINES);
            assertThat(server.terminate().exit()).isZero();
            assertThat(server.errors()).isEqualTo("stopped");
        }
    }

    @Test
    void aConnectionThatIsDisabledIsLeftAlone() throws IOException, InterruptedException {
        try (ServeProcess server = serve()) {
            Shell shell = shell(server.url());
            connect(shell);
            await("a look", () -> status(shell).has("lookedAt"));
            run(shell, "admin providers disable sandbox");
            int asked = quiet();
            addSlowJob("ftjob-1");
            Thread.sleep(2500);
            assertThat(sandbox.requests().all()).hasSize(asked);
            run(shell, "admin providers enable sandbox");
            await("the job", () -> status(shell).path("jobs").asInt() == 1);
            run(shell, "admin providers remove sandbox");
            int afterwards = quiet();
            Thread.sleep(2500);
            assertThat(sandbox.requests().all()).hasSize(afterwards);
        }
    }

    /// How many requests there were once the follower has ended.
    private int quiet() throws InterruptedException {
        Thread.sleep(1500);
        return sandbox.requests().all().size();
    }
}
