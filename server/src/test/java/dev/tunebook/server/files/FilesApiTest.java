package dev.tunebook.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The files of runs, as the official client asks for them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesApiTest {
    private static final String CREATE = """
            mutation CreateRunFiles($entity: String!, $project: String!, $run: String!, $files: [String!]!) {
              createRunFiles(input: {entityName: $entity, projectName: $project, runName: $run, files: $files}) {
                runID uploadHeaders files { name uploadUrl }
              }
            }
            """;
    private static final String MARK = """
            mutation MarkRunFilesUploaded($entity: String!, $project: String!, $run: String!, $files: [String!]!) {
              markRunFilesUploaded(input: {entityName: $entity, projectName: $project, runName: $run, files: $files}) {
                success
              }
            }
            """;
    private static final String LIST = """
            query RunFiles($project: String!, $entity: String!, $name: String!, $fileCursor: String,
                $fileLimit: Int = 50, $fileNames: [String] = [], $upload: Boolean = false, $pattern: String) {
              project(name: $project, entityName: $entity) {
                internalId
                run(name: $name) {
                  id fileCount
                  files(names: $fileNames, after: $fileCursor, first: $fileLimit, pattern: $pattern) {
                    totalCount
                    edges {
                      node { id name url(upload: $upload) directUrl sizeBytes mimetype updatedAt md5 } cursor
                    }
                    pageInfo { endCursor hasNextPage }
                  }
                }
              }
            }
            """;

    private TestServer server;
    private String ada;
    private String bob;
    private int number;
    private String run = "";

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        ada = server.user("ada");
        bob = server.user("bob");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void newRun() {
        run = "run" + number++;
        upsert(run);
    }

    private void upsert(String name) {
        server.data(
                ada,
                "mutation($run: String) { upsertBucket(input: {entityName: \"ada\", modelName: \"p\", name: $run}) { bucket { id } } }",
                Map.of("run", name));
    }

    private Map<String, Object> input(String... files) {
        return Map.of("entity", "ada", "project", "p", "run", run, "files", List.of(files));
    }

    private JsonNode create(String... files) {
        return server.data(ada, CREATE, input(files)).path("createRunFiles");
    }

    private HttpResponse<String> put(String address, String bytes) {
        return server.send(server.to(address).PUT(BodyPublishers.ofString(bytes)));
    }

    private void upload(String name, String bytes) {
        String address = create(name).path("files").path(0).path("uploadUrl").asString();
        assertThat(put(address, bytes).statusCode()).isEqualTo(200);
    }

    private JsonNode list(String key, Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> variables = new HashMap<>(Map.of("entity", "ada", "project", "p", "name", run));
        variables.putAll(more);
        return server.data(key, LIST, variables).path("project").path("run");
    }

    private JsonNode list(Map<String, @Nullable Object> more) {
        return list(ada, more);
    }

    private static List<String> names(JsonNode listed) {
        List<String> names = new ArrayList<>();
        listed.path("files")
                .path("edges")
                .forEach(edge -> names.add(edge.path("node").path("name").asString()));
        return names;
    }

    private static JsonNode node(JsonNode listed, int index) {
        return listed.path("files").path("edges").path(index).path("node");
    }

    @Test
    void createEchoesEveryNameInOrderWithAnAddressThatNeedsNoKey() {
        JsonNode created = create("media/images/b_1.png", "a.txt", "./a.txt", "日本 100%.csv");

        List<String> names = new ArrayList<>();
        created.path("files").forEach(file -> names.add(file.path("name").asString()));
        assertThat(names).containsExactly("media/images/b_1.png", "a.txt", "./a.txt", "日本 100%.csv");
        assertThat(created.path("runID").asString())
                .isEqualTo(list(Map.of()).path("id").asString());
        assertThat(created.path("uploadHeaders").isArray()).isTrue();
        created.path("files")
                .forEach(file -> assertThat(put(
                                        file.path("uploadUrl").asString(),
                                        file.path("name").asString())
                                .statusCode())
                        .isEqualTo(200));
        assertThat(names(list(Map.of()))).containsExactly("a.txt", "media/images/b_1.png", "日本 100%.csv");
    }

    @Test
    void aFileIsThereOnceItsBytesAreAndNotBefore() {
        create("weights.bin");
        assertThat(list(Map.of()).path("fileCount").asInt()).isZero();

        upload("weights.bin", "12345");
        JsonNode listed = list(Map.of());

        assertThat(listed.path("fileCount").asInt()).isEqualTo(1);
        JsonNode file = node(listed, 0);
        assertThat(file.path("name").asString()).isEqualTo("weights.bin");
        assertThat(file.path("sizeBytes").asInt()).isEqualTo(5);
        assertThat(file.path("md5").asString()).isEqualTo("gnzLDuqKcGxMNKFokfhOew==");
        assertThat(file.path("mimetype").asString()).isEqualTo("application/octet-stream");
        assertThat(file.path("updatedAt").asString()).isEqualTo("2026-11-25T04:00:00Z");
    }

    @Test
    void theSameAddressAndANewOneReplaceTheFile() {
        String address =
                create("live.log").path("files").path(0).path("uploadUrl").asString();
        put(address, "first");
        String id = node(list(Map.of()), 0).path("id").asString();
        put(address, "second!");
        assertThat(node(list(Map.of()), 0).path("sizeBytes").asInt()).isEqualTo(7);
        upload("live.log", "third");

        JsonNode listed = list(Map.of());
        assertThat(listed.path("fileCount").asInt()).isEqualTo(1);
        assertThat(node(listed, 0).path("id").asString()).isEqualTo(id);
        assertThat(node(listed, 0).path("sizeBytes").asInt()).isEqualTo(5);
    }

    @Test
    void bothNoticesOfFinishedUploadsAddNothing() {
        upload("a.txt", "a");

        assertThat(server.data(ada, MARK, input("a.txt", "never-sent.txt"))
                        .path("markRunFilesUploaded")
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(server.post(
                                "/files/ada/p/" + run + "/file_stream",
                                ada,
                                "{\"uploaded\": [\"a.txt\", \"never-sent.txt\", \"../x\"]}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(names(list(Map.of()))).containsExactly("a.txt");
    }

    @Test
    void namesAnswerInTheirOrderAlsoForFilesThatAreNotThere() {
        upload("b.txt", "bb");
        upload("a.txt", "a");
        upload("test with_special-characters.txt", "s");

        JsonNode listed = list(
                Map.of("fileNames", List.of("b.txt", "absent.json", "./test with_special-characters.txt", "a.txt")));

        assertThat(names(listed)).containsExactly("b.txt", "absent.json", "test with_special-characters.txt", "a.txt");
        JsonNode absent = node(listed, 1);
        assertThat(absent.path("sizeBytes").asInt()).isZero();
        assertThat(absent.path("md5").isNull()).isTrue();
        assertThat(absent.path("updatedAt").isNull()).isTrue();
        assertThat(get(absent.path("url").asString(), ada).statusCode()).isEqualTo(404);
        assertThat(listed.path("fileCount").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "media/%, media/images/a_1.png|media/table/a.table.json",
        "%.json, media/table/a.table.json|wandb_metadata.json",
        "wandb_metadata.json, wandb_metadata.json",
        "wandb-metadata_json, ''",
        "%A%, ''",
        "%100\\%%, ''",
    })
    void patternsMatchTheWholeNameAsLikeDoes(String pattern, String expected) {
        upload("media/images/a_1.png", "1");
        upload("media/table/a.table.json", "{}");
        upload("wandb_metadata.json", "{}");

        assertThat(String.join("|", names(list(Map.of("pattern", pattern))))).isEqualTo(expected);
    }

    @Test
    void pagesByNameWithTheCountOfAll() {
        List.of("e", "c", "a", "d", "b").forEach(name -> upload(name, name));

        List<String> seen = new ArrayList<>();
        @Nullable Object cursor = null;
        boolean more = true;
        while (more) {
            Map<String, @Nullable Object> page = new HashMap<>();
            page.put("fileLimit", 2);
            page.put("fileCursor", cursor);
            JsonNode listed = list(page);
            seen.addAll(names(listed));
            assertThat(listed.path("files").path("totalCount").asInt()).isEqualTo(5);
            more = listed.path("files").path("pageInfo").path("hasNextPage").asBoolean();
            cursor = listed.path("files").path("pageInfo").path("endCursor").asString();
        }

        assertThat(seen).containsExactly("a", "b", "c", "d", "e");
    }

    private HttpResponse<String> get(String address, String key) {
        return server.send(
                key.isEmpty() ? server.to(address) : server.to(address).header("Authorization", TestServer.basic(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "media/table/x y.table.json", "日本 100% #1?;.txt", "a+b&c=d.txt", "%2e%2e"})
    void downloadsByBothAddresses(String name) {
        upload(name, "the bytes");
        JsonNode file = node(list(Map.of()), 0);

        assertThat(get(file.path("url").asString(), ada).body()).isEqualTo("the bytes");
        assertThat(get(file.path("directUrl").asString(), "").body()).isEqualTo("the bytes");
        assertThat(get(file.path("url").asString(), "").statusCode()).isEqualTo(401);
        assertThat(get(file.path("url").asString(), bob).statusCode()).isEqualTo(404);
        assertThat(get(file.path("url").asString(), ada).headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(server.base());
    }

    @Test
    void theWebAppsSessionReadsFilesToo() {
        upload("a.txt", "a");
        String cookie = server.send(server.request("/api/session", "")
                        .POST(BodyPublishers.ofString("{\"apiKey\": \"" + ada + "\"}")))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        HttpResponse<String> got =
                server.send(server.to(node(list(Map.of()), 0).path("url").asString())
                        .header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
        assertThat(got.body()).isEqualTo("a");
    }

    @Test
    void oldClientsAskTheListingForUploadAddresses() {
        JsonNode listed = list(Map.of("fileNames", List.of("config.yaml", "diff.patch"), "upload", true));
        assertThat(put(node(listed, 1).path("url").asString(), "diff").statusCode())
                .isEqualTo(200);
        assertThat(names(list(Map.of()))).containsExactly("diff.patch");
    }

    @Test
    void deleteTakesAllOrNothing() {
        List.of("a", "b", "c").forEach(name -> upload(name, name));
        JsonNode listed = list(Map.of());
        String a = node(listed, 0).path("id").asString();
        String b = node(listed, 1).path("id").asString();
        String delete =
                "mutation deleteFiles($files: [ID!]!, $projectId: Int) { deleteFiles(input: {files: $files, projectId: $projectId}) { success } }";

        assertThat(server.graphql(bob, delete, Map.of("files", List.of(a))).statusCode())
                .isEqualTo(404);
        assertThat(server.graphql(ada, delete, Map.of("files", List.of(a, "UnVuRmlsZTo5OTk5OTk=")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.graphql(ada, delete, Map.of("files", List.of(a, "nonsense")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(names(list(Map.of()))).containsExactly("a", "b", "c");
        assertThat(server.data(ada, delete, Map.of("files", List.of(a, b), "projectId", 1))
                        .path("deleteFiles")
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(names(list(Map.of()))).containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../x",
                "a/../../x",
                "a/..",
                "..",
                "C:/x",
                "C:\\x",
                "\\x",
                "a\\..\\..\\x",
                "a//b",
                "",
                ".",
                "a\nb",
                "a\u0000b"
            })
    void namesThatLeadOutAreRefused(String name) {
        assertThat(server.graphql(ada, CREATE, input("fine.txt", name)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void othersRunsLookLikeNone() {
        upload("a.txt", "a");
        Map<String, ?> input = input("b.txt");
        assertThat(server.graphql(bob, CREATE, input).statusCode()).isEqualTo(404);
        assertThat(server.graphql(bob, MARK, input).statusCode()).isEqualTo(404);
        assertThat(Json.parse(server.graphql(bob, LIST, Map.of("entity", "ada", "project", "p", "name", run))
                                .body())
                        .path("data")
                        .path("project")
                        .isNull())
                .isTrue();
    }

    @Test
    void aDeletedRunTakesNoMoreBytes() {
        JsonNode created = create("late.txt");
        String address = created.path("files").path(0).path("uploadUrl").asString();
        server.data(
                ada,
                "mutation($id: ID!) { deleteRun(input: {id: $id}) { clientMutationId } }",
                Map.of("id", created.path("runID").asString()));

        assertThat(put(address, "late").statusCode()).isIn(404, 410);
        assertThat(server.graphql(ada, CREATE, input("x")).statusCode()).isIn(404, 410);
    }

    @Test
    void theMachineIsReadFromTheMetadataFile() {
        upload("wandb-metadata.json", """
                {"os": "Linux-6.1", "python": "CPython 3.11.7", "program": "train.py", "codePath": "src/train.py",
                 "args": ["--lr", "0.1"], "cpu_count": 8, "gpu_count": 2, "gpu": "A100", "executable": "/usr/bin/python3",
                 "git": {"remote": "https://example.org/r.git", "commit": "abc"}, "memory": {"total": "64000000000"}}
                """);
        upload("code/src/train.py", "print()");
        JsonNode info = server.data(ada, """
                        query($run: String!) { project(name: "p", entityName: "ada") { run(name: $run) { runInfo {
                          program args os python colab executable codeSaved cpuCount gpuCount gpu git { remote commit }
                        } } } }
                        """, Map.of("run", run))
                .path("project")
                .path("run")
                .path("runInfo");

        assertThat(info).isEqualTo(Json.parse("""
                                {"program": "train.py", "args": ["--lr", "0.1"], "os": "Linux-6.1", "python": "CPython 3.11.7",
                                 "colab": null, "executable": "/usr/bin/python3", "codeSaved": true, "cpuCount": 8, "gpuCount": 2,
                                 "gpu": "A100", "git": {"remote": "https://example.org/r.git", "commit": "abc"}}
                                """));
    }
}
