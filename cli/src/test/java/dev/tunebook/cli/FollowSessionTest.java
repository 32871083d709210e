package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import dev.tunebook.model.RunState;
import dev.tunebook.model.Secret;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.VirtualClock;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.ScriptedFile;
import dev.tunebook.sdk.Api;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.StoredRun;
import dev.tunebook.sdk.Wandb;
import dev.tunebook.server.providers.ProviderConnections;
import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.SealedSecret;
import dev.tunebook.store.providers.FollowStatus;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.SealedKey;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sessions of a follower on a clock of the test's own.
@Timeout(60)
class FollowSessionTest {
    private static final String EXAMPLE =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"hello\"}]}\n";

    @TempDir
    Path home;

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-11-25T04:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private TestServer server;
    private ProviderConnection connection;
    private Follower.Place place;

    @BeforeEach
    void start() {
        server = TestServer.start(home.resolve("data"), Map.of("provider-hosts", "127.0.0.1"));
        admin("/teams/crew", "{}");
        admin(
                "/providers/sandbox",
                "{\"kind\":\"compatible\",\"baseUrl\":\"" + sandbox.url() + "\",\"apiKey\":\"" + sandbox.apiKey()
                        + "\",\"entity\":\"crew\",\"project\":\"tunes\",\"pollSeconds\":1}");
        connection = connections().enabled().getFirst();
        URI url = URI.create(server.base());
        place = new Follower.Place(
                connections(), new ProviderClients(connections().hosts()), url, url, home.resolve("following"), clock);
        sandbox.add(ScriptedFile.of("file-training", "training.jsonl", EXAMPLE.repeat(12)));
        sandbox.add(JobScript.job("ftjob-1").trainingFile("file-training"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        server.close();
    }

    private void admin(String path, String body) {
        assertThat(server.send(server.request("/admin/v1" + path, TestServer.ADMIN_KEY)
                                .PUT(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(201);
    }

    private ProviderConnections connections() {
        return server.server().providers();
    }

    private FollowStatus status() {
        return connections()
                .connection(Viewer.system("test"), "sandbox")
                .map(ProviderConnection::status)
                .orElseThrow();
    }

    /// A session in a thread of its own, ended.
    private CompletableFuture<FollowSession> session(int failures) {
        // Joining does not hear the interrupt of a timeout.
        CompletableFuture<FollowSession> ended = new CompletableFuture<FollowSession>().orTimeout(50, TimeUnit.SECONDS);
        FollowReport report = new FollowReport(connection, connections(), clock, () -> {});
        Thread.ofPlatform().daemon().start(() -> {
            try {
                FollowSession session = new FollowSession(connection, place, report, failures);
                session.run();
                ended.complete(session);
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        return ended;
    }

    private void awaitStatus(Predicate<FollowStatus> wanted) throws InterruptedException {
        while (!wanted.test(status())) {
            Thread.sleep(50);
        }
    }

    @Test
    void aJobThatCouldNotBeRecordedIsTriedAgainLaterAndLater() throws InterruptedException {
        sandbox.faults()
                .onPath("/fine_tuning/jobs/ftjob-1/checkpoints")
                .always()
                .status(403);
        CompletableFuture<FollowSession> first = session(0);
        awaitStatus(status -> status.error().isPresent());
        assertThat(status().error().orElseThrow().message()).contains("ftjob-1").contains("403");
        assertThat(first).isNotDone();
        clock.advance(Duration.ofSeconds(61));
        assertThat(first.join().left()).containsOnlyKeys("ftjob-1");

        // The first session's last look was at the moment before.
        clock.advance(Duration.ofSeconds(1));
        CompletableFuture<FollowSession> second = session(1);
        Instant looked = clock.instant();
        awaitStatus(status -> status.lookedAt().equals(Optional.of(looked)));
        clock.advance(Duration.ofSeconds(61));
        Instant again = clock.instant();
        awaitStatus(status -> status.lookedAt().equals(Optional.of(again)));
        assertThat(second).as("it waits twice as long").isNotDone();
        sandbox.faults().clear();
        clock.advance(Duration.ofSeconds(61));
        assertThat(second.join().left()).containsOnlyKeys("ftjob-1");

        CompletableFuture<FollowSession> third = session(2);
        awaitStatus(status -> status.error().isEmpty());
        Api api = Wandb.api(Settings.of(place.serverUrl(), new Secret(TestServer.ADMIN_KEY)));
        while (!api.findRun("crew/tunes/ftjob-1").map(StoredRun::state).equals(Optional.of(RunState.FINISHED))) {
            Thread.sleep(50);
        }
        clock.advance(Duration.ofHours(25));
        assertThat(third.join().left()).as("a day is over").isEmpty();
        assertThat(status().jobs()).isEqualTo(1);
    }

    @Test
    void aLostSealingKeyIsTold() {
        ProviderConnection unreadable = new ProviderConnection(
                connection.id(),
                connection.settings().withKey(new SealedKey(new SealedSecret("00000000", "AAAA"), "")),
                connection.entityId(),
                connection.userId(),
                connection.createdAt(),
                connection.updatedAt(),
                connection.status());
        FollowReport report = new FollowReport(unreadable, connections(), clock, () -> {});
        RuntimeException failure = catchRuntimeException(() -> new FollowSession(unreadable, place, report, 0).run());
        report.failed(failure);
        assertThat(status().error().orElseThrow().code()).isEqualTo("key_unopenable");
        assertThat(status().error().orElseThrow().message()).contains("00000000");
    }

    @Test
    void pausesGrow() {
        assertThat(Follower.pauseAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Follower.pauseAfter(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(Follower.pauseAfter(100)).isEqualTo(Duration.ofMinutes(5));
    }
}
