package dev.tunebook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.format.SharedData;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Recorded exchanges and published examples, asked of the sandbox again: the same status, the same keys with the
/// same JSON types, the same errors word for word.
class RecordingReplayTest {

    private static final String FILE = "file-MNu4SQN4hf2nJmWVXyv8qW";
    private static final String VALIDATION = "file-1pjT5ZsASwTxBa62G85Vrh";

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2025-09-26T01:20:16Z"));
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.builder().clock(clock).build());
    private final SandboxClient client = new SandboxClient(sandbox);

    @BeforeEach
    void addFiles() {
        SharedData.file("api");
        for (String id : List.of(FILE, VALIDATION)) {
            sandbox.add(ScriptedFile.of(id, "data.jsonl", "{\"messages\":[]}\n".repeat(10)));
        }
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private record Exchange(String method, String path, JsonNode request, int status, JsonNode response) {

        static List<Exchange> of(String recording) throws IOException {
            List<Exchange> exchanges = new ArrayList<>();
            for (JsonNode entry : read("recording-" + recording + ".json").path("Entries")) {
                exchanges.add(new Exchange(
                        entry.path("RequestMethod").asString(),
                        entry.path("RequestUri").asString().replaceFirst("^https?://[^/]+/v1", ""),
                        entry.path("RequestBody"),
                        entry.path("StatusCode").asInt(),
                        entry.path("ResponseBody")));
            }
            assertThat(exchanges).isNotEmpty();
            return exchanges;
        }
    }

    private static JsonNode read(String name) throws IOException {
        return Json.parse(Files.readAllBytes(SharedData.file("api").resolve(name)));
    }

    private JsonNode ask(Exchange exchange, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = client.request(path);
        boolean json = exchange.request().isObject();
        HttpRequest.BodyPublisher body = json
                ? HttpRequest.BodyPublishers.ofString(Json.write(exchange.request()))
                : HttpRequest.BodyPublishers.noBody();
        if (json) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response =
                client.send(request.method(exchange.method(), body).build());
        assertThat(response.statusCode()).as(exchange.method() + " " + path).isEqualTo(exchange.status());
        return Json.parse(response.body());
    }

    /// Every key with the JSON types seen below it, the items of a list taken together. Numbers are of one type,
    /// since 3 and 3.0 are the same to JSON.
    private static Map<String, Set<String>> shape(JsonNode... nodes) {
        Map<String, Set<String>> shape = new TreeMap<>();
        for (JsonNode node : nodes) {
            collect("", node, shape);
        }
        return shape;
    }

    private static void collect(String path, JsonNode node, Map<String, Set<String>> shape) {
        shape.computeIfAbsent(path, p -> new TreeSet<>()).add(node.getNodeType().toString());
        node.properties().forEach(member -> collect(path + "." + member.getKey(), member.getValue(), shape));
        if (node.isArray()) {
            node.forEach(item -> collect(path + "[]", item, shape));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExceptionThrownOnInvalidFileName",
                "ExceptionThrownOnInvalidModelName",
                "ExceptionThrownOnInvalidValidationIdAsync",
                "Files-GetFileCanParseServiceError",
                "Files-DownloadFileCanParseServiceError",
                "Models-GetModelCanParseServiceError",
            })
    void errorsAreTheSameWordForWord(String recording) throws IOException, InterruptedException {
        for (Exchange exchange : Exchange.of(recording)) {
            assertThat(ask(exchange, exchange.path())).isEqualTo(exchange.response());
        }
    }

    @Test
    void theErrorOfAnUnknownJob() throws IOException, InterruptedException {
        JsonNode recorded = read("body-404-job.json");
        assertThat(client.json("/fine_tuning/jobs/123")).isEqualTo(recorded);
    }

    @Test
    void theErrorOfTooManyJobs() throws IOException, InterruptedException {
        JsonNode recorded = read("body-429-job-concurrency.json");
        sandbox.faults().onNth(1).answer(429, Map.of("Content-Type", "application/json"), Json.write(recorded));
        HttpResponse<String> limited = client.post("/fine_tuning/jobs", "{}");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("retry-after")).isEmpty();
        assertThat(Json.parse(limited.body())).isEqualTo(recorded);
    }

    @Test
    void aJobMadeWithEveryParameterAndCancelled() throws IOException, InterruptedException {
        List<Exchange> exchanges = Exchange.of("AllParameters");
        JsonNode created = ask(exchanges.get(0), "/fine_tuning/jobs");
        assertThat(shape(created)).isEqualTo(shape(exchanges.get(0).response()));
        assertThat(withoutIds(created)).isEqualTo(withoutIds(exchanges.get(0).response()));
        JsonNode cancelled =
                ask(exchanges.get(1), "/fine_tuning/jobs/" + created.path("id").asString() + "/cancel");
        assertThat(withoutIds(cancelled)).isEqualTo(withoutIds(exchanges.get(1).response()));
    }

    // What is equal between two services: everything but names and numbers of its own.
    private static JsonNode withoutIds(JsonNode job) {
        ObjectNode copy = Json.parseObject(Json.write(job));
        copy.remove(List.of("id", "organization_id", "created_at"));
        return sortedDoubles(copy);
    }

    private static JsonNode sortedDoubles(JsonNode node) {
        if (node.isNumber()) {
            return Json.tree(node.doubleValue());
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = Json.object();
        node.properties().forEach(member -> copy.set(member.getKey(), sortedDoubles(member.getValue())));
        return copy;
    }

    @Test
    void eventsByOne() throws IOException, InterruptedException {
        List<Exchange> exchanges = Exchange.of("GetJobEvents");
        JsonNode created = ask(exchanges.get(0), "/fine_tuning/jobs");
        String job = "/fine_tuning/jobs/" + created.path("id").asString();
        assertThat(shape(ask(exchanges.get(1), job + "/cancel")))
                .isEqualTo(shape(exchanges.get(1).response()));
        JsonNode events = ask(exchanges.get(2), job + "/events?limit=1");
        JsonNode recorded = exchanges.get(2).response();
        assertThat(events.path("has_more")).isEqualTo(recorded.path("has_more"));
        assertThat(keys(events)).isEqualTo(keys(recorded));
        assertThat(keys(events.path("data").get(0)))
                .isEqualTo(keys(recorded.path("data").get(0)));
    }

    private static Set<String> keys(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    /// The account of the recording, job for job, as scripts.
    private void addRecordedJobs(List<JsonNode> newestFirst) {
        for (JsonNode job : newestFirst.reversed()) {
            JobScriptBuilder script = JobScript.job(job.path("id").asString())
                    .createdAt(Instant.ofEpochSecond(job.path("created_at").asLong()))
                    .model(job.path("model").asString())
                    .trainingFile(job.path("training_file").asString())
                    .organization(job.path("organization_id").asString())
                    .seed(job.path("seed").asLong());
            Json.text(job.path("validation_file")).ifPresent(script::validationFile);
            Json.text(job.path("user_provided_suffix")).ifPresent(script::suffix);
            job.path("method")
                    .path("supervised")
                    .path("hyperparameters")
                    .properties()
                    .forEach(value -> script.hyperparameter(value.getKey(), value.getValue()));
            switch (job.path("status").asString()) {
                case "cancelled" -> script.cancelledAfter(Duration.ofSeconds(1));
                case "failed" ->
                    script.fails(
                            job.path("error").path("code").asString(),
                            Json.text(job.path("error").path("param")).orElse(null),
                            job.path("error").path("message").asString());
                default ->
                    script.fineTunedModel(job.path("fine_tuned_model").asString())
                            .training(100, 10, Duration.ofSeconds(2));
            }
            sandbox.add(script);
        }
    }

    @ParameterizedTest
    @CsvSource({"GetCheckpoints, true", "GetJobsWithAfter, false"})
    void listsOfJobs(String recording, boolean hasSucceeded) throws IOException, InterruptedException {
        List<Exchange> pages = Exchange.of(recording).stream()
                .filter(exchange -> exchange.path().matches("/fine_tuning/jobs(\\?.*)?"))
                .toList();
        addRecordedJobs(pages.stream()
                .flatMap(page -> page.response().path("data").valueStream())
                .distinct()
                .toList());
        clock.advance(Duration.ofHours(1));
        for (int i = 0; i < pages.size(); i++) {
            JsonNode recorded = pages.get(i).response();
            JsonNode page = ask(pages.get(i), pages.get(i).path());
            assertThat(ids(page)).isEqualTo(ids(recorded));
            boolean last = i == pages.size() - 1;
            assertThat(page.path("has_more").asBoolean())
                    .isEqualTo(!last && recorded.path("has_more").asBoolean());
            assertThat(shape(page)).isEqualTo(shape(recorded));
            for (int j = 0; j < ids(page).size(); j++) {
                JsonNode job = page.path("data").get(j);
                JsonNode original = recorded.path("data").get(j);
                assertThat(job.path("status")).isEqualTo(original.path("status"));
                assertThat(job.path("error")).isEqualTo(original.path("error"));
                assertThat(job.path("finished_at").isNull())
                        .isEqualTo(original.path("finished_at").isNull());
            }
        }
        assertThat(pages.stream().flatMap(page -> page.response().path("data").valueStream()))
                .anyMatch(job -> !hasSucceeded || job.path("status").asString().equals("succeeded"));
    }

    private static List<String> ids(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    @Test
    void checkpointsOfTheSucceededJob() throws IOException, InterruptedException {
        List<Exchange> exchanges = Exchange.of("GetCheckpoints");
        addRecordedJobs(
                exchanges.getFirst().response().path("data").valueStream().toList());
        Exchange checkpoints = exchanges.stream()
                .filter(exchange -> exchange.path().contains("/checkpoints"))
                .findFirst()
                .orElseThrow();
        JsonNode answer = ask(checkpoints, checkpoints.path());
        assertThat(keys(answer)).isEqualTo(keys(checkpoints.response()));
        assertThat(steps(answer)).isEqualTo(steps(checkpoints.response()));
        Map<String, Set<String>> expected = shape(checkpoints.response());
        Map<String, Set<String>> seen = shape(answer);
        // Whether a job has validation values depends on the job; the keys it always has must be there.
        assertThat(expected).containsAllEntriesOf(seen);
        assertThat(seen.keySet()).contains(".data[].metrics.train_loss", ".data[].metrics.type");
    }

    private static List<Integer> steps(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(item -> item.path("step_number").asInt())
                .toList();
    }

    @Test
    void aFileUploadedReadAndDeleted() throws IOException, InterruptedException {
        List<Exchange> exchanges = Exchange.of("Files-GetFile");
        String form = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"test.txt\"\r\n\r\nHello\r\n"
                + "--B\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nassistants\r\n--B--\r\n";
        HttpResponse<String> uploaded = client.send(client.request("/files")
                .header("Content-Type", "multipart/form-data; boundary=B")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        assertThat(uploaded.statusCode()).isEqualTo(exchanges.getFirst().status());
        JsonNode file = Json.parse(uploaded.body());
        assertThat(shape(file)).isEqualTo(shape(exchanges.getFirst().response()));
        for (Exchange exchange : exchanges.subList(1, exchanges.size())) {
            JsonNode answer = ask(exchange, "/files/" + file.path("id").asString());
            assertThat(shape(answer)).isEqualTo(shape(exchange.response()));
        }
    }

    @ParameterizedTest
    @CsvSource({"body-files-list-2023.json, fine-tune", "body-files-list-results-2024.json, fine-tune-results"})
    void listsOfFilesHoldEverything(String body, String purpose) throws IOException, InterruptedException {
        JsonNode recorded = read(body);
        IntStream.range(0, recorded.path("data").size())
                .mapToObj(i -> recorded.path("data").get(recorded.path("data").size() - 1 - i))
                .forEach(file -> sandbox.add(new ScriptedFile(
                        file.path("id").asString(),
                        file.path("filename").asString(),
                        file.path("purpose").asString(),
                        new byte[0],
                        Optional.of(
                                Instant.ofEpochSecond(file.path("created_at").asLong())))));
        JsonNode answer = client.json("/files?purpose=" + purpose);
        long wanted = recorded.path("data")
                .valueStream()
                .filter(file -> file.path("purpose").asString().equals(purpose))
                .count();
        long ours = purpose.equals("fine-tune") ? 2 : 0;
        assertThat(answer.path("data").size()).isEqualTo((int) (wanted + ours));
        assertThat(answer.path("has_more").asBoolean()).isFalse();
        // Newer answers have keys the recordings of 2023 and 2024 lack, and never the other way round.
        assertThat(keys(answer.path("data").get(0)))
                .containsAll(keys(recorded.path("data").get(0)));
        assertThat(keys(answer)).containsAll(keys(recorded));
    }

    @ParameterizedTest
    @CsvSource({
        "body-job-cancelled-2023.json, OPENAI_2023",
        "azure-job-pending-2024.json, AZURE",
        "azure-job-running-2024.json, AZURE",
        "azure-job-pending-2025.json, AZURE",
    })
    void jobsOfOtherYearsAndServices(String body, Dialect dialect) throws IOException, InterruptedException {
        JsonNode recorded = read(body);
        String status = recorded.path("status").asString();
        JobScriptBuilder job = JobScript.job("ftjob-a")
                .dialect(dialect)
                .createdAgo(Duration.ofSeconds(status.equals("pending") ? 0 : 60));
        if (recorded.path("validation_file").isString()) {
            job.validationFile(VALIDATION);
        }
        if (status.equals("cancelled")) {
            job.cancelledAfter(Duration.ofSeconds(1));
        }
        sandbox.add(job);
        JsonNode answer = client.json("/fine_tuning/jobs/ftjob-a");
        assertThat(answer.path("status").asString()).isEqualTo(status);
        for (String key : keys(recorded)) {
            // `updated_at` was gone in 2025, and `suffix` may be null or not.
            if (answer.has(key) && !key.equals("suffix")) {
                assertThat(shape(answer.path(key)).keySet())
                        .as(key)
                        .isEqualTo(shape(recorded.path(key)).keySet());
            }
        }
        Set<String> missing = keys(recorded);
        missing.removeAll(keys(answer));
        assertThat(Set.of("updated_at", "user_provided_suffix", "usage_metrics", "shared_with_openai", "eval_id"))
                .containsAll(missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpo", "epochs", "reinforcement"})
    void createdAsInTheOfficialSamples(String sample) throws IOException, InterruptedException {
        JsonNode wanted = read("official-example-createfinetuningjob-" + sample + ".json");
        ObjectNode request = Json.object().put("model", "gpt-4o-mini").put("training_file", FILE);
        request.set("method", wanted.path("method"));
        HttpResponse<String> response = client.post("/fine_tuning/jobs", Json.write(request));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode job = Json.parse(response.body());
        assertThat(job.path("method").path("type"))
                .isEqualTo(wanted.path("method").path("type"));
        String type = wanted.path("method").path("type").asString();
        assertThat(keys(job.path("method").path(type)))
                .containsAll(keys(wanted.path("method").path(type)));
        assertThat(job.has("hyperparameters")).isEqualTo(!type.equals("reinforcement"));
        Set<String> missing = keys(wanted);
        missing.removeAll(keys(job));
        // The samples of 2025 still print fields of other years.
        assertThat(missing).isSubsetOf("hyperparameters", "object");
    }

    @Test
    void pauseAndResumeAsInTheOfficialSamples() throws IOException, InterruptedException {
        sandbox.add(JobScript.job("ftjob-a").createdAgo(Duration.ofSeconds(60)));
        for (String call : List.of("pause", "resume", "cancel")) {
            JsonNode sample = read("official-example-" + call + "finetuningjob.json");
            HttpResponse<String> response = client.post("/fine_tuning/jobs/ftjob-a/" + call, "");
            JsonNode job = Json.parse(response.body());
            assertThat(job.path("status")).as(call).isEqualTo(sample.path("status"));
            assertThat(keys(job)).containsAll(keys(sample));
        }
    }

    @Test
    void permissionsAsInTheOfficialSamples() throws IOException, InterruptedException {
        String path = "/fine_tuning/checkpoints/ft:gpt-4o-mini-2024-07-18:sandbox:a:ckpt-step-1/permissions";
        JsonNode sample = read("official-example-createfinetuningcheckpointpermission.json");
        JsonNode made = Json.parse(client.post(path, "{\"project_ids\":[\"proj_abGMw1llN8IrBb6SvvY5A1iH\"]}")
                .body());
        assertThat(shape(made)).isEqualTo(shape(sample));
        JsonNode gone = Json.parse(
                client.delete(path + "/" + made.path("first_id").asString()).body());
        assertThat(shape(gone)).isEqualTo(shape(read("official-example-deletefinetuningcheckpointpermission.json")));
    }

    @Test
    void eventsAndCheckpointsHaveTheKeysOfTheOfficialSamples() throws IOException, InterruptedException {
        sandbox.add(JobScript.job("ftjob-a").validationFile(VALIDATION));
        JsonNode events = read("official-example-listfinetuningevents.json");
        JsonNode answer = client.json("/fine_tuning/jobs/ftjob-a/events");
        assertThat(keys(answer)).isEqualTo(keys(events));
        for (JsonNode event : events.path("data")) {
            assertThat(keys(answer.path("data").get(0))).containsAll(keys(event));
        }
        JsonNode checkpoints = read("official-example-listfinetuningjobcheckpoints.json");
        JsonNode list = client.json("/fine_tuning/jobs/ftjob-a/checkpoints");
        assertThat(keys(list)).isEqualTo(keys(checkpoints));
        JsonNode one = read("official-example-object-checkpoint.json");
        assertThat(keys(list.path("data").get(0))).isEqualTo(keys(one));
        JsonNode metrics = list.path("data").get(0).path("metrics");
        assertThat(keys(metrics)).containsAll(keys(one.path("metrics")));
    }
}
