package dev.tunebook.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.artifact.ArtifactDraft;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Holds digests, manifests and table files to those of the official client; see `src/test/vectors`.
class OfficialVectorsTest {

    private static Stream<DynamicTest> each(String file, Consumer<JsonNode> test) throws IOException {
        try (InputStream in = OfficialVectorsTest.class.getResourceAsStream("vectors/" + file)) {
            if (in == null) {
                throw new AssertionError("no vectors/" + file);
            }
            return Json.parse(in.readAllBytes()).values().stream()
                    .map(vector -> dynamicTest(vector.path("name").asString(), () -> test.accept(vector)));
        }
    }

    @TestFactory
    Stream<DynamicTest> artifacts() throws IOException {
        return each("artifacts.json", vector -> {
            Artifact artifact = new Artifact("vector", "dataset");
            vector.path("files")
                    .values()
                    .forEach(file ->
                            artifact.addBytes(content(file), file.path("path").asString()));
            vector.path("references")
                    .values()
                    .forEach(reference -> artifact.addReference(
                            reference.path("address").asString(),
                            reference.path("path").asString()));
            ArtifactDraft draft = artifact.draft(new Random(1));
            vector.path("files").values().forEach(file -> {
                LogicalPath path = new LogicalPath(file.path("path").asString());
                assertThat(draft.files())
                        .hasEntrySatisfying(
                                path,
                                content -> assertThat(content.md5())
                                        .isEqualTo(file.path("md5").asString()));
            });
            assertThat(artifact.digest()).isEqualTo(vector.path("digest").asString());
            assertThat(Json.parse(Json.bytes(draft.manifest().tree()))).isEqualTo(vector.path("manifest"));
        });
    }

    private static byte[] content(JsonNode file) {
        byte[] once = Base64.getDecoder().decode(file.path("base64").asString());
        int times = file.path("times").asInt(1);
        byte[] all = new byte[once.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(once, 0, all, i * once.length, once.length);
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> tables() throws IOException {
        return each("tables.json", vector -> {
            Table table = table(vector);
            String file = vector.path("file").asString();
            assertThat(text(table)).isEqualTo(file);
            assertThat(text(Table.read(file.getBytes(UTF_8)))).isEqualTo(file);
            Artifact artifact = new Artifact("vector", "dataset").add(table, "data");
            assertThat(artifact.digest()).isEqualTo(vector.path("digest").asString());
        });
    }

    private static String text(Table table) {
        StringBuilder text = new StringBuilder();
        try {
            table.snapshot().writeArtifactFile(text, picture -> Json.object());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }

    @TestFactory
    Stream<DynamicTest> tablesTheClientRefuses() throws IOException {
        return each(
                "refused_tables.json",
                vector -> assertThatThrownBy(() -> table(vector))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("column"));
    }

    private static Table table(JsonNode vector) {
        List<String> columns =
                vector.path("columns").values().stream().map(JsonNode::asString).toList();
        Table table = new Table(columns);
        vector.path("rows").values().forEach(row -> {
            List<@Nullable Object> cells = new ArrayList<>();
            row.values().forEach(cell -> cells.add(cell(cell)));
            table.addRow(cells);
        });
        return table;
    }

    private static @Nullable Object cell(JsonNode cell) {
        String value = cell.path("value").asString("");
        return switch (cell.path("$").asString("")) {
            case "time" -> LocalDateTime.parse(value);
            case "date" -> LocalDate.parse(value);
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> cell;
        };
    }
}
