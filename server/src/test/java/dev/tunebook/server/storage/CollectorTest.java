package dev.tunebook.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.memory.MemoryBlobStore;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.memory.MemoryStore;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunUpdate;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The collector as its operator sees it.
class CollectorTest {
    private static final Viewer SYSTEM = Viewer.system("test");

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path data) {
        // Blobs are as old as the clock of the test says.
        server = TestServer.start(
                data,
                Map.of(),
                settings -> MemoryStore.open(settings, new MemoryBlobStore(settings.clock()), MemoryHistoryStore::new));
        server.store().accounts().putUser(SYSTEM, UserUpdate.of("ada"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode status() {
        return Json.parse(server.send(server.request("/admin/v1/storage", TestServer.ADMIN_KEY)
                        .GET())
                .body());
    }

    private JsonNode collected() {
        assertThat(server.send(server.request("/admin/v1/storage/collections", TestServer.ADMIN_KEY)
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(202);
        JsonNode status = status();
        while (status.path("running").asBoolean()) {
            status = status();
        }
        return status;
    }

    @Test
    void marksFirstAndRemovesAfterTheGrace() {
        assertThat(status().has("begunAt")).as("none since the start").isFalse();
        String sha256 = server.store()
                .blobs()
                .put(new ByteArrayInputStream("nobody's".getBytes(StandardCharsets.UTF_8)), 100)
                .sha256();
        JsonNode first = collected();
        assertThat(first.path("blobs").asInt()).isEqualTo(1);
        assertThat(first.path("bytes").asInt()).isEqualTo(8);
        assertThat(first.path("marked").asInt()).isEqualTo(1);
        server.clock().advance(Duration.ofHours(23));
        assertThat(collected().path("removed").asInt()).isZero();
        server.clock().advance(Duration.ofHours(2));
        JsonNode last = collected();
        assertThat(last.path("removed").asInt()).isEqualTo(1);
        assertThat(last.path("removedBytes").asInt()).isEqualTo(8);
        assertThat(server.store().blobs().size(sha256)).isEmpty();
    }

    @Test
    void dropsTheHistoriesOfADeletedProject() {
        Store store = server.store();
        Run run = store.runs().upsert(SYSTEM, RunUpdate.of("ada", "p", "r1")).value();
        RunGrant grant = store.runs().open(SYSTEM, run.id(), Access.WRITE);
        store.history()
                .append(
                        grant,
                        StreamBatch.of(
                                run.status().createdAt(), new LineBlock(HistoryFile.HISTORY, 0, List.of("{\"a\":1}"))));
        store.projects().delete(SYSTEM, run.projectId());
        assertThat(collected().path("droppedHistories").asInt())
                .as("more may come")
                .isZero();
        server.clock().advance(Collector.LATE_LINES.plusSeconds(1));
        assertThat(collected().path("droppedHistories").asInt()).isEqualTo(1);
        assertThat(store.history().lineCounts(grant)).containsEntry(HistoryFile.HISTORY, 0L);
    }

    @Test
    void givesUpVersionsNobodyCameBackTo() {
        long left = server.store()
                .artifacts()
                .create(SYSTEM, NewArtifact.of("ada", "p", "data", "set", "0".repeat(32)))
                .id();
        assertThat(collected().path("abandonedVersions").asInt()).isZero();
        server.clock().advance(Collector.PENDING_KEPT.plusSeconds(1));
        assertThat(collected().path("abandonedVersions").asInt()).isEqualTo(1);
        assertThat(server.store().artifacts().artifacts(SYSTEM, List.of(left))).isEmpty();
    }

    @Test
    void isForAdministratorsOnly() {
        String ada = server.user("ada");
        assertThat(server.send(server.request("/admin/v1/storage", ada).GET()).statusCode())
                .isEqualTo(403);
        assertThat(server.post("/admin/v1/storage/collections", ada, "").statusCode())
                .isEqualTo(403);
    }
}
