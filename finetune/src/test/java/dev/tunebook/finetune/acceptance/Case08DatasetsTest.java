package dev.tunebook.finetune.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.finetune.acceptance.TrackerState.VersionState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Case 8: every format of data.
class Case08DatasetsTest extends AcceptanceCase {
    private static final String USER = "{\"role\":\"user\",\"content\":\"Wie spät?\"}";
    private static final String ASSISTANT = "{\"role\":\"assistant\",\"content\":\"Zwölf.\"}";
    private static final String CHAT = "{\"messages\":[" + USER + "," + ASSISTANT + "]}";
    private static final String TOOLS = "{\"messages\":[" + USER
            + ",{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":"
            + "{\"name\":\"clock\",\"arguments\":\"{\\\"zone\\\":\\\"CET\\\"}\"}}]}],"
            + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"clock\"}}]}";
    private static final String IMAGE = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":"
            + "\"What is this?\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/a.png\"}}]},"
            + ASSISTANT + "]}";
    private static final String WEIGHTS = "{\"messages\":[" + USER
            + ",{\"role\":\"assistant\",\"content\":\"no\",\"weight\":0}," + USER
            + ",{\"role\":\"assistant\",\"content\":\"yes\",\"weight\":1}]}";
    private static final String PREFERENCE = "{\"input\":{\"messages\":[" + USER
            + "],\"tools\":[],\"parallel_tool_calls\":true},\"preferred_output\":[" + ASSISTANT
            + "],\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"Geh weg.\"}]}";
    private static final String REINFORCEMENT = "{\"messages\":[{\"role\":\"developer\",\"content\":\"Count.\"}," + USER
            + "],\"target\":12,\"nums\":[3,4]}";
    private static final String FUNCTIONS = "{\"messages\":[" + USER
            + ",{\"role\":\"assistant\",\"function_call\":{\"name\":\"clock\",\"arguments\":\"{}\"}}],"
            + "\"functions\":[{\"name\":\"clock\"}]}";
    private static final String TOOL_ANSWER = "{\"messages\":[" + USER
            + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
            + "\"function\":{\"name\":\"clock\",\"arguments\":\"{}\"}}]},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"12:00\"}," + ASSISTANT + "]}";
    private static final String COMPLETION = "{\"prompt\":\"Colour of the sky ->\",\"completion\":\" blue\\n\"}";

    /// @param file as it is at the provider
    /// @param rows of the table; the first three cells, as far as they matter
    record Format(String text, String file, List<List<String>> rows) {}

    static final Clause BROKEN_LINES =
            Clause.of("broken lines: the rest is kept, bad lines are reported by number", world -> {
                SyncReport report = sync(world, CHAT + "\n{\"messages\": [\n" + CHAT + "\nnot json\n" + CHAT + "\n");
                assertThat(table(world).path("data")).hasSize(3);
                assertThat(world.state().artifactFile("train-file-data:latest", "file-data"))
                        .as("the raw file is stored all the same")
                        .asString()
                        .contains("not json");
                assertThat(report.jobs().get(0).notes())
                        .contains("training file file-data: 2 of 5 examples cannot be read, at line 2, 4");
                VersionState version = world.state().versions("train-file-data").get(0);
                assertThat(version.metadata().path("items")).isEqualTo(Json.tree(3));
                assertThat(version.metadata().path("broken_lines")).isEqualTo(Json.tree(2));
                assertThat(version.metadata().path("first_broken_lines").path(1).path("line"))
                        .isEqualTo(Json.tree(4));
            });

    static Stream<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        formats().forEach(format -> clauses.add(Clause.of(format.text(), world -> verify(world, format))));
        clauses.addAll(List.of(
                BROKEN_LINES,
                Clause.of("chat of 1 to 21 messages: a row each", world -> {
                    String file = IntStream.rangeClosed(1, 21)
                            .mapToObj(count -> IntStream.rangeClosed(1, count)
                                    .mapToObj(i -> i == count ? ASSISTANT : USER)
                                    .collect(Collectors.joining(",", "{\"messages\":[", "]}")))
                            .collect(Collectors.joining("\n"));
                    sync(world, file);
                    JsonNode table = table(world);
                    assertThat(column(table, "message count"))
                            .containsExactlyElementsOf(IntStream.rangeClosed(1, 21)
                                    .mapToObj(String::valueOf)
                                    .toList());
                    assertThat(column(table, "example"))
                            .hasSize(21)
                            .last()
                            .isEqualTo(file.lines().toList().get(20));
                }),
                Clause.of("no examples at all: kept without a table, and said", world -> {
                    String file = "{\"text\":\"a\",\"label\":1}\n{\"text\":\"b\",\"label\":0}\n";
                    SyncReport report = sync(world, file);
                    VersionState version =
                            world.state().versions("train-file-data").get(0);
                    assertThat(version.files()).containsOnlyKeys("file-data");
                    assertThat(world.state().run("ftjob-1").summary().has("train_data"))
                            .isFalse();
                    assertThat(report.jobs().get(0).notes()).anyMatch(note -> note.contains("no examples of a known"));
                }),
                Clause.of("an empty file is kept", world -> {
                    sync(world, "");
                    assertThat(world.state().artifactFile("train-file-data:latest", "file-data"))
                            .isEmpty();
                }),
                Clause.of("403 on download: said, and the run is recorded", world -> refused(world, 403)),
                Clause.of("404 on download: said, and the run is recorded", world -> refused(world, 404)),
                Clause.of("a deleted file: said, and the run is recorded", world -> {
                    world.sandbox.add(world.shortJob("ftjob-1").trainingFile("file-data"));
                    world.sandbox.add(ScriptedFile.of("file-data", "data.jsonl", CHAT));
                    world.sandbox.deleteFile("file-data");
                    assertWithoutData(world, world.sync());
                }),
                Clause.of("a file that was stored before it was deleted is still the input, table included", world -> {
                    world.sandbox.add(ScriptedFile.of("file-data", "data.jsonl", CHAT));
                    world.sandbox.add(world.shortJob("ftjob-1").trainingFile("file-data"));
                    world.sandbox.add(world.shortJob("ftjob-2").trainingFile("file-data"));
                    world.sync("ftjob-1");
                    world.sandbox.deleteFile("file-data");
                    world.sync();
                    assertThat(world.state().versions("train-file-data").get(0).usedBy())
                            .containsExactly("ftjob-1", "ftjob-2");
                    RunState second = world.state().run("ftjob-2");
                    assertThat(second.config().path("n_train")).isEqualTo(Json.tree(1));
                    assertThat(second.summary().path("train_data").path("nrows"))
                            .isEqualTo(Json.tree(1));
                }),
                Clause.of("training and validation file are artifacts of their types and inputs of the run", world -> {
                    world.sandbox.add(ScriptedFile.of("file-data", "data.jsonl", CHAT));
                    world.sandbox.add(ScriptedFile.of("file-check", "check.jsonl", CHAT + "\n" + CHAT));
                    world.sandbox.add(
                            world.shortJob("ftjob-1").trainingFile("file-data").validationFile("file-check"));
                    world.sync();
                    VersionState train = world.state().version("train-file-data", "file-data");
                    VersionState valid = world.state().version("valid-file-check", "file-check");
                    assertThat(train.type()).isEqualTo("training_files");
                    assertThat(valid.type()).isEqualTo("validation_files");
                    assertThat(train.createdBy()).as("not an output of a run").isEmpty();
                    assertThat(List.of(train.usedBy(), valid.usedBy()))
                            .containsExactly(List.of("ftjob-1"), List.of("ftjob-1"));
                    RunState run = world.state().run("ftjob-1");
                    assertThat(run.config().path("n_train")).isEqualTo(Json.tree(1));
                    assertThat(run.config().path("n_valid")).isEqualTo(Json.tree(2));
                    assertThat(run.summary().path("valid_data").path("nrows")).isEqualTo(Json.tree(2));
                    assertThat(world.state()
                                    .versions("run-ftjob-1-train_data")
                                    .get(0)
                                    .type())
                            .isEqualTo("run_table");
                })));
        return clauses.stream();
    }

    private static Stream<Format> formats() {
        List<String> chat = List.of("", "Wie spät?", "Zwölf.");
        return Stream.of(
                new Format("chat", CHAT, List.of(chat)),
                new Format("tools", TOOLS, List.of(List.of("", "Wie spät?", "clock({\"zone\":\"CET\"})"))),
                new Format("images", IMAGE, List.of(List.of("", "What is this?", "Zwölf."))),
                new Format("weights", WEIGHTS, List.of(List.of("", "Wie spät?", "yes"))),
                new Format("preference", PREFERENCE, List.of(chat)),
                new Format(
                        "preference under its other name",
                        PREFERENCE.replace("preferred_output", "preferred_completion"),
                        List.of(chat)),
                new Format("functions, the older tools", FUNCTIONS, List.of(List.of("", "Wie spät?", "clock({})"))),
                new Format("the answer of a tool", TOOL_ANSWER, List.of(chat)),
                new Format("reinforcement", REINFORCEMENT, List.of(List.of("Count.", "Wie spät?", ""))),
                new Format("completion", COMPLETION, List.of(List.of("", "Colour of the sky ->", " blue\n"))),
                new Format("with a byte order mark", "\uFEFF" + CHAT + "\n" + CHAT, List.of(chat, chat)),
                new Format("pretty-printed", Json.pretty(Json.parse(CHAT)) + "\n" + CHAT, List.of(chat, chat)),
                new Format("a JSON array", "[\n" + CHAT + ",\n" + CHAT + "\n]\n", List.of(chat, chat)));
    }

    private static SyncReport sync(SyncWorld world, String file) {
        world.sandbox.add(ScriptedFile.of("file-data", "data.jsonl", file));
        world.sandbox.add(world.shortJob("ftjob-1").trainingFile("file-data"));
        return world.sync();
    }

    private static void verify(SyncWorld world, Format format) {
        SyncReport report = sync(world, format.file());
        assertThat(report.jobs().get(0).notes()).isEmpty();
        assertThat(world.state().artifactFile("train-file-data:latest", "file-data"))
                .as("byte for byte")
                .isEqualTo(format.file().getBytes(UTF_8));
        JsonNode table = table(world);
        assertThat(table.path("columns").values().stream()
                        .map(JsonNode::asString)
                        .limit(3))
                .containsExactly("role: system", "role: user", "role: assistant");
        List<List<String>> rows = new ArrayList<>();
        table.path("data")
                .forEach(row -> rows.add(List.of(
                        row.path(0).asString(""),
                        row.path(1).asString(""),
                        row.path(2).asString(""))));
        assertThat(rows).isEqualTo(format.rows());
        VersionState version = world.state().versions("train-file-data").get(0);
        assertThat(version.metadata().path("items"))
                .isEqualTo(Json.tree(format.rows().size()));
        RunState run = world.state().run("ftjob-1");
        assertThat(run.config().path("n_train"))
                .isEqualTo(Json.tree(format.rows().size()));
        assertThat(run.summary().path("train_data").path("_type")).isEqualTo(Json.tree("table-file"));
        assertThat(run.summary().path("train_data").path("nrows"))
                .isEqualTo(Json.tree(format.rows().size()));
    }

    private static JsonNode table(SyncWorld world) {
        return Json.parse(world.state().artifactFile("train-file-data:latest", "file-data.table.json"));
    }

    private static List<String> column(JsonNode table, String name) {
        List<String> names =
                table.path("columns").values().stream().map(JsonNode::asString).toList();
        List<String> cells = new ArrayList<>();
        table.path("data")
                .forEach(row -> cells.add(row.path(names.indexOf(name)).asString()));
        return cells;
    }

    private static void refused(SyncWorld world, int status) {
        world.sandbox.faults().onPath("/files/file-data/content").always().status(status);
        assertWithoutData(world, sync(world, CHAT));
    }

    private static void assertWithoutData(SyncWorld world, SyncReport report) {
        assertThat(report.jobs().get(0).notes()).contains("training file file-data is deleted or closed to this key");
        RunState run = world.state().run("ftjob-1");
        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.metric("train_loss")).hasSize(3);
        assertThat(run.config().path("training_file")).isEqualTo(Json.tree("file-data"));
        assertThat(world.state().versions("train-file-data")).isEmpty();
    }
}
