package dev.tunebook.server.finetunes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.artifacts.ArtifactClient;
import dev.tunebook.server.testing.TestServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs as the official integration and as our sync write them, read as one record and as columns.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FineTuneApiTest {
    private static final String RECORD = """
            query($p: String!, $e: String!, $r: String!) { project(name: $p, entityName: $e) { run(name: $r) { fineTune {
              provider jobId method status baseModel parentModel model suffix resultFiles trainedTokens seed createdAt
              finishedAt estimatedFinish durationSeconds queueSeconds trainingSeconds
              hyperparameters { name requested resolved } trainingFile { id name } validationFile { id name }
              error { code message param } events { createdAt level message }
              checkpoints { id step model createdAt metrics artifact { id } } } } } }""";
    private static final String RUNS = """
            query($p: String!, $e: String!, $f: JSONString, $o: String) { project(name: $p, entityName: $e) {
              runs(filters: $f, order: $o) { edges { node { name values(keys: ["ft.epochs", "ft.beta", "ft.created_at"]) } } }
              runColumns(search: "ft.") { key type count } } }""";

    private TestServer server;
    private String key;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = TestServer.start(folder);
        key = server.user("ann");
        String dpo = "Method(type='dpo', dpo=DpoMethod(hyperparameters=DpoHyperparameters(batch_size=8, beta=%s,"
                + " learning_rate_multiplier=1.8, n_epochs=%d)), reinforcement=None, supervised=None)";
        run("ftjob-dpo1", official("ftjob-dpo1", dpo.formatted(0.3, 2)), "{}");
        run("ftjob-dpo2", official("ftjob-dpo2", dpo.formatted(0.05, 4)), "{}");
        run("ftjob-ours", """
                {"object":"fine_tuning.job","id":"ftjob-ours","model":"ft:gpt-4o-mini:org:one:abc","method_type":"supervised",
                 "created_at":"2026-11-02T16:25:03Z","finished_at":null,"hyperparameters":{"n_epochs":3},
                 "hyperparameters_requested":{"n_epochs":"auto"},"training_file":"file-t","training_file_name":"a.jsonl",
                 "error":{"code":"invalid_n_examples","message":"Too few.","param":"training_file"},
                 "trained_tokens":5000000000}""", "{\"status\":\"failed\",\"queue_seconds\":1.5}");
        run("plain", "{\"lr\":0.1}", "{}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String official(String id, String method) {
        ObjectNode config = Json.parseObject("""
                {"object":"fine_tuning.job","model":"gpt-4o-2024-08-06","created_at":"2026-11-02 17:25:03","status":"succeeded",
                 "hyperparameters":{"batch_size":null,"learning_rate_multiplier":null,"n_epochs":null}}""");
        return Json.write(config.put("id", id).put("method", method));
    }

    private void run(String name, String config, String summary) {
        ObjectNode wrapped = Json.object();
        Json.parseObject(config)
                .properties()
                .forEach(member -> wrapped.putObject(member.getKey()).set("value", member.getValue()));
        server.data(key, """
                mutation($n: String, $c: JSONString, $s: JSONString) { upsertBucket(input: {name: $n, modelName: "p",
                  entityName: "ann", config: $c, summaryMetrics: $s}) { bucket { id } } }""", Map.of("n", name, "c", Json.write(wrapped), "s", summary));
    }

    private JsonNode record(String run) {
        return server.data(key, RECORD, Map.of("p", "p", "e", "ann", "r", run))
                .path("project")
                .path("run")
                .path("fineTune");
    }

    private JsonNode runs(String filter, String order) {
        Map<String, String> variables = new HashMap<>(Map.of("p", "p", "e", "ann", "f", filter));
        if (!order.isEmpty()) {
            variables.put("o", order);
        }
        return server.data(key, RUNS, variables).path("project");
    }

    private static List<String> names(JsonNode project) {
        return project.path("runs").path("edges").values().stream()
                .map(edge -> edge.path("node").path("name").asString())
                .toList();
    }

    @Test
    void aRunOfTheOfficialIntegrationIsReadOutOfItsPythonText() {
        JsonNode record = record("ftjob-dpo1");
        assertThat(record.path("method").asString()).isEqualTo("dpo");
        assertThat(record.path("provider").asString()).isEqualTo("openai");
        assertThat(record.path("status").asString()).isEqualTo("succeeded");
        assertThat(record.path("createdAt").isNull())
                .as("a time without a zone")
                .isTrue();
        assertThat(record.path("hyperparameters").values())
                .contains(Json.parse("{\"name\":\"beta\",\"requested\":0.3,\"resolved\":0.3}"))
                .hasSize(4);
        assertThat(record.path("events").isEmpty()).isTrue();
    }

    @Test
    void oursKeepsWhatWasRequested() {
        JsonNode record = record("ftjob-ours");
        assertThat(record.path("hyperparameters"))
                .isEqualTo(Json.parse("[{\"name\":\"n_epochs\",\"requested\":\"auto\",\"resolved\":3}]"));
        assertThat(record.path("status").asString()).isEqualTo("failed");
        assertThat(record.path("parentModel").asString()).isEqualTo("ft:gpt-4o-mini:org:one:abc");
        assertThat(record.path("baseModel").asString()).isEqualTo("gpt-4o-mini");
        assertThat(record.path("createdAt").asString()).isEqualTo("2026-11-02T16:25:03Z");
        assertThat(record.path("trainedTokens").asLong()).isEqualTo(5_000_000_000L);
        assertThat(record.path("trainingFile")).isEqualTo(Json.parse("{\"id\":\"file-t\",\"name\":\"a.jsonl\"}"));
        assertThat(record.path("error").path("param").asString()).isEqualTo("training_file");
        assertThat(record.path("queueSeconds").asDouble()).isEqualTo(1.5);
    }

    @Test
    void aModelTellsOfItsJobWhoeverRecordedIt() {
        ObjectNode metadata = Json.object()
                .put("id", "ftjob-model")
                .put("object", "fine_tuning.job")
                .put("model", "gpt-4o-2024-08-06")
                .put("status", "succeeded")
                .put("created_at", 1_793_000_000L)
                .put("fine_tuned_model", "ft:gpt-4o-2024-08-06:org::abc")
                .put("note", "['as', 'it is'")
                .put("training_file", "file-t")
                .put("method", "Method(type='dpo', dpo=DpoMethod(hyperparameters=DpoHyperparameters(beta=0.2)))");
        JsonNode model = model("model-one", Json.write(metadata));
        JsonNode job = model.path("fineTune");
        assertThat(job.path("jobId").asString()).isEqualTo("ftjob-model");
        assertThat(job.path("method").asString()).isEqualTo("dpo");
        assertThat(job.path("model").asString()).isEqualTo("ft:gpt-4o-2024-08-06:org::abc");
        assertThat(job.path("createdAt").asString()).isEqualTo("2026-10-26T07:33:20Z");
        assertThat(job.path("hyperparameters"))
                .isEqualTo(Json.parse("[{\"name\":\"beta\",\"requested\":0.2,\"resolved\":0.2}]"));
        assertThat(job.path("events").isEmpty()).isTrue();
        assertThat(job.path("verdict").path("kind").asString()).isEqualTo("NO_DATA");
        JsonNode open = model.path("openMetadata");
        assertThat(open.path("method").path("dpo").path("hyperparameters").path("beta"))
                .isEqualTo(Json.tree(0.2));
        assertThat(open.path("note").asString()).as("no Python").isEqualTo("['as', 'it is'");
        assertThat(open.path("created_at").asLong()).isEqualTo(1_793_000_000L);
        assertThat(model("data-one", "{\"items\": 3}").path("fineTune").isNull())
                .isTrue();
    }

    private JsonNode model(String name, String metadata) {
        String id = new ArtifactClient(server, key, "ann", "p").save(name, Map.of("f", name), metadata);
        return server.data(key, """
                query($id: ID!) { artifact(id: $id) { openMetadata fineTune { jobId method model createdAt
                  hyperparameters { name requested resolved } events { message } verdict { kind } } } }""", Map.of("id", id)).path("artifact");
    }

    @Test
    void otherRunsAreNoFineTunes() {
        assertThat(record("plain").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ft.epochs\": {\"$gte\": 3}} | +ft.epochs | ftjob-ours,ftjob-dpo2",
                "{\"ft.beta\": {\"$lt\": 0.1}} | +ft.beta | ftjob-dpo2",
                "{\"ft.method\": \"dpo\"} | -ft.beta | ftjob-dpo1,ftjob-dpo2",
                "{\"ft.method\": \"dpo\"} | +ft.beta | ftjob-dpo2,ftjob-dpo1",
                "{\"$or\": [{\"ft.epochs\": 2}, {\"ft.status\": \"failed\"}]} | -ft.epochs | ftjob-ours,ftjob-dpo1",
                "{\"ft.beta\": null, \"config.method_type\": \"supervised\"} | -ft.epochs | ftjob-ours"
            })
    void columnsFilterAndSort(String filter, String order, String expected) {
        assertThat(names(runs(filter, order))).containsExactly(expected.split(","));
    }

    @Test
    void columnsAreListedAndTheirValuesShown() {
        JsonNode project = runs("{\"name\": \"ftjob-ours\"}", "");
        assertThat(project.path("runColumns").values())
                .contains(Json.parse("{\"key\":\"ft.epochs\",\"type\":\"NUMBER\",\"count\":3}"));
        assertThat(project.path("runs").path("edges").path(0).path("node").path("values"))
                .isEqualTo(Json.parse("{\"ft.epochs\":3,\"ft.created_at\":\"2026-11-02T16:25:03Z\"}"));
    }

    @Test
    void aRecordFollowsItsRun() {
        run("ftjob-live", "{\"object\":\"fine_tuning.job\",\"id\":\"ftjob-live\",\"status\":\"queued\"}", "{}");
        assertThat(record("ftjob-live").path("status").asString()).isEqualTo("queued");
        run("ftjob-live", "{\"object\":\"fine_tuning.job\",\"id\":\"ftjob-live\",\"status\":\"running\"}", "{}");
        assertThat(record("ftjob-live").path("status").asString()).isEqualTo("running");
        assertThat(names(runs("{\"ft.status\": \"running\"}", ""))).containsExactly("ftjob-live");
        assertThat(names(runs("{\"ft.status\": \"queued\"}", ""))).isEmpty();
        run("ftjob-live", "{}", "{}");
        assertThat(record("ftjob-live").isNull()).isTrue();
    }
}
