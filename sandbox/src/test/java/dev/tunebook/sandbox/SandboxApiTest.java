package dev.tunebook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.finetune.format.ResultFile;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.ResultLayout;
import dev.tunebook.sandbox.script.Results;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SandboxApiTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private final VirtualClock clock = VirtualClock.at(START);
    private Sandbox sandbox = start(SandboxOptions.builder());
    private SandboxClient client = new SandboxClient(sandbox);

    private Sandbox start(SandboxOptions.Builder options) {
        return Sandbox.start(options.clock(clock).build());
    }

    private void restart(SandboxOptions.Builder options) {
        sandbox.close();
        sandbox = start(options);
        client = new SandboxClient(sandbox);
    }

    @BeforeEach
    void addFile() {
        sandbox.add(ScriptedFile.of("file-training", "training.jsonl", rows(12)));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void pagesThroughJobsNewestFirst() throws IOException, InterruptedException {
        IntStream.rangeClosed(1, 45).forEach(i -> sandbox.add(JobScript.job("ftjob-" + i)));
        List<String> newestFirst =
                IntStream.rangeClosed(1, 45).mapToObj(i -> "ftjob-" + (46 - i)).toList();
        assertThat(client.ids("/fine_tuning/jobs", 20)).isEqualTo(newestFirst);
        assertThat(sandbox.requests().count()).isEqualTo(3);
        JsonNode page = client.json("/fine_tuning/jobs");
        assertThat(page.path("data")).hasSize(20);
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(page.has("first_id")).isFalse();
        assertThat(client.json("/fine_tuning/jobs?after=ftjob-1").path("data")).isEmpty();
        assertThat(client.get("/fine_tuning/jobs?after=ftjob-none").statusCode())
                .isEqualTo(400);
    }

    @Test
    void metadataStaysInTheOrderGiven() throws IOException, InterruptedException {
        List<String> names =
                IntStream.rangeClosed(1, 16).mapToObj(i -> "key-" + (17 - i)).toList();
        JobScriptBuilder job = JobScript.job("ftjob-1");
        names.forEach(name -> job.metadata(name, "of " + name));
        sandbox.add(job);
        assertThat(client.json("/fine_tuning/jobs/ftjob-1").path("metadata").propertyNames())
                .containsExactlyElementsOf(names);
    }

    @Test
    void refusesWithoutTheKey() throws IOException, InterruptedException {
        HttpRequest wrong = HttpRequest.newBuilder(
                        client.request("/fine_tuning/jobs").build().uri())
                .header("Authorization", "Bearer sk-wrong-key-123456")
                .build();
        HttpResponse<String> response = client.send(wrong);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Json.parse(response.body()).path("error").path("code").asString())
                .isEqualTo("invalid_api_key");
        assertThat(response.body()).doesNotContain("wrong-key");
        HttpRequest none = HttpRequest.newBuilder(wrong.uri()).build();
        assertThat(client.send(none).statusCode()).isEqualTo(401);
        HttpRequest azure = HttpRequest.newBuilder(wrong.uri())
                .header("api-key", sandbox.apiKey())
                .build();
        assertThat(client.send(azure).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "GET, /fine_tuning/jobs/123, 404, fine_tune_not_found, Could not find fine tune: 123",
                "GET, /fine_tuning/jobs/123/events, 404, fine_tune_not_found, Could not find fine tune: 123",
                "POST, /fine_tuning/jobs/123/cancel, 404, fine_tune_not_found, Could not find fine tune: 123",
                "GET, /models/nope, 404, model_not_found, The model 'nope' does not exist",
                "GET, /files/nope, 404, , No such File object: nope",
                "GET, /files/nope/content, 404, , No such File object: nope",
                "GET, /nothing, 404, unknown_url, Invalid URL (GET /nothing)",
                "DELETE, /fine_tuning/jobs, 405, , Not allowed to DELETE on this URL (DELETE /fine_tuning/jobs)",
                "GET, /fine_tuning/jobs?limit=0, 400, , 0 is less than the minimum of 1 - 'limit'",
                "GET, /fine_tuning/jobs?limit=x, 400, , 'x' is not of type 'integer' - 'limit'",
            })
    void errors(String method, String path, int status, String code, String message)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(client.request(path)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
        JsonNode error = Json.parse(response.body()).path("error");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error.path("message").asString()).isEqualTo(message);
        assertThat(error.path("code").asString(null)).isEqualTo(code);
        assertThat(response.headers().firstValue("x-request-id").orElse("")).startsWith("req_");
    }

    @Test
    void aTimelineUnfoldsWithTheClock() throws IOException, InterruptedException {
        sandbox.add(JobScript.job("ftjob-a")
                .createdAgo(Duration.ZERO)
                .validating(Duration.ofSeconds(10))
                .queued(Duration.ofSeconds(5))
                .training(20, 2, Duration.ofSeconds(1))
                .silentTail(Duration.ofSeconds(30))
                .results(Results.ofCurve().as("file-results").after(Duration.ofSeconds(4), Duration.ofSeconds(6))));
        assertThat(status()).isEqualTo("validating_files");
        assertThat(job().path("hyperparameters").path("n_epochs").asString()).isEqualTo("auto");
        clock.advance(Duration.ofSeconds(12));
        assertThat(status()).isEqualTo("queued");
        clock.advance(Duration.ofSeconds(8));
        assertThat(status()).isEqualTo("running");
        assertThat(job().path("hyperparameters").path("n_epochs").asInt()).isEqualTo(2);
        assertThat(job().path("estimated_finish").isNumber()).isTrue();
        assertThat(events().getFirst().path("data").path("step").asInt()).isEqualTo(5);
        assertThat(client.json("/fine_tuning/jobs/ftjob-a/checkpoints").path("data"))
                .isEmpty();
        clock.advance(Duration.ofSeconds(44));
        assertThat(status()).isEqualTo("running");
        clock.advance(Duration.ofSeconds(1));
        assertThat(status()).isEqualTo("succeeded");
        assertThat(job().path("finished_at").asLong()).isEqualTo(START.getEpochSecond() + 65);
        assertThat(job().path("result_files")).isEmpty();
        assertThat(job().path("fine_tuned_model").asString()).startsWith("ft:gpt-4o-mini-2024-07-18:sandbox::");
        clock.advance(Duration.ofSeconds(4));
        assertThat(job().path("result_files").get(0).asString()).isEqualTo("file-results");
        assertThat(client.get("/files/file-results/content").statusCode()).isEqualTo(404);
        clock.advance(Duration.ofSeconds(2));
        byte[] content = client.get("/files/file-results/content").body().getBytes(StandardCharsets.UTF_8);
        assertThat(ResultFile.parse(content).encoding()).isEqualTo(ResultFile.Encoding.BASE64);
        assertThat(ResultFile.parse(content).rows()).hasSize(20);
        assertThat(client.json("/files/file-results").path("created_at").asLong())
                .isEqualTo(START.getEpochSecond() + 68);
        assertThat(client.json("/fine_tuning/jobs/ftjob-a/checkpoints").path("data"))
                .hasSize(2);
    }

    @Test
    void cancelStopsTheScript() throws IOException, InterruptedException {
        sandbox.add(JobScript.job("ftjob-a").createdAgo(Duration.ofSeconds(60)));
        JsonNode answer =
                Json.parse(client.post("/fine_tuning/jobs/ftjob-a/cancel", "").body());
        assertThat(answer.path("status").asString()).isEqualTo("cancelled");
        int count = events().size();
        assertThat(events().getFirst().path("level").asString()).isEqualTo("warn");
        clock.advance(Duration.ofDays(1));
        assertThat(status()).isEqualTo("cancelled");
        assertThat(events()).hasSize(count);
        assertThat(client.post("/fine_tuning/jobs/ftjob-a/cancel", "").statusCode())
                .isEqualTo(400);
        assertThat(sandbox.requests().mutating()).isEqualTo(2);
    }

    @Test
    void pauseStopsTheClockOfTheJob() throws IOException, InterruptedException {
        sandbox.add(JobScript.job("ftjob-a").createdAgo(Duration.ofSeconds(60)));
        assertThat(client.post("/fine_tuning/jobs/ftjob-a/resume", "").statusCode())
                .isEqualTo(400);
        JsonNode paused =
                Json.parse(client.post("/fine_tuning/jobs/ftjob-a/pause", "").body());
        assertThat(paused.path("status").asString()).isEqualTo("paused");
        clock.advance(Duration.ofDays(3));
        assertThat(status()).isEqualTo("paused");
        int whilePaused = events().size();
        JsonNode resumed =
                Json.parse(client.post("/fine_tuning/jobs/ftjob-a/resume", "").body());
        assertThat(resumed.path("status").asString()).isEqualTo("queued");
        clock.advance(Duration.ofSeconds(10));
        assertThat(status()).isEqualTo("running");
        assertThat(events()).hasSize(whilePaused + 1 + 5);
        assertThat(events().getFirst().path("created_at").asLong())
                .isEqualTo(clock.instant().getEpochSecond());
        clock.advance(Duration.ofMinutes(10));
        assertThat(status()).isEqualTo("succeeded");
    }

    @Test
    void createsAJobThatRuns() throws IOException, InterruptedException {
        JsonNode created = create("{\"model\":\"gpt-4o-mini\",\"training_file\":\"file-training\",\"seed\":3,"
                + "\"suffix\":\"demo\",\"metadata\":{\"team\":\"a\"},\"method\":{\"type\":\"supervised\",\"supervised\":"
                + "{\"hyperparameters\":{\"n_epochs\":2}}}}");
        assertThat(created.path("status").asString()).isEqualTo("validating_files");
        assertThat(created.path("model").asString()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(created.path("hyperparameters").path("batch_size").asString())
                .isEqualTo("auto");
        clock.advance(Duration.ofHours(1));
        JsonNode done = client.json("/fine_tuning/jobs/" + created.path("id").asString());
        assertThat(done.path("status").asString()).isEqualTo("succeeded");
        assertThat(done.path("trained_tokens").asInt()).isEqualTo(12 * 2 * 58);
        String model = done.path("fine_tuned_model").asString();
        assertThat(client.get("/models/" + model).statusCode()).isEqualTo(200);
        assertThat(client.get("/models/" + model.replace(":", "%3A")).statusCode())
                .isEqualTo(200);
        assertThat(client.json("/fine_tuning/jobs?metadata%5Bteam%5D=a").path("data"))
                .hasSize(1);
        assertThat(client.json("/fine_tuning/jobs?metadata%5Bteam%5D=b").path("data"))
                .isEmpty();
        assertThat(client.json("/fine_tuning/jobs?metadata=null").path("data")).isEmpty();
        assertThat(client.delete("/models/" + model).statusCode()).isEqualTo(200);
        assertThat(client.get("/models/" + model).statusCode()).isEqualTo(404);
    }

    @Test
    void badDataFailsTheJob() throws IOException, InterruptedException {
        sandbox.add(ScriptedFile.of("file-few", "few.jsonl", rows(3)));
        sandbox.add(ScriptedFile.of("file-broken", "broken.jsonl", rows(11) + "{\"messages\":[\n"));
        assertThat(outcome("file-few")).isEqualTo("invalid_n_examples");
        assertThat(outcome("file-broken")).isEqualTo("invalid_training_file");
        JsonNode job = create("{\"model\":\"gpt-4o\",\"training_file\":\"file-training\"}");
        assertThat(client.delete("/files/file-training").statusCode()).isEqualTo(200);
        assertThat(client.json("/fine_tuning/jobs/" + job.path("id").asString())
                        .path("error")
                        .path("code")
                        .asString())
                .isEqualTo("deleted_training_file");
    }

    private String outcome(String file) throws IOException, InterruptedException {
        JsonNode job = create("{\"model\":\"gpt-4o\",\"training_file\":\"" + file + "\"}");
        clock.advance(Duration.ofHours(1));
        JsonNode ended = client.json("/fine_tuning/jobs/" + job.path("id").asString());
        assertThat(ended.path("status").asString()).isEqualTo("failed");
        assertThat(ended.path("finished_at").isNull()).isTrue();
        return ended.path("error").path("code").asString();
    }

    @Test
    void keepsFiles() throws IOException, InterruptedException {
        String form = "--B\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nfine-tune\r\n"
                + "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"訓練.jsonl\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n{\"a\":1}\r\n\r\n--B--\r\n";
        HttpResponse<String> uploaded = client.send(client.request("/files")
                .header("Content-Type", "multipart/form-data; boundary=\"B\"")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        JsonNode file = Json.parse(uploaded.body());
        assertThat(file.path("filename").asString()).isEqualTo("訓練.jsonl");
        String id = file.path("id").asString();
        assertThat(client.get("/files/" + id + "/content").body()).isEqualTo("{\"a\":1}\r\n");
        assertThat(client.json("/files").path("first_id").asString()).isEqualTo(id);
        assertThat(client.json("/files?purpose=batch").path("data")).isEmpty();
        assertThat(client.json("/files?order=asc").path("last_id").asString()).isEqualTo(id);
        assertThat(Json.parse(client.delete("/files/" + id).body())
                        .path("deleted")
                        .asBoolean())
                .isTrue();
        assertThat(client.get("/files/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void faultsAreData() throws IOException, InterruptedException {
        sandbox.faults().onPath("/files/.*/content").times(2).status(404);
        assertThat(client.get("/files/file-training/content").statusCode()).isEqualTo(404);
        assertThat(client.get("/files/file-training/content").statusCode()).isEqualTo(404);
        assertThat(client.get("/files/file-training/content").statusCode()).isEqualTo(200);

        sandbox.faults().onNth(2).rateLimited(Optional.of("7"));
        assertThat(client.get("/models").statusCode()).isEqualTo(200);
        HttpResponse<String> limited = client.get("/models");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        sandbox.faults().onEach().rateLimited(Optional.empty());
        assertThat(client.get("/models").headers().firstValue("Retry-After")).isEmpty();

        sandbox.faults().onEach().html(502);
        assertThat(client.get("/models").body()).startsWith("<html>");
        assertThat(client.get("/models").statusCode()).isEqualTo(200);
    }

    @Test
    void breaksConnectionsOnDemand() throws IOException, InterruptedException {
        sandbox.faults().onPath("/models").truncate();
        assertThatThrownBy(() -> client.get("/models")).isInstanceOf(IOException.class);
        // The client itself repeats a GET once when the connection drops before an answer.
        Faults.Rule dropping = sandbox.faults().onPath("/models").always().drop();
        assertThatThrownBy(() -> client.get("/models")).isInstanceOf(IOException.class);
        assertThat(dropping.happened()).isPositive();
        sandbox.faults().clear();
        Faults.Rule silent = sandbox.faults().onPath("/models").timeOut();
        HttpRequest impatient =
                client.request("/models").timeout(Duration.ofMillis(200)).build();
        assertThatThrownBy(() -> client.send(impatient)).isInstanceOf(HttpTimeoutException.class);
        assertThat(silent.happened()).isEqualTo(1);
        assertThat(client.get("/models").statusCode()).isEqualTo(200);
    }

    @Test
    void listsCanBeLessHelpful() throws IOException, InterruptedException {
        restart(SandboxOptions.builder()
                .sendsHasMore(false)
                .maximumLimit(50, false)
                .refusesUnknownCursor(false));
        sandbox.add(JobScript.job("ftjob-a"));
        assertThat(client.json("/fine_tuning/jobs").has("has_more")).isFalse();
        assertThat(client.get("/fine_tuning/jobs?limit=51").statusCode()).isEqualTo(400);
        assertThat(client.json("/fine_tuning/jobs?after=unknown").path("data")).isEmpty();
    }

    @Test
    void answersCompressedWhereThatIsWanted() throws IOException, InterruptedException {
        HttpRequest request =
                client.request("/models").header("Accept-Encoding", "gzip").build();
        assertThat(client.send(request).headers().firstValue("Content-Encoding"))
                .contains("gzip");
        assertThat(client.get("/models").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fine_tuning/jobs/", "/fine_tuning/jobs"})
    void anEmptyIdLeadsToTheList(String path) throws IOException, InterruptedException {
        assertThat(client.get(path).statusCode()).isEqualTo(path.endsWith("/") ? 307 : 200);
    }

    @Test
    void checkpointPermissions() throws IOException, InterruptedException {
        String path = "/fine_tuning/checkpoints/ft:gpt-4o:org::abc:ckpt-step-9/permissions";
        JsonNode made = Json.parse(
                client.post(path, "{\"project_ids\":[\"proj_a\",\"proj_b\"]}").body());
        assertThat(made.path("data")).hasSize(2);
        String id = made.path("first_id").asString();
        assertThat(client.json(path + "?project_id=proj_b").path("data")).hasSize(1);
        assertThat(client.delete(path + "/" + id).statusCode()).isEqualTo(200);
        assertThat(client.delete(path + "/" + id).statusCode()).isEqualTo(404);
        assertThat(client.json(path).path("data")).hasSize(1);
        assertThat(client.post(path, "{}").statusCode()).isEqualTo(400);
    }

    private JsonNode create(String request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.post("/fine_tuning/jobs", request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private JsonNode job() throws IOException, InterruptedException {
        return client.json("/fine_tuning/jobs/ftjob-a");
    }

    private String status() throws IOException, InterruptedException {
        return job().path("status").asString();
    }

    private List<JsonNode> events() throws IOException, InterruptedException {
        return client.json("/fine_tuning/jobs/ftjob-a/events?limit=100")
                .path("data")
                .valueStream()
                .toList();
    }

    private static String rows(int count) {
        return ("{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}\n")
                .repeat(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2"})
    void moreRequestsThanAllowedAreAnswered429(String retryAfter) throws IOException, InterruptedException {
        Optional<String> header = Optional.of(retryAfter).filter(text -> !text.isEmpty());
        restart(SandboxOptions.builder().rateLimit(new RateLimit(3, header)));
        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/models").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = client.get("/models");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isEqualTo(header);
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.get("/models").statusCode()).isEqualTo(200);
    }

    @Test
    void jobsCreatedThroughTheApiHaveTheHabitsOfTheSandbox() throws IOException, InterruptedException {
        restart(SandboxOptions.builder()
                .habits(job -> job.dialect(Dialect.AZURE)
                        .results(Results.ofCurve().in(ResultLayout.AZURE_2026).base64())));
        addFile();
        HttpRequest.Builder create = client.request("/fine_tuning/jobs")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"gpt-4o-mini\",\"training_file\":\"file-training\"}"));
        JsonNode job = Json.parse(client.send(create.build()).body());
        assertThat(job.path("status").asString()).isEqualTo("pending");
        clock.advance(Duration.ofHours(2));
        String id = job.path("id").asString();
        String file = client.json("/fine_tuning/jobs/" + id)
                .path("result_files")
                .path(0)
                .asString();
        String content = client.get("/files/" + file + "/content").body();
        assertThat(content).startsWith("c3RlcC");
        assertThat(ResultFile.parse(content.getBytes(StandardCharsets.UTF_8)).columns())
                .contains("timestamp");
    }

    @Test
    void azuresOlderPathsAreServedToo() throws IOException, InterruptedException {
        sandbox.add(JobScript.job("ftjob-1"));
        HttpRequest older = HttpRequest.newBuilder(URI.create(
                        sandbox.url().toString().replace("/v1", "/openai/fine_tuning/jobs?api-version=2024-10-21")))
                .header("api-key", sandbox.apiKey())
                .build();
        assertThat(Json.parse(client.send(older).body()).path("data")).hasSize(1);
    }
}
