package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ServeLifecycleTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path home;

    private int status(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private Shell admin(ServeProcess server) {
        return new Shell(home).set("WANDB_BASE_URL", server.url()).set("WANDB_API_KEY", key());
    }

    private String key() {
        try {
            return Files.readString(home.resolve("data/admin.key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void startsOnceOnAFolderAndStopsWhenTold() throws IOException, InterruptedException {
        Path data = home.resolve("data");
        try (ServeProcess server = ServeProcess.start(data).ready()) {
            assertThat(status(server.url() + "/ready")).isEqualTo(200);
            assertThat(server.lines()).hasSize(4);
            assertThat(server.lines().get(1)).isEqualTo("API key: in " + data.resolve("admin.key"));
            assertThat(server.lines().get(2)).startsWith("Sign in (works once): " + server.url() + "/login?token=");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.key"))))
                    .isEqualTo("rw-------");
            assertThat(String.join("\n", server.lines())).doesNotContain(key());

            try (ServeProcess second = ServeProcess.start(data)) {
                assertThat(second.exit()).isEqualTo(1);
                assertThat(second.errors()).hasLineCount(1).contains("in use by another Tunebook", data.toString());
            }
            int port = URI.create(server.url()).getPort();
            try (ServeProcess taken = ServeProcess.start(home.resolve("other"), port)) {
                assertThat(taken.exit()).isEqualTo(1);
                assertThat(taken.errors()).hasLineCount(1).contains("port " + port, "choose another --port");
            }

            Instant told = Instant.now();
            assertThat(server.terminate().exit()).isZero();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(server.errors()).isEqualTo("stopped");
        }
        try (ServeProcess again = ServeProcess.start(data).ready()) {
            assertThat(again.lines()).hasSize(1);
        }
    }

    @Test
    void anOpenStreamDoesNotHoldUpTheStop() throws IOException, InterruptedException {
        try (ServeProcess server = ServeProcess.start(home.resolve("data")).ready()) {
            String body =
                    "{\"query\":\"mutation { upsertModel(input: {name: \\\"p\\\", entityName: \\\"administrator\\\"})"
                            + " { inserted } }\"}";
            HttpResponse<String> made = http.send(
                    request(server, "/graphql")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(made.body()).contains("\"inserted\":true");
            HttpResponse<InputStream> live =
                    http.send(request(server, "/api/live?path=administrator/p").build(), BodyHandlers.ofInputStream());
            assertThat(live.statusCode()).isEqualTo(200);
            Instant told = Instant.now();
            assertThat(server.terminate().exit()).isZero();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(10));
            live.body().close();
        }
    }

    private HttpRequest.Builder request(ServeProcess server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key());
    }

    @Test
    void whatWasAnsweredSurvivesAKill() throws InterruptedException {
        Path data = home.resolve("data");
        try (ServeProcess server = ServeProcess.start(data).ready()) {
            assertThat(admin(server).run("admin", "users", "add", "ada").out()).isEqualTo("user ada created\n");
            assertThat(server.kill().exit()).isNotZero();
        }
        try (ServeProcess again = ServeProcess.start(data).ready()) {
            assertThat(again.lines()).hasSize(1);
            assertThat(admin(again).run("admin", "users", "show", "ada").code()).isZero();
        }
    }

    @Test
    void aTakenPortIsTold() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Shell.Result result = new Shell(home).run("sandbox", "--port", String.valueOf(other.getLocalPort()));
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).hasLineCount(1).contains("port " + other.getLocalPort());
        }
    }
}
