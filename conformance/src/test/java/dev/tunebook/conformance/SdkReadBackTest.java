package dev.tunebook.conformance;

import dev.tunebook.model.Secret;
import dev.tunebook.sdk.Artifact;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.Table;
import dev.tunebook.sdk.Wandb;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the Java SDK writes, the official `Api` reads back equal.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkReadBackTest {
    private static final String CONTENT = "{\"messages\": []}\n日本\n".repeat(100);

    private Python python;
    private ServerUnderTest server;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        python = Python.newest();
        folder = temporary;
        server = ServerUnderTest.start(temporary.resolve("data"));
        Settings settings = Settings.of(URI.create(server.url()), new Secret(ServerUnderTest.KEY)).toBuilder()
                .directory(temporary.resolve("sdk"))
                .build();
        write(settings, temporary.resolve("files"));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void write(Settings settings, Path files) throws IOException {
        RunOptions options = RunOptions.builder()
                .project("java-sdk")
                .id("java-run")
                .name("from Java")
                .jobType("train")
                .group("java")
                .tags("a", "b")
                .notes("some *notes*")
                .config("lr", 0.1)
                .config("big", (1L << 53) + 1)
                .config("name", "日本 😀")
                .config("list", List.of(1, 2.5, "x"))
                .config("nested", Map.of("a", Map.of("b", true)))
                .build();
        Files.createDirectories(files.resolve("folder"));
        Path train = Files.writeString(files.resolve("folder/train.jsonl"), CONTENT);
        Path notes = Files.writeString(files.resolve("deep.txt"), "a file from Java");
        try (Run run = Wandb.init(settings, options)) {
            for (int step = 0; step < 1000; step++) {
                Map<String, Object> row = new HashMap<>();
                row.put("loss", 1.0 / (step + 1));
                row.put("train", Map.of("count", step));
                if (step % 10 == 0) {
                    row.put("sparse", step);
                }
                if (step == 500) {
                    row.put("predictions", table());
                }
                run.log(row);
            }
            run.console("epoch 1");
            run.console("epoch 2 日本");
            run.summary(Map.of("best", 0.25));
            run.saveFile("notes/deep.txt", notes);
            Artifact data = new Artifact("java-data", "dataset");
            data.description("made by Java");
            data.metadata(Map.of("rows", 3));
            data.addFile(train, "folder/train.jsonl");
            data.add(table(), "rows");
            run.logArtifact(data, List.of("golden"));
            Artifact remote = new Artifact("java-remote", "dataset");
            remote.addReference("https://example.invalid/data.csv", "remote");
            run.logArtifact(remote, List.of());
        }
        RunOptions consumer =
                RunOptions.builder().project("java-sdk").id("java-consumer").build();
        try (Run run = Wandb.init(settings, consumer)) {
            run.useArtifact("java-data:golden");
        }
    }

    private static Table table() {
        Table table = new Table("id", "text", "score");
        table.addRow(1, "a 日本", 0.5);
        table.addRow(2, null, 1.5);
        return table;
    }

    @TestFactory
    Stream<DynamicNode> checks() {
        Suite suite = new Suite("Java SDK, read by the official Api", python, server.target(), folder);
        String content = Base64.getEncoder().encodeToString(CONTENT.getBytes(StandardCharsets.UTF_8));
        return Stream.of(suite.script("sdk", Map.of("TUNEBOOK_CONTENT", content)), suite.score());
    }
}
