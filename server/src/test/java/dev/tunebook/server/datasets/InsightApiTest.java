package dev.tunebook.server.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.artifacts.ArtifactClient;
import dev.tunebook.server.testing.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What is found out about data files: alone, against another, and since an earlier version.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsightApiTest {
    private static final String CHAT = "{\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
            + "{\"role\":\"user\",\"content\":\"%s\"},{\"role\":\"assistant\",\"content\":\"%s\"}]}";
    /// Line by line: what is wrong there.
    private static final List<String> FLAWED = List.of(
            chat("Where is my parcel, please?", "It left our house this morning."),
            "{\"messages\": [",
            "{\"messages\":[{\"role\":\"robot\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]}",
            "{\"messages\":[{\"role\":\"user\",\"content\":\" \"},{\"role\":\"assistant\",\"content\":\"b\"}]}",
            "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"b\"}],\"note\":1}",
            "{\"messages\":[{\"role\":\"user\",\"content\":\"only a question\"}]}",
            "{\"other\":1}",
            chat("Where is my parcel, please?", "It left our house this morning."),
            chat("WHERE is my parcel... please", "it left our house, this morning!"));

    private TestServer server;
    private ArtifactClient ann;
    private ArtifactClient bob;
    private Path data;

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        server = TestServer.start(folder);
        ann = ArtifactClient.of(server, "ann", "p");
        bob = ArtifactClient.of(server, "bob", "p");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String chat(String question, String answer) {
        return CHAT.formatted(question, answer);
    }

    private static List<String> rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> chat("Question number " + i, "Answer number " + i))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private String save(String name, List<String> lines) {
        return ann.save(name, Map.of("data.jsonl", String.join("\n", lines) + "\n"));
    }

    private HttpResponse<String> get(ArtifactClient as, String what, String id, String other) {
        String query = "?path=data.jsonl" + (other.isEmpty() ? "" : "&otherPath=data.jsonl&other=" + encode(other));
        return server.send(server.request("/api/artifacts/" + encode(id) + "/" + what + query, as.key()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode found(String what, String id, String other) {
        HttpResponse<String> answer = get(ann, what, id, other);
        while (answer.statusCode() == 202) {
            answer = get(ann, what, id, other);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    private JsonNode insight(String id) {
        return found("insight", id, "");
    }

    private static List<String> errors(JsonNode insight) {
        return insight.path("errors").values().stream()
                .map(error ->
                        error.path("line").asInt() + " " + error.path("code").asString())
                .toList();
    }

    @Test
    void eachFlawIsFoundAtItsLine() {
        JsonNode insight = insight(save("flawed", FLAWED));
        assertThat(insight.path("format").asString()).isEqualTo("chat");
        assertThat(insight.path("rows").asInt()).isEqualTo(9);
        assertThat(insight.path("broken").asInt()).isEqualTo(1);
        assertThat(errors(insight))
                .containsExactly(
                        "2 broken",
                        "3 unknown_role",
                        "3 no_user_message",
                        "4 empty_message",
                        "5 unknown_key",
                        "6 other_format",
                        "7 unknown_format");
        assertThat(insight.path("roles"))
                .isEqualTo(Json.parse("{\"system\":3,\"user\":6,\"assistant\":6,\"robot\":1}"));
    }

    @Test
    void duplicatesAreFoundExactAndNormalised() {
        JsonNode insight = insight(save("flawed", FLAWED));
        assertThat(insight.path("duplicates"))
                .isEqualTo(Json.parse("{\"rows\":1,\"groups\":[[{\"row\":0,\"line\":1},{\"row\":7,\"line\":8}]]}"));
        assertThat(insight.path("nearDuplicates").path("rows").asInt()).isEqualTo(2);
        assertThat(insight.path("nearDuplicates").path("groups").path(0).values())
                .extracting(place -> place.path("line").asInt())
                .containsExactly(1, 8, 9);
    }

    /// `o200k_base`, counted by hand with the reference implementation: "hello" 1, "world" 1, each role 1.
    @Test
    void tokensAreThoseOfTheModels() {
        JsonNode insight = insight(
                save(
                        "tokens",
                        List.of(
                                "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"},{\"role\":\"assistant\",\"content\":\"world\"}]}",
                                "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"},{\"role\":\"assistant\",\"content\":\"world\",\"weight\":0}]}")));
        // Two messages of 3 + role + word, and 3 to begin the answer.
        assertThat(insight.path("tokens").path("total").asInt()).isEqualTo(2 * 13);
        assertThat(insight.path("trainedTokens").asInt()).isEqualTo(5);
        assertThat(insight.path("tokens").path("p50").asInt()).isEqualTo(13);
        assertThat(insight.path("tokens").path("histogram"))
                .isEqualTo(Json.parse("[{\"from\":13,\"to\":14,\"rows\":2}]"));
        assertThat(insight.path("turns").path("total").asInt()).isEqualTo(4);
    }

    @Test
    void languagesAreTold() {
        JsonNode insight = insight(save(
                "languages",
                List.of(
                        chat(
                                "Could you tell me when my new walking boots will arrive at the house?",
                                "Your walking boots have left our store and will arrive on Friday morning."),
                        chat(
                                "Wann kommen meine neuen Wanderschuhe endlich bei mir zu Hause an?",
                                "Ihre Wanderschuhe haben unser Lager verlassen und kommen am Freitag an."),
                        chat("新しい登山靴はいつ家に届きますか。とても楽しみにしています。", "登山靴は今朝発送されました。金曜日の午前中に届く予定です。"),
                        chat("Ok?", "Ok."))));
        assertThat(insight.path("languages").path("rows"))
                .isEqualTo(Json.parse("{\"deu\":1,\"eng\":1,\"jpn\":1,\"unknown\":1}"));
    }

    @Test
    void overlapTellsWhichRowsStandInTheOther() {
        List<String> training = rows(0, 300);
        List<String> validation = rows(290, 320);
        validation.add(chat("question NUMBER 5", "Answer, number 5!"));
        Collections.shuffle(training, new Random(1));
        String train = save("train", training);
        String valid = save("valid", validation);
        JsonNode overlap = found("overlap", valid, train);
        assertThat(overlap.path("rows").asInt()).isEqualTo(31);
        assertThat(overlap.path("exact").asInt()).isEqualTo(10);
        assertThat(overlap.path("near").asInt()).isEqualTo(1);
        assertThat(overlap.path("pairs").values()).hasSize(11).allSatisfy(pair -> {
            int line = pair.path("line").asInt();
            String expected = pair.path("kind").asString().equals("exact")
                    ? validation.get(line - 1)
                    : rows(5, 6).getFirst();
            assertThat(training.get(pair.path("otherLine").asInt() - 1)).isEqualTo(expected);
        });
    }

    @Test
    void rowsThatSayNearlyTheSameAreToldApartFromEqualOnes() {
        String question =
                "My parcel with the walking boots I ordered in October has still not arrived. The tracking page"
                        + " says that it left your store nine days ago. Can you find out where it is%s?";
        String answer = "I am sorry for the wait. I have asked the carrier, who will look for the parcel and call you"
                + " within two working days. If it stays lost we send you new boots at once, free of charge.";
        List<String> training = rows(0, 300);
        training.add(chat(question.formatted(" now"), answer));
        List<String> validation = rows(400, 410);
        validation.add(chat(question.formatted(" today"), answer));
        validation.add(chat(
                question.formatted(""),
                "We do not know. Please ask the carrier, whose number is on the slip"
                        + " that came with the mail which told you that your parcel had left our store on a Monday."));
        JsonNode overlap = found("overlap", save("valid-alike", validation), save("train-alike", training));
        assertThat(overlap.path("exact").asInt()).isZero();
        assertThat(overlap.path("near").asInt()).isZero();
        assertThat(overlap.path("alike").asInt())
                .as("another answer to the same question is another row, and short rows are not judged")
                .isEqualTo(1);
        JsonNode pair = overlap.path("pairs").path(0);
        assertThat(pair.path("kind").asString()).isEqualTo("alike");
        assertThat(pair.path("row").asInt()).isEqualTo(10);
        assertThat(pair.path("otherRow").asInt()).isEqualTo(300);
        assertThat(pair.path("share").asDouble()).isBetween(0.8, 1.0);
    }

    @Test
    void aVersionIsComparedWithTheOneBefore() {
        List<String> before = rows(0, 100);
        List<String> after = new ArrayList<>(before);
        after.set(10, chat("Question number 10", "Another answer"));
        after.set(20, chat("Question number 20", "Another answer"));
        after.set(30, chat("Another question", "Answer number 30"));
        after.removeAll(List.of(before.get(50), before.get(60)));
        after.addAll(rows(200, 205));
        JsonNode inOrder = found("diff", save("in-order", after), save("before", before));
        assertThat(counts(inOrder)).isEqualTo("added 5 removed 2 changed 3 same 95 moved 0");
        assertThat(inOrder.path("rows").values())
                .contains(
                        Json.parse("{\"kind\":\"changed\",\"row\":10,\"line\":11,\"otherRow\":10,\"otherLine\":11}"),
                        Json.parse("{\"kind\":\"removed\",\"otherRow\":50,\"otherLine\":51}"),
                        Json.parse("{\"kind\":\"added\",\"row\":98,\"line\":99}"))
                .hasSize(10);

        Collections.shuffle(after, new Random(2));
        JsonNode shuffled = found("diff", save("shuffled", after), save("before", before));
        assertThat(counts(shuffled)).startsWith("added 5 removed 2 changed 3 same 95 moved ");
        assertThat(shuffled.path("moved").asInt()).isBetween(60, 94);
    }

    private static String counts(JsonNode diff) {
        return List.of("added", "removed", "changed", "same", "moved").stream()
                .map(name -> name + " " + diff.path(name).asInt())
                .collect(Collectors.joining(" "));
    }

    @Test
    void rowsThatStandTwiceAreCountedTwice() {
        List<String> before = rows(0, 3);
        List<String> after = new ArrayList<>(before);
        after.add(before.getFirst());
        assertThat(counts(found("diff", save("twice", after), save("once", before))))
                .isEqualTo("added 1 removed 0 changed 0 same 3 moved 0");
        assertThat(counts(found("diff", save("once", before), save("twice", after))))
                .isEqualTo("added 0 removed 1 changed 0 same 3 moved 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"insight", "overlap", "diff"})
    void whoMayNotReadTheArtifactLearnsNothing(String what) {
        String id = save("secret", rows(0, 3));
        String own = bob.save("own", Map.of("data.jsonl", String.join("\n", rows(0, 3))));
        assertThat(get(bob, what, id, own).statusCode()).isEqualTo(404);
        if (!what.equals("insight")) {
            assertThat(get(bob, what, own, id).statusCode()).isEqualTo(404);
            assertThat(get(ann, what, id, "").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aCommittedFileIsLookedAtBeforeAnybodyAsks() throws Exception {
        insight(save("first", rows(0, 2)));
        try (WatchService watch = data.getFileSystem().newWatchService()) {
            data.resolve("insights").register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            save("unasked", rows(1_000, 1_003));
            boolean made = false;
            while (!made) {
                WatchKey key = watch.poll(60, TimeUnit.SECONDS);
                assertThat(key).as("a file in the folder of insights").isNotNull();
                made = key.pollEvents().stream()
                        .anyMatch(event -> String.valueOf(event.context()).startsWith("insight-"));
                key.reset();
            }
        }
    }

    @Test
    void whatWasFoundIsKeptAndHoldsNoneOfTheData() throws Exception {
        String id = save("kept", List.of(chat("A secret question", "A secret answer")));
        JsonNode first = insight(id);
        List<Path> kept;
        try (var files = java.nio.file.Files.list(data.resolve("insights"))) {
            kept = files.toList();
        }
        assertThat(kept)
                .anySatisfy(file -> assertThat(Json.parse(java.nio.file.Files.readAllBytes(file)))
                        .isEqualTo(first));
        assertThat(kept).allSatisfy(file -> assertThat(file).content().doesNotContain("secret", "Question"));
    }
}
