package dev.tunebook.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients are told before there is too much of them.
class OverloadApiTest {
    private static final String STREAM = "/files/ada/p/r/file_stream";
    private static final String VIEWER = "{\"query\":\"{ viewer { username } }\"}";

    private Path data;
    private TestServer server;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) {
        data = folder;
        server = TestServer.start(data);
        key = server.user("ada");
        makeRun();
    }

    private void makeRun() {
        server.data(
                key,
                "mutation { upsertBucket(input: {name: \"r\", modelName: \"p\", entityName: \"ada\"}) {"
                        + " bucket { id } } }",
                Map.of());
    }

    private void restart(Map<String, String> settings) {
        server.close();
        server = TestServer.start(data, settings);
        server.user("ada");
        makeRun();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// A request whose body comes as the test says.
    private final class Slow implements AutoCloseable {
        private final Socket socket;

        Slow(int length) throws IOException {
            socket =
                    new Socket(InetAddress.getLoopbackAddress(), server.server().port());
            write(("POST " + STREAM + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + TestServer.basic(key)
                            + "\r\nContent-Length: " + length + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        boolean isAnswered() throws IOException {
            return socket.getInputStream().available() > 0;
        }

        String status() throws IOException {
            return new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /// Asks until the answer is this one: what holds it back ends by itself, over another connection.
    private void await(int status, String path, String body) {
        while (server.post(path, key, body).statusCode() != status) {
            Thread.onSpinWait();
        }
    }

    /// A slow request beside which another is refused, and what that is told. The slow one may come just after the
    /// other and be refused itself; then it is sent again.
    private record Held(Slow slow, HttpResponse<String> refused) {}

    private Held hold(int length, String path, String body) throws IOException {
        while (true) {
            Slow slow = new Slow(length);
            HttpResponse<String> answer = server.post(path, key, body);
            while (answer.statusCode() != 429 && !slow.isAnswered()) {
                answer = server.post(path, key, body);
            }
            if (answer.statusCode() == 429) {
                return new Held(slow, answer);
            }
            slow.close();
        }
    }

    @Test
    void moreRequestsThanMayBeAreToldToComeAgain() throws IOException {
        restart(Map.of("requests-at-once", "1"));
        Held held = hold(2, "/graphql", VIEWER);
        try (Slow slow = held.slow()) {
            assertThat(held.refused().headers().firstValue("Retry-After")).hasValue("2");
            assertThat(Json.parse(held.refused().body())
                            .path("error")
                            .path("code")
                            .asString())
                    .isEqualTo("overloaded");
            assertThat(server.send(server.request("/ready", "").GET()).statusCode())
                    .as("what watches the server")
                    .isEqualTo(200);
            slow.write("{}".getBytes(UTF_8));
            assertThat(slow.status()).isEqualTo("HTTP/1.1 200");
            await(200, "/graphql", VIEWER);
        }
    }

    @Test
    void bodiesTogetherHaveNoMoreBytesThanMayBe() throws IOException {
        restart(Map.of("request-memory-mebibytes", "1"));
        String large = "{\"files\":{}," + " ".repeat(600 << 10) + "\"dropped\":0}";
        Held held = hold(700 << 10, STREAM, large);
        try (Slow slow = held.slow()) {
            assertThat(held.refused().headers().firstValue("Retry-After")).hasValue("2");
            assertThat(server.post(STREAM, key, "{}").statusCode())
                    .as("there is room for a small one")
                    .isEqualTo(200);
            slow.write(" ".repeat((700 << 10) - 2).getBytes(UTF_8));
            slow.write("{}".getBytes(UTF_8));
            assertThat(slow.status()).isEqualTo("HTTP/1.1 200");
        }
        await(200, STREAM, large);
        String alone = "{\"files\":{}," + " ".repeat(5 << 20) + "\"dropped\":0}";
        assertThat(server.post(STREAM, key, alone).statusCode())
                .as("one alone may have more")
                .isEqualTo(200);
    }

    @Test
    void elevenMebibytesAreTakenAndFarMoreIsRefused() {
        String line = "{\\\"_step\\\":0,\\\"text\\\":\\\"" + "x".repeat(11 << 20) + "\\\"}";
        String body = "{\"files\":{\"wandb-history.jsonl\":{\"offset\":0,\"content\":[\"" + line + "\"]}}}";
        assertThat(server.post(STREAM, key, body).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = server.post(STREAM, key, " ".repeat(33 << 20));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("too_large").contains(Integer.toString(32 << 20));
    }

    /// A gigabyte of nothing in a megabyte: it is let go as soon as it has grown too large, and takes nothing along.
    @Test
    void aBombIsDefused() throws IOException {
        restart(Map.of("max-json-mebibytes", "4", "request-memory-mebibytes", "8"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 1024; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        for (String path : new String[] {STREAM, "/graphql"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(server.send(server.request(path, key)
                                        .header("Content-Encoding", "gzip")
                                        .POST(BodyPublishers.ofByteArray(packed.toByteArray())))
                                .statusCode())
                        .isEqualTo(413);
            }
        }
        assertThat(server.post("/graphql", key, VIEWER).statusCode()).isEqualTo(200);
    }

    @Test
    void theAnswersSayHowFastAClientMayGo() {
        restart(Map.of("stream-requests-per-minute", "2"));
        HttpResponse<String> first = server.post(STREAM, key, "{}");
        assertThat(first.headers().firstValue("RateLimit-Remaining")).hasValue("1");
        assertThat(first.headers().firstValue("RateLimit-Reset")).hasValue("60");
        assertThat(server.post(STREAM, key, "{}").headers().firstValue("RateLimit-Remaining"))
                .hasValue("0");
        server.clock().advance(Duration.ofSeconds(20));
        HttpResponse<String> refused = server.post(STREAM, key, "{}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("40");
        assertThat(server.post(STREAM, server.user("bob"), "{}").statusCode())
                .as("a stranger has a quota of his own, though no run")
                .isEqualTo(404);
        server.clock().advance(Duration.ofSeconds(40));
        assertThat(server.post(STREAM, key, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutAQuotaNothingIsSaidOfOne() {
        assertThat(server.post(STREAM, key, "{}").headers().map()).doesNotContainKey("ratelimit-remaining");
    }
}
