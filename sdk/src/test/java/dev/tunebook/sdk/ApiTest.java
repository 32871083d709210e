package dev.tunebook.sdk;

import static dev.tunebook.sdk.FakeServer.Fault.BUSY;
import static dev.tunebook.sdk.FakeServer.Fault.DROP_AFTER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.HistoryRow;
import dev.tunebook.model.RunState;
import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.http.JdkTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {
    @TempDir
    Path folder;

    private FakeServer server;
    private Settings settings;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        settings = server.settings(folder).toBuilder()
                .world(new Client.World(new JdkTransport(), InstantSource.system(), duration -> {}, new Random(1)))
                .build();
        api = Wandb.api(settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Run init(String id) {
        return Wandb.init(
                settings,
                RunOptions.builder()
                        .id(id)
                        .name("run " + id)
                        .group("g")
                        .jobType("train")
                        .tags("a")
                        .config("lr", 0.1)
                        .build());
    }

    @Test
    void aRunIsReadBack() {
        try (Run run = init("r1")) {
            run.log(Map.of("loss", 0.5), 0);
            run.log(Map.of("loss", 0.25, "acc", 1), 3);
            run.log(Map.of("late", 1), 5_000_000_000L);
            run.console("one\ntwo\nthree");
            run.saveFile("notes/a.txt", "hello".getBytes(UTF_8));
            run.logArtifact(new Artifact("out", "model").addBytes(new byte[] {1}, "x"));
            run.useArtifact(new Artifact("in", "dataset").addBytes(new byte[] {2}, "y"), List.of("latest"));
        }
        StoredRun run = api.run("team/demo/r1");
        assertThat(run.name()).isEqualTo("run r1");
        assertThat(run.state()).isEqualTo(RunState.FINISHED);
        assertThat(run.group()).contains("g");
        assertThat(run.jobType()).contains("train");
        assertThat(run.tags()).containsExactly("a");
        assertThat(run.createdAt()).isEqualTo(Instant.parse("2026-08-01T12:34:56Z"));
        assertThat(run.config().value("lr")).contains(Json.tree(0.1));
        assertThat(run.summary().value("acc")).contains(Json.tree(1));
        assertThat(run.history().map(HistoryRow::step)).containsExactly(0L, 3L, 5_000_000_000L);
        assertThat(run.history(1, 4).map(HistoryRow::step)).containsExactly(3L);
        assertThat(run.sampledHistory(List.of("_step", "acc"), 10))
                .containsExactly(Map.of("_step", Json.tree(3), "acc", Json.tree(1)));
        assertThat(run.console().map(ConsoleLine::text)).containsExactly("one", "two", "three");
        assertThat(run.files().map(StoredFile::name)).containsExactly("notes/a.txt");
        assertThat(run.file("notes/a.txt").orElseThrow().download(folder.resolve("out")))
                .hasContent("hello");
        assertThat(run.file("nothing")).isEmpty();
        assertThat(run.outputArtifacts().map(ArtifactVersion::name)).containsExactly("out");
        assertThat(run.inputArtifacts().map(ArtifactVersion::name)).containsExactly("in");
        assertThat(run.historyKeys()).contains("loss", "acc", "late").doesNotContain("lr");
    }

    @Test
    void whatIsMissingIsEmptyOrTold() {
        assertThat(api.findRun("nothing")).isEmpty();
        assertThatThrownBy(() -> api.run("demo/nothing"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("team/demo/nothing")
                .satisfies(e -> assertThat(((ApiException) e).code()).isEqualTo("not_found"));
        assertThat(api.findArtifact("nothing:latest")).isEmpty();
        assertThatThrownBy(() -> api.artifact("nothing")).hasMessageContaining("team/demo/nothing:latest");
        assertThat(api.entityExists("team")).isTrue();
        assertThat(api.entityExists("nobody")).isFalse();
        assertThat(api.projectExists("team/demo")).isTrue();
        assertThat(api.projectExists("other")).isFalse();
        assertThat(api.viewer()).isEqualTo(new Api.Viewer("ann", "team", List.of()));
    }

    @Test
    void runsArePagedLazily() {
        IntStream.range(0, 5).forEach(i -> init("r" + i).finish());
        server.seen.clear();
        assertThat(api.runs("demo").limit(2).map(StoredRun::id)).containsExactly("r0", "r1");
        assertThat(server.operations()).containsExactly("Runs");
        assertThat(api.runs("team/demo", Map.of("state", "finished"), "-created_at")
                        .map(StoredRun::id))
                .containsExactly("r0", "r1", "r2", "r3", "r4");
    }

    @Test
    void aStoredRunIsChanged() {
        init("r1").finish();
        server.fail(FakeServer.operation("UpsertBucket"), DROP_AFTER, BUSY);
        StoredRun run = api.run("r1")
                .update(RunOptions.builder()
                        .name("new")
                        .tags("b", "c")
                        .notes("text")
                        .config("batch", 8)
                        .build());
        assertThat(run.name()).isEqualTo("new");
        assertThat(run.tags()).containsExactly("b", "c");
        assertThat(run.notes()).contains("text");
        assertThat(run.group()).contains("g");
        assertThat(run.config().value("lr")).contains(Json.tree(0.1));
        assertThat(run.config().value("batch")).contains(Json.tree(8));
        assertThatThrownBy(() -> run.update(RunOptions.builder().id("other").build()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void versionsOfACollectionAreListedNewestFirst() {
        try (Run run = init("r1")) {
            for (int i = 0; i < 3; i++) {
                run.logArtifact(new Artifact("net", "model").addBytes(new byte[] {(byte) i}, "x"));
            }
        }
        assertThat(api.artifactVersions("model", "net").map(ArtifactVersion::version))
                .containsExactly("v2", "v1", "v0");
        assertThat(api.artifactVersions("model", "team/demo/net")
                        .findFirst()
                        .orElseThrow()
                        .aliases())
                .containsExactly("latest");
        assertThat(api.artifactVersions("model", "none")).isEmpty();
    }

    @Test
    void aliasesAreMovedAndTakenOff() {
        try (Run run = init("r1")) {
            run.logArtifact(new Artifact("data", "dataset").addBytes(new byte[] {1}, "x"), List.of("latest", "best"));
            run.logArtifact(new Artifact("data", "dataset").addBytes(new byte[] {2}, "x"));
        }
        ArtifactVersion second = api.artifact("data").addAlias("best");
        assertThat(second.version()).isEqualTo("v1");
        assertThat(second.aliases()).containsExactly("latest", "best");
        assertThat(api.artifact("data:v0").aliases()).isEmpty();
        assertThat(second.removeAlias("best").aliases()).containsExactly("latest");
        assertThat(api.findArtifact("data:best")).isEmpty();
    }
}
