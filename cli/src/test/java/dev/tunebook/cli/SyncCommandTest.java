package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.ScriptedFile;
import dev.tunebook.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SyncCommandTest {

    private static final String EXAMPLE =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"hello\"}]}\n";

    @TempDir
    Path home;

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private TestServer server;
    private Shell shell;
    private String key = "";

    @BeforeEach
    void start() {
        server = TestServer.start(home.resolve("data"));
        key = server.user("ada");
        shell = new Shell(home)
                .set("WANDB_BASE_URL", server.base())
                .set("WANDB_API_KEY", key)
                .set("OPENAI_BASE_URL", sandbox.url().toString())
                .set("OPENAI_API_KEY", sandbox.apiKey());
        sandbox.add(ScriptedFile.of("file-training", "training.jsonl", EXAMPLE.repeat(12)));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        server.close();
    }

    private JsonNode runs(String project) {
        String query = "query($p: String!) { project(name: $p, entityName: \"ada\") { runs { edges { node {"
                + " name config tags notes group } } } } }";
        return server.data(key, query, Map.of("p", project))
                .path("project")
                .path("runs")
                .path("edges");
    }

    @Test
    void aLineAJobAndATableAtTheEnd() {
        sandbox.add(JobScript.job("ftjob-a")).add(JobScript.job("ftjob-b"));
        Shell.Result first = shell.run("sync");
        assertThat(first.code()).isZero();
        assertThat(first.err().lines())
                .startsWith("found 2 jobs")
                .containsExactlyInAnyOrder(
                        "found 2 jobs", "[1/2] ftjob-a created (succeeded)", "[2/2] ftjob-b created (succeeded)");
        assertThat(first.out()).contains("/ada/OpenAI-Fine-Tune/runs/ftjob-a").endsWith("2 jobs: 2 created\n");
        assertThat(shell.run("sync").out()).endsWith("2 jobs: 2 unchanged\n");
        assertThat(runs("OpenAI-Fine-Tune")).hasSize(2);
    }

    @Test
    void optionsReachTheSync() {
        sandbox.add(JobScript.job("ftjob-a")).add(JobScript.job("ftjob-b")).add(JobScript.job("ftjob-c"));
        Shell.Result result = shell.run(
                "sync",
                "--num-fine-tunes",
                "1",
                "--project",
                "tunes",
                "--entity",
                "ada",
                "--tag",
                "weekly",
                "--tag",
                "auto",
                "--group",
                "g",
                "--notes",
                "by cron",
                "--config",
                "owner=team a",
                "--config",
                "budget=3",
                "--no-datasets",
                "--json");
        assertThat(result.code()).isZero();
        JsonNode report = Json.parse(result.out());
        assertThat(report.path("created").asInt()).isEqualTo(1);
        assertThat(report.path("jobs").get(0).path("jobId").asString()).isEqualTo("ftjob-c");
        assertThat(report.path("jobs").get(0).path("problem").isNull()).isTrue();
        JsonNode run = runs("tunes").get(0).path("node");
        assertThat(run.path("tags")).hasToString("[\"weekly\",\"auto\"]");
        assertThat(run.path("group").asString()).isEqualTo("g");
        assertThat(run.path("notes").asString()).isEqualTo("by cron");
        JsonNode config = Json.parse(run.path("config").asString());
        assertThat(config.path("owner").path("value").asString()).isEqualTo("team a");
        assertThat(config.path("budget").path("value").asInt()).isEqualTo(3);
    }

    @Test
    void aJobThatIsNotThereFailsAlone() {
        sandbox.add(JobScript.job("ftjob-a"));
        Shell.Result result = shell.run("sync", "--job", "ftjob-none", "--json");
        assertThat(result.code()).isEqualTo(1);
        JsonNode problem = Json.parse(result.out()).path("jobs").get(0).path("problem");
        assertThat(problem.path("code").asString()).isEqualTo("provider_not_found");
        assertThat(result.err()).contains("failed");
    }

    @Test
    void aRunningJobIsRecordedAsItStands() {
        sandbox.add(
                JobScript.job("ftjob-a").createdAgo(Duration.ofMinutes(2)).training(1000, 2, Duration.ofSeconds(1)));
        Shell.Result result = shell.run("sync", "--no-wait");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("running");
        Shell.Result waited = shell.run("sync", "--wait-minutes", "0", "--poll-seconds", "1");
        assertThat(waited.code()).isZero();
        assertThat(waited.out()).contains("running");
    }

    @Test
    void whatIsMissingIsTold() {
        shell.set("OPENAI_API_KEY", "");
        assertOneLine(shell.run("sync"), 2, "set OPENAI_API_KEY");
        shell.set("OPENAI_API_KEY", "sk-wrong").set("OPENAI_MAX_RETRIES", "0");
        assertOneLine(shell.run("sync"), 1, "OPENAI_API_KEY");
        shell.set("OPENAI_BASE_URL", "http://127.0.0.1:1/v1");
        assertOneLine(shell.run("sync"), 1, "127.0.0.1:1");
        shell.set("OPENAI_BASE_URL", sandbox.url().toString()).set("OPENAI_API_KEY", sandbox.apiKey());
        assertOneLine(shell.run("sync", "--num-fine-tunes", "0"), 2, "ask for 1 job or more");
        shell.set("WANDB_API_KEY", "");
        assertOneLine(shell.run("sync"), 2, "no API key");
    }

    private static void assertOneLine(Shell.Result result, int code, String told) {
        assertThat(result.err()).hasLineCount(1).startsWith("tunebook sync: ").contains(told);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void loginKeepsKeyAndServerForSync() throws IOException {
        Path file = Files.writeString(home.resolve("key"), key + "\n");
        Shell bare = new Shell(home)
                .set("OPENAI_BASE_URL", sandbox.url().toString())
                .set("OPENAI_API_KEY", sandbox.apiKey());
        Shell.Result login = bare.run("login", "--server", server.base(), "--key-file", file.toString());
        assertThat(login.err()).isEmpty();
        assertThat(login.out()).isEqualTo("logged in to " + server.base() + "\n");
        assertThat(home.resolve("netrc"))
                .content()
                .contains("machine 127.0.0.1:" + server.server().port(), key);
        assertThat(home.resolve("config/settings")).content().contains("base_url = " + server.base());
        sandbox.add(JobScript.job("ftjob-a"));
        assertThat(bare.run("sync").out()).endsWith("1 job: 1 created\n");
    }

    @Test
    void aWrongKeyIsNotKept() throws IOException {
        Path file = Files.writeString(home.resolve("key"), "wrong-" + "w".repeat(40));
        Shell.Result result = new Shell(home).run("login", "--server", server.base(), "--key-file", file.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).doesNotContain("www");
        assertThat(home.resolve("netrc")).doesNotExist();
        assertThat(home.resolve("config/settings")).doesNotExist();
    }

    @Test
    void anArchiveIsTakenAsArtifactFolderAndZipAndImportedElsewhere() throws IOException {
        sandbox.add(JobScript.job("ftjob-a")).add(JobScript.job("ftjob-b"));
        Path zip = home.resolve("account.zip");
        Path folder = home.resolve("account");
        Shell.Result taken = shell.run("archive", "--folder", folder.toString(), "--zip", zip.toString(), "--json");
        assertThat(taken.code()).as(taken.err()).isZero();
        JsonNode report = Json.parse(taken.out());
        assertThat(report.path("artifact").asString()).isEqualTo("ada/OpenAI-Fine-Tune/fine-tune-archive:v0");
        assertThat(report.path("settled").asBoolean()).isTrue();
        assertThat(taken.err().lines()).contains("found 2 jobs").anyMatch(line -> line.endsWith("ftjob-b taken"));
        Shell.Result again = shell.run("archive", "--folder", folder.toString());
        assertThat(again.err().lines()).anyMatch(line -> line.endsWith("ftjob-b was there"));
        assertThat(again.out()).contains("fine-tune-archive:v0");

        sandbox.close();
        assertThat(shell.run("import", zip.toString(), "--project", "from-zip").out())
                .endsWith("2 jobs: 2 created\n");
        assertThat(shell.run("import", folder.toString(), "--project", "from-zip")
                        .out())
                .endsWith("2 jobs: 2 unchanged\n");
        assertThat(runs("from-zip")).hasSize(2);
        Shell.Result none = shell.run("import", home.resolve("nowhere").toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("neither a folder nor a zip");
    }

    @Test
    void jobsAreChosenAndADryRunWritesNothing() {
        sandbox.add(JobScript.job("ftjob-a"))
                .add(JobScript.job("ftjob-b").fails("invalid_n_examples", "training_file", "too few"))
                .add(JobScript.job("ftjob-c").metadata("owner", "ada"));
        Shell.Result dry = shell.run("sync", "--dry-run", "--state", "succeeded");
        assertThat(dry.out()).contains("2 jobs: 2 created").endsWith("A dry run: nothing was written\n");
        assertThat(shell.run("sync", "--metadata", "owner=ada").out())
                .contains("ftjob-c")
                .endsWith("1 job: 1 created\n");
        assertThat(shell.run("sync", "--job", "ftjob-a", "--job", "ftjob-b").out())
                .endsWith("2 jobs: 2 created\n");
        assertThat(shell.run("sync", "--until", "2020-01-01").out()).contains("No fine-tuning jobs found");
        Shell.Result wrong = shell.run("sync", "--since", "yesterday");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--since is \"yesterday\"").contains("2026-11-25");
    }

    @Test
    void watchingGoesOnUntilItIsStopped() throws InterruptedException {
        sandbox.add(JobScript.job("ftjob-a"));
        sandbox.add(JobScript.job("ftjob-live").createdAgo(Duration.ofSeconds(80)));
        Shell.Result[] result = new Shell.Result[1];
        CountDownLatch following = new CountDownLatch(1);
        sandbox.faults()
                .on(request -> {
                    if (request.path().equals("/fine_tuning/jobs/ftjob-live")) {
                        following.countDown();
                    }
                    return false;
                })
                .always()
                .status(500);
        Thread watching = Thread.ofPlatform()
                .start(() -> result[0] = shell.run("sync", "--watch", "--poll-seconds", "1", "--project", "live"));
        assertThat(following.await(60, TimeUnit.SECONDS))
                .as("it has looked a second time")
                .isTrue();
        watching.interrupt();
        watching.join(Duration.ofSeconds(60));
        assertThat(result[0].code()).as(result[0].err()).isZero();
        assertThat(result[0].out()).contains("the job has not ended, it is running");
        assertThat(runs("live")).hasSize(2);
    }
}
