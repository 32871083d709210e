package dev.tunebook.server.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.format.SharedData;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.artifacts.ArtifactClient;
import dev.tunebook.server.testing.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Training files by example and tables by page.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatasetApiTest {
    private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"Q%d\"},"
            + "{\"role\":\"assistant\",\"content\":\"\u7b54 %d\"}]}";
    private static final int MANY = 3_000;

    private static final String BROKEN = "{\"messages\": \"no end\n" + CHAT.formatted(1, 1) + "\nnot json\n"
            + CHAT.formatted(2, 2) + " tail\n" + CHAT.formatted(3, 3);
    private static final String TABLE = """
            {"_type":"table","column_types":{"wb_type":"typedDict"},"columns":["id","text","score",7,"-odd"],
             "data":[[3,"Banana",0.5,null,1],[1,"apple",2,{"_type":"image-file","path":"x.png"},3],
                     [2,"Cherry",null,true,2],[9007199254740993,null,1.25,[1,2],null]],
             "ncols":5,"nrows":4}""";

    private TestServer server;
    private ArtifactClient ann;
    private ArtifactClient bob;
    private String id;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = TestServer.start(folder);
        ann = ArtifactClient.of(server, "ann", "p");
        bob = ArtifactClient.of(server, "bob", "p");
        Map<String, String> files = new HashMap<>();
        files.put("many.jsonl", lines());
        files.put("list.json", "[" + lines().strip().replace("\n", ",\n") + "]");
        files.put("pretty.jsonl", pretty());
        files.put("broken.jsonl", BROKEN);
        files.put("empty.jsonl", "");
        files.put("a table.table.json", TABLE);
        files.put("big.table.json", bigTable());
        files.put("other.json", "{\"columns\": [\"a\"]}");
        id = ann.save("files", files);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String lines() {
        return IntStream.range(0, MANY).mapToObj(i -> CHAT.formatted(i, i)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String pretty() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> Json.pretty(Json.parse(CHAT.formatted(i, i))))
                .collect(Collectors.joining("\n"));
    }

    private static String bigTable() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> "[" + i + ",\"text " + i % 10 + "\"," + (MANY - i) / 4.0 + "]")
                .collect(Collectors.joining(",", "{\"data\":[", "],\"columns\":[\"n\",\"t\",\"d\"]}"));
    }

    private HttpResponse<String> get(String key, String kind, String artifact, String... query) {
        StringBuilder path = new StringBuilder("/api/artifacts/" + encode(artifact) + "/" + kind + "?");
        for (int i = 0; i < query.length; i += 2) {
            path.append(query[i]).append('=').append(encode(query[i + 1])).append('&');
        }
        return server.send(server.request(path.toString(), key));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode rows(String... query) {
        return page("rows", query);
    }

    private JsonNode page(String kind, String... query) {
        HttpResponse<String> answer = get(ann.key(), kind, id, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"many.jsonl", "list.json", "pretty.jsonl"})
    void everyPageHoldsItsRows(String path) {
        for (int offset : new int[] {0, 1, 127, 128, 129, 1000, 2047, MANY - 3, MANY}) {
            JsonNode page = rows("path", path, "offset", "" + offset, "limit", "7");

            assertThat(page.path("total").asInt()).isEqualTo(MANY);
            assertThat(page.path("format").asString()).isEqualTo("chat");
            assertThat(page.path("rows").size()).isEqualTo(Math.min(7, MANY - offset));
            int index = offset;
            for (JsonNode row : page.path("rows")) {
                assertThat(row.path("index").asInt()).isEqualTo(index);
                assertThat(row.path("example")).isEqualTo(Json.parse(CHAT.formatted(index, index)));
                assertThat(row.path("error").isNull()).isTrue();
                index++;
            }
        }
        assertThat(rows("path", "many.jsonl", "offset", "2999")
                        .path("rows")
                        .get(0)
                        .path("line")
                        .asInt())
                .isEqualTo(MANY);
    }

    @Test
    void brokenLinesSayWhatIsWrongAndHideNothingElse() {
        JsonNode page = rows("path", "broken.jsonl");

        List<String> found = new ArrayList<>();
        for (JsonNode row : page.path("rows")) {
            found.add(row.path("line").asInt() + (row.path("example").isNull() ? " broken" : " fine"));
            assertThat(row.path("example").isNull()).isEqualTo(row.path("error").isString());
        }
        assertThat(found).containsExactly("1 broken", "2 fine", "3 broken", "4 broken", "5 fine");
        assertThat(page.path("total").asInt()).isEqualTo(5);
    }

    @Test
    void anEmptyFileHasNoRows() {
        JsonNode page = rows("path", "empty.jsonl");

        assertThat(page.path("total").asInt()).isZero();
        assertThat(page.path("rows")).isEmpty();
        assertThat(page.path("format").asString()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''      | ''     | Banana apple Cherry null",
                "+id     | ''     | apple Cherry Banana null",
                "id      | ''     | apple Cherry Banana null",
                "-id     | ''     | null Banana Cherry apple",
                "+text   | ''     | apple Banana Cherry null",
                "-text   | ''     | Cherry Banana apple null",
                "-score  | ''     | apple null Banana Cherry",
                "-odd    | ''     | Banana Cherry apple null",
                "--odd   | ''     | apple Cherry Banana null",
                "''      | AN     | Banana",
                "''      | x.png  | apple",
                "-id     | e      | Cherry apple",
                "''      | .*     | ''",
            })
    void tablesAreSortedAndSearchedHere(String sort, String search, String expected) {
        JsonNode page = page("table", "path", "a table.table.json", "sort", sort, "search", search);

        String shown = Stream.of(page.path("rows").values().toArray(JsonNode[]::new))
                .map(row -> row.get(1).isNull() ? "null" : row.get(1).asString())
                .collect(Collectors.joining(" "));
        assertThat(shown).isEqualTo(expected);
        assertThat(page.path("total").asInt()).isEqualTo(page.path("rows").size());
    }

    @Test
    void cellsComeAsTheyAreInTheFile() {
        JsonNode page = page("table", "path", "a table.table.json");

        JsonNode file = Json.parse(TABLE);
        assertThat(page.path("columns")).isEqualTo(file.path("columns"));
        assertThat(page.path("columnTypes")).isEqualTo(file.path("column_types"));
        assertThat(page.path("rows")).isEqualTo(file.path("data"));
    }

    @Test
    void longTablesComeByPage() {
        JsonNode page = page("table", "path", "big.table.json", "sort", "+d", "offset", "1000", "limit", "3");
        assertThat(page.path("total").asInt()).isEqualTo(MANY);
        assertThat(page.path("rows").values().stream().map(row -> row.get(0).asInt()))
                .containsExactly(MANY - 1001, MANY - 1002, MANY - 1003);
        assertThat(page.path("columnTypes").isNull()).isTrue();

        JsonNode found = page("table", "path", "big.table.json", "search", "TEXT 7", "offset", "299");
        assertThat(found.path("total").asInt()).isEqualTo(MANY / 10);
        assertThat(found.path("rows").get(0).get(0).asInt()).isEqualTo(2997);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows  | no-such.jsonl      | ''     | 404",
                "rows  | ../../etc/passwd   | ''     | 404",
                "table | no-such.table.json | ''     | 404",
                "table | many.jsonl         | ''     | 400",
                "table | broken.jsonl       | ''     | 400",
                "table | other.json         | ''     | 400",
                "table | a table.table.json | +nope  | 400",
            })
    void whatCannotBeShown(String kind, String path, String sort, int status) {
        HttpResponse<String> answer = get(ann.key(), kind, id, "path", path, "sort", sort);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "table"})
    void othersFindNothing(String kind) {
        assertThat(get(bob.key(), kind, id, "path", "a table.table.json").statusCode())
                .isEqualTo(404);
        assertThat(get("", kind, id, "path", "a table.table.json").statusCode()).isEqualTo(401);
        assertThat(get(ann.key(), kind, "nonsense", "path", "a table.table.json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(ann.key(), kind, id).statusCode()).isEqualTo(400);
    }

    @Test
    void realFilesAreReadToTheirEnd() throws IOException {
        Map<String, String> files = new HashMap<>();
        for (Path file : SharedData.list("training")) {
            files.put(file.getFileName().toString(), Files.readString(file));
        }
        String real = ann.save("real", files);
        for (String path : files.keySet()) {
            JsonNode page = Json.parse(
                    get(ann.key(), "rows", real, "path", path, "limit", "1000").body());
            assertThat(page.path("rows").size())
                    .as(path)
                    .isEqualTo(page.path("total").asInt());
        }
        assertThat(Json.parse(get(ann.key(), "rows", real, "path", "dpo-preference.jsonl")
                                .body())
                        .path("format")
                        .asString())
                .isEqualTo("preference");
    }
}
