package dev.tunebook.sdk.internal.artifact;

import static dev.tunebook.sdk.FakeServer.Fault.BUSY;
import static dev.tunebook.sdk.FakeServer.Fault.DENIED;
import static dev.tunebook.sdk.FakeServer.Fault.DROP_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.ArtifactTypeName;
import dev.tunebook.model.CollectionName;
import dev.tunebook.model.LogicalPath;
import dev.tunebook.sdk.FakeServer;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.http.Endpoint;
import dev.tunebook.sdk.internal.http.JdkTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactSaverTest {
    private static final RunAddress RUN = new RunAddress("team", "demo", "r1");
    private static final SaveOrder ORDER = new SaveOrder(true, List.of(ArtifactAlias.LATEST), 0);

    @TempDir
    Path folder;

    private FakeServer server;
    private ArtifactSaver saver;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        Client.World world =
                new Client.World(new JdkTransport(), InstantSource.system(), duration -> {}, new Random(1));
        Endpoint endpoint = new Endpoint(server.base(), Optional.of(FakeServer.KEY), Map.of(), Optional.empty());
        saver = new ArtifactSaver(new Client(endpoint, world, Duration.ofSeconds(30)), new FileUpload.Cut(1000, 400));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static ArtifactDraft draft(Map<String, Content> files) {
        TreeMap<LogicalPath, Content> contents = new TreeMap<>();
        files.forEach((path, content) -> contents.put(new LogicalPath(path), content));
        return new ArtifactDraft(
                new CollectionName("data"),
                new ArtifactTypeName("dataset"),
                Optional.empty(),
                Map.of(),
                List.of(),
                contents,
                new TreeMap<>(),
                "client",
                "sequence");
    }

    private long puts(String part) {
        return server.seen.stream()
                .filter(seen -> seen.method().equals("PUT") && seen.path().contains(part))
                .count();
    }

    @Test
    void largeFilesGoUpInParts() throws IOException {
        byte[] onDisk = bytes(1001, 1);
        byte[] inMemory = bytes(1600, 2);
        Path file = Files.write(folder.resolve("large"), onDisk);
        server.fail(FakeServer.path(".part2"), BUSY, DROP_AFTER, DENIED);
        server.fail(FakeServer.operation("CompleteMultipartUploadArtifact"), DROP_AFTER);
        saver.save(
                RUN,
                draft(Map.of(
                        "disk", Content.of(file), "memory", Content.of(inMemory), "small", Content.of(bytes(999, 3)))),
                ORDER);
        assertThat(server.artifacts.blob(server.artifacts.version("data", 0), "disk"))
                .isEqualTo(onDisk);
        assertThat(server.artifacts.blob(server.artifacts.version("data", 0), "memory"))
                .isEqualTo(inMemory);
        assertThat(puts(".part2")).isEqualTo(5);
    }

    @Test
    void aServerWithoutPartsGetsTheWhole() {
        server.artifacts.offersParts = false;
        byte[] large = bytes(2000, 1);
        saver.save(RUN, draft(Map.of("large", Content.of(large))), ORDER);
        assertThat(server.artifacts.blob(server.artifacts.version("data", 0), "large"))
                .isEqualTo(large);
        assertThat(puts(".part")).isZero();
    }

    @Test
    void partsStayWithinTheLimits() {
        long mebibyte = 1L << 20;
        assertThat(FileUpload.partSize(3L << 30, 100 * mebibyte)).isEqualTo(100 * mebibyte);
        long huge = 5L << 40;
        long part = FileUpload.partSize(huge, 100 * mebibyte);
        assertThat(part % 4096).isZero();
        assertThat((huge + part - 1) / part).isLessThanOrEqualTo(10_000);
    }
}
