package dev.tunebook.sdk;

import static dev.tunebook.sdk.FakeServer.Fault.BUSY;
import static dev.tunebook.sdk.FakeServer.Fault.DENIED;
import static dev.tunebook.sdk.FakeServer.Fault.DROP_AFTER;
import static dev.tunebook.sdk.FakeServer.Fault.DROP_BEFORE;
import static dev.tunebook.sdk.FakeServer.Fault.GARBLED;
import static dev.tunebook.sdk.FakeServer.Fault.LIMITED;
import static dev.tunebook.sdk.FakeServer.Fault.TRUNCATED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.http.JdkTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ArtifactTest {
    @TempDir
    Path folder;

    private FakeServer server;
    private Run run;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        run = init("r1", Mode.ONLINE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Run init(String id, Mode mode) {
        Client.World world =
                new Client.World(new JdkTransport(), InstantSource.system(), duration -> {}, new Random(1));
        Settings settings = server.settings(folder).toBuilder().mode(mode).build();
        return Wandb.init(settings, RunOptions.builder().id(id).build(), world);
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Artifact sample() throws IOException {
        return new Artifact("data", "dataset")
                .description("what it is")
                .metadata(Map.of("items", 3))
                .addFile(file("a.txt", "aaa"), "a.txt")
                .addBytes("bbb".getBytes(UTF_8), "sub/b.txt")
                .addBytes(new byte[0], "empty");
    }

    @Test
    void aLoggedArtifactIsUsedAndDownloaded() throws IOException {
        ArtifactVersion logged = run.logArtifact(sample(), List.of("latest", "mine"));
        assertThat(logged.qualifiedName()).isEqualTo("team/demo/data:v0");
        assertThat(logged.version()).isEqualTo("v0");
        assertThat(logged.digest()).isEqualTo(sample().digest());
        assertThat(logged.aliases()).containsExactly("latest", "mine");
        assertThat(server.artifacts.version("data", 0).outputOf).containsExactly("r1");

        ArtifactVersion used = run.useArtifact("data:mine");
        assertThat(used.id()).isEqualTo(logged.id());
        assertThat(used.description()).contains("what it is");
        assertThat(used.metadata()).containsEntry("items", Json.tree(3));
        assertThat(used.files()).extracting(StoredFile::name).containsExactly("a.txt", "empty", "sub/b.txt");
        assertThat(server.artifacts.used.get("r1")).containsExactly(logged.id());
        Path out = used.download(folder.resolve("out"));
        assertThat(out.resolve("a.txt")).hasContent("aaa");
        assertThat(out.resolve("sub/b.txt")).hasContent("bbb");
        assertThat(out.resolve("empty")).isEmptyFile();
        run.finish();
    }

    @Test
    void theSameContentIsOneVersion() throws IOException {
        ArtifactVersion first = run.logArtifact(sample());
        ArtifactVersion again = run.logArtifact(sample(), List.of("latest", "again"));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.aliases()).containsExactly("latest", "again");
        ArtifactVersion other = run.logArtifact(sample().addBytes(new byte[] {1}, "new"));
        assertThat(other.version()).isEqualTo("v1");
        long uploads = server.seen.stream()
                .filter(seen -> seen.method().equals("PUT") && seen.path().contains("wandb_artifacts"))
                .count();
        assertThat(uploads).isEqualTo(4);
        String birth = server.artifacts
                .manifest(server.artifacts.version("data", 1))
                .entry(new LogicalPath("a.txt"))
                .flatMap(ArtifactManifest.Entry::birthArtifactId)
                .orElseThrow();
        assertThat(birth).isEqualTo(first.id());
    }

    @Test
    void aFailingNetworkMakesNoSecondVersion() throws IOException {
        for (String operation : List.of(
                "ArtifactType",
                "CreateArtifact",
                "CreateArtifactManifest",
                "CreateArtifactFiles",
                "CommitArtifact",
                "ArtifactByID")) {
            server.fail(FakeServer.operation(operation), DROP_AFTER, BUSY, TRUNCATED, DROP_BEFORE, LIMITED);
        }
        server.fail(FakeServer.path("wandb_artifacts"), DROP_AFTER, BUSY, DROP_BEFORE, LIMITED);
        server.fail(FakeServer.path("wandb_manifest"), DROP_AFTER, BUSY);
        run.logArtifact(sample());
        assertThat(server.artifacts.versions).hasSize(1);
        assertThat(server.artifacts.committed("data")).hasSize(1);
        assertThat(server.artifacts.blob(server.artifacts.version("data", 0), "a.txt"))
                .isEqualTo("aaa".getBytes(UTF_8));
    }

    @Test
    void aRefusedUploadIsContinuedByTheSameArtifact() throws IOException {
        Artifact artifact = sample();
        server.fail(FakeServer.operation("CommitArtifact"), DENIED);
        assertThatThrownBy(() -> run.logArtifact(artifact)).isInstanceOf(ApiException.class);
        long before = server.seen.stream()
                .filter(seen -> seen.path().contains("wandb_artifacts"))
                .count();
        run.logArtifact(artifact);
        assertThat(server.artifacts.versions).hasSize(1);
        assertThat(server.seen.stream()
                        .filter(seen -> seen.path().contains("wandb_artifacts"))
                        .count())
                .isEqualTo(before);
    }

    @Test
    void anotherProcessSendsOnlyWhatTheServerLacks() throws IOException {
        server.fail(FakeServer.operation("CommitArtifact"), DENIED);
        assertThatThrownBy(() -> run.logArtifact(sample())).isInstanceOf(ApiException.class);
        server.seen.clear();
        run.logArtifact(sample().addBytes(new byte[] {7}, "one-more"));
        assertThat(server.seen.stream().filter(seen -> seen.path().contains("wandb_artifacts")))
                .hasSize(1);
        assertThat(server.artifacts.committed("data")).hasSize(1);
    }

    @Test
    void aRefusedTableDoesNotHoldUpTheRun() {
        server.fail(FakeServer.operation("CreateArtifact"), DENIED);
        run.log(Map.of("t", new Table("a").addRow(1)));
        run.log(Map.of("loss", 1));
        assertThatThrownBy(() -> run.finish())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("not yours")
                .satisfies(e -> assertThat(((ApiException) e).code()).isEqualTo("denied"));
        assertThat(server.history("r1")).hasSize(2);
        assertThat(server.runs.run("r1").state).isEqualTo("finished");
    }

    @Test
    void anExpiredAddressIsAskedForAgain() throws IOException {
        server.fail(FakeServer.path("wandb_artifacts"), DENIED, DENIED);
        run.logArtifact(sample());
        assertThat(server.operations().stream().filter("CreateArtifactFiles"::equals))
                .hasSize(3);
        server.fail(FakeServer.path("wandb_artifacts"), DENIED);
        run.useArtifact("data").download(folder.resolve("out"));
        assertThat(folder.resolve("out/a.txt")).hasContent("aaa");
        assertThat(server.operations()).contains("ArtifactMembershipFiles");
    }

    @Test
    void whatArrivesBrokenIsFetchedAgain() throws IOException {
        byte[] large = new byte[100_000];
        new Random(7).nextBytes(large);
        run.logArtifact(new Artifact("big", "dataset").addBytes(large, "large.bin"));
        server.fail(FakeServer.path("wandb_artifacts"), TRUNCATED, GARBLED, TRUNCATED);
        Path out = run.useArtifact("big:v0").download(folder.resolve("out"));
        assertThat(out.resolve("large.bin")).hasBinaryContent(large);
        server.fail(FakeServer.path("wandb_artifacts"), GARBLED, GARBLED, GARBLED, GARBLED, GARBLED);
        assertThatThrownBy(() -> run.useArtifact("big:v0").download(folder.resolve("bad")))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("large.bin")
                .hasMessageContaining("digest");
        assertThat(folder.resolve("bad")).isEmptyDirectory();
    }

    @Test
    void aRepeatedDownloadKeepsWhatIsRight() throws IOException {
        run.logArtifact(sample());
        ArtifactVersion version = run.useArtifact("data");
        Path out = version.download(folder.resolve("out"));
        Files.writeString(out.resolve("a.txt"), "damaged");
        server.seen.clear();
        version.download(out);
        assertThat(out.resolve("a.txt")).hasContent("aaa");
        assertThat(server.seen.stream().filter(seen -> seen.path().contains("wandb_artifacts")))
                .hasSize(1);
    }

    @Test
    void referencesArePointersOnly() throws IOException {
        ArtifactVersion base = run.logArtifact(sample());
        Path local = file("ref.txt", "referenced");
        Artifact artifact = new Artifact("refs", "dataset")
                .addReference(local.toUri().toString(), "local")
                .addReference("s3://bucket/key", "remote", "etag1", OptionalLong.of(9), Map.of("etag", "etag1"))
                .addReference("custom://anything", "other")
                .addReference(base, "sub/b.txt", "from-base.txt");
        ArtifactVersion version = run.logArtifact(artifact);
        assertThat(version.file("remote").reference()).contains("s3://bucket/key");
        assertThat(version.file("other").digest()).contains("custom://anything");
        assertThat(version.file("local").size()).hasValue(10);
        Path out = version.download(folder.resolve("out"));
        assertThat(out.resolve("from-base.txt")).hasContent("bbb");
        assertThat(out.toFile().list()).containsExactly("from-base.txt");
        assertThatThrownBy(() -> version.file("remote").bytes())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("s3://bucket/key");
    }

    @Test
    void aFileChangedMeanwhileIsRefused() throws IOException {
        Path file = file("a.txt", "before");
        Artifact artifact = new Artifact("data", "dataset").addFile(file, "a.txt");
        Files.writeString(file, "afterwards");
        assertThatThrownBy(() -> run.logArtifact(artifact))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("changed");
        assertThat(server.artifacts.committed("data")).isEmpty();
    }

    @Test
    void anotherTypeIsRefused() throws IOException {
        run.logArtifact(sample());
        assertThatThrownBy(() -> run.logArtifact(new Artifact("data", "model")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("dataset");
    }

    @Test
    void aTableBecomesFileArtifactAndValue() {
        Table table = new Table("id", "text").addRow(1, "one").addRow(2, null);
        run.log(Map.of("loss", 1, "preds/table", table));
        run.finish();
        JsonNode value = Json.parseObject(server.history("r1").get(0)).path("preds/table");
        assertThat(value.path("_type").asString()).isEqualTo("table-file");
        assertThat(value.path("nrows").asInt()).isEqualTo(2);
        String path = value.path("path").asString();
        assertThat(path).matches("media/table/preds/table_0_[0-9a-f]{20}\\.table\\.json");
        assertThat(new String(server.bytes("/storage/run/r1/" + path), UTF_8))
                .isEqualTo("{\"columns\": [\"id\", \"text\"], \"data\": [[1, \"one\"], [2, null]]}");
        assertThat(server.runs.run("r1").uploaded).containsExactly(path);
        FakeArtifacts.FakeVersion version = server.artifacts.versions.get(0);
        assertThat(version.collection()).startsWith("run-r1-predstable-");
        assertThat(version.input.path("artifactTypeName").asString()).isEqualTo("run_table");
        assertThat(value.path("artifact_path").asString())
                .isEqualTo("wandb-client-artifact://" + version.clientIds.get(0) + "/preds/table.table.json");
        assertThat(version.aliases).containsExactly("latest");
        assertThat(server.runs.run("r1").summary().path("preds/table")).isEqualTo(value);
        byte[] file = server.artifacts.blob(version, "preds/table.table.json");
        assertThat(Table.read(file).rows().get(0).get(1)).isEqualTo(Json.tree("one"));
    }

    @Test
    void aLargeTableGoesThroughATemporaryFile() {
        Table table = new Table("text");
        String text = "x".repeat(1000);
        for (int i = 0; i < 10_001; i++) {
            table.addRow(text);
        }
        ArtifactVersion version = run.logArtifact(new Artifact("large", "dataset").add(table, "t"));
        assertThat(version.size()).isGreaterThan(10_000_000);
        assertThat(version.table("t").rowCount()).isEqualTo(10_001);
        run.log(Map.of("t", table));
        run.finish();
        String path = Json.parseObject(server.history("r1").get(0))
                .path("t")
                .path("path")
                .asString();
        assertThat(Table.read(server.bytes("/storage/run/r1/" + path)).rowCount())
                .isEqualTo(10_000);
    }

    @Test
    void whatCannotBeIsTold() {
        assertThatThrownBy(() -> new Artifact("a/b", "dataset"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a/b");
        assertThatThrownBy(() -> new Artifact("a", "job")).isInstanceOf(InvalidInputException.class);
        Artifact artifact = new Artifact("a", "dataset").addBytes(new byte[] {1}, "x");
        assertThatThrownBy(() -> artifact.addBytes(new byte[] {2}, "../x")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> artifact.addBytes(new byte[] {2}, "x")).hasMessageContaining("already");
        assertThatThrownBy(() -> run.logArtifact(artifact, List.of("v3"))).hasMessageContaining("version number");
        assertThatThrownBy(() -> run.useArtifact("a:b/c:d")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Table("a", "a")).hasMessageContaining("twice");
        assertThatThrownBy(() -> new Table("a").addRow(1, 2)).hasMessageContaining("2 cells");
        assertThatThrownBy(() -> Table.read("[]".getBytes(UTF_8))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Image.of(new byte[] {1, 2, 3})).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void tablesAndArtifactsOfAnOfflineRunAreSentLater() throws IOException {
        run.finish();
        server.seen.clear();
        Run offline = init("off", Mode.OFFLINE);
        offline.log(Map.of("t", new Table("a").addRow(1)));
        ArtifactVersion unsent = offline.logArtifact(sample());
        offline.useArtifact(new Artifact("input", "dataset").addBytes(new byte[] {1}, "x"), List.of("latest"));
        assertThat(unsent.isSaved()).isFalse();
        assertThat(unsent.digest()).isEqualTo(sample().digest());
        assertThatThrownBy(unsent::version).hasMessageContaining("Wandb.sync");
        assertThatThrownBy(() -> offline.useArtifact("data")).hasMessageContaining("offline");
        offline.finish();
        assertThat(server.seen).isEmpty();
        Files.delete(folder.resolve("in/a.txt"));
        Path left;
        try (var folders = Files.list(folder.resolve("wandb"))) {
            left = folders.findFirst().orElseThrow();
        }
        server.fail(FakeServer.operation("CommitArtifact"), DROP_AFTER, BUSY);
        new RunSync(
                        server.settings(folder),
                        new Client.World(new JdkTransport(), InstantSource.system(), duration -> {}, new Random(2)))
                .sync(left);
        assertThat(server.artifacts.versions)
                .extracting(FakeArtifacts.FakeVersion::collection)
                .containsExactly("run-off-t", "data", "input");
        assertThat(server.artifacts.blob(server.artifacts.version("data", 0), "a.txt"))
                .isEqualTo("aaa".getBytes(UTF_8));
        assertThat(server.artifacts.version("input", 0).outputOf).isEmpty();
        assertThat(server.artifacts.used.get("off")).containsExactly(server.artifacts.version("input", 0).id);
        assertThat(server.runs.run("off").state).isEqualTo("finished");
    }
}
