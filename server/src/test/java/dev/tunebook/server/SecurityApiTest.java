package dev.tunebook.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every answer, whatever was asked: headers, names of hosts, paths and bodies that mean harm.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityApiTest {
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data, Map.of("max-json-mebibytes", "1", "wrong-keys-per-minute", "100000"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, '', 200",
        "/ready, '', 200",
        "/api/session, '', 401",
        "/api/session, KEY, 200",
        "/api/nothing, KEY, 404",
        "/storage/x/y, '', 403",
        "/admin/v1/users, KEY, 200",
        "/files/a/b/c/d, KEY, 404"
    })
    void everyAnswerIsGuarded(String path, String key, int status) {
        HttpResponse<String> answer = server.send(server.request(path, key.isEmpty() ? "" : TestServer.ADMIN_KEY)
                .header("Origin", "http://evil.example"));
        assertThat(answer.statusCode()).isEqualTo(status);
        Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "same-origin",
                        "Cross-Origin-Opener-Policy", "same-origin")
                .forEach((name, value) ->
                        assertThat(answer.headers().allValues(name)).as(name).containsExactly(value));
        assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(answer.headers().allValues("Cache-Control")).hasSize(1);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void aPageRunsOurScriptsOnly() {
        String policy = server.send(server.request("/", ""))
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
        assertThat(policy.split("; "))
                .contains(
                        "default-src 'self'",
                        "script-src 'self'",
                        "object-src 'none'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'")
                .noneMatch(part -> part.contains("unsafe-eval"));
    }

    @Test
    void whatUsersUploadedIsNeverAPageOfOurs() {
        byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        server.store().blobs().write("page", new ByteArrayInputStream(page), page.length);
        String sha256 = server.store().blobs().commit("page").sha256();
        for (String name : new String[] {"x.html", "x.svg", "x.xml", "x\"; filename=\"y.html"}) {
            HttpResponse<String> answer = server.send(server.to(server.storage().download(sha256, name)));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValue("sandbox; default-src 'none'");
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .hasValueSatisfying(value -> assertThat(value)
                            .startsWith("attachment; filename*=UTF-8''x")
                            .doesNotContain("\""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:1, 200",
        "localhost:8080, 200",
        "LOCALHOST, 200",
        "[::1]:80, 200",
        "192.168.7.7, 200",
        "evil.example, 421",
        "evil.example:8080, 421",
        "127.0.0.1.evil.example, 421",
        "localhost.evil.example, 421"
    })
    void onlyNamesSomebodyConfiguredAreAnswered(String host, int status) throws IOException {
        assertThat(raw("GET /ready HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    /// The answer to a request no client library would send.
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/a/b/c/../../../../etc/passwd",
                "/files/a/b/c/%2e%2e/%2e%2e/etc/passwd",
                "/files/a/b/c/..%2f..%2fetc%2fpasswd",
                "/files/a/b/c/..%5c..%5cetc",
                "/files/a/b/c/..\\..\\etc",
                "/files/a/b/c/%252e%252e/%252e%252e/etc/passwd",
                "/files/a/b/c/..;/..;/etc/passwd",
                "/files/a/b/c/x%00.txt",
                "/files/a/b/c/%c0%ae%c0%ae/etc",
                "/files/a/b/c/%",
                "/files/a/b/c/%zz",
                "/files/a/b/c/%2",
                "/files/a/b/c/C:%5cwindows",
                "/files/a/b/c//etc/passwd",
                "/assets/../../etc/passwd",
                "/assets/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
                "/assets/..%2f..%2fMETA-INF%2fMANIFEST.MF",
                "/storage/../x"
            })
    void noPathLeadsOut(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                + TestServer.basic(TestServer.ADMIN_KEY) + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).containsPattern("^HTTP/1.1 (400|403|404) ").doesNotContain("root:", "Manifest-Version");
    }

    @Test
    void aBodyIsAsLargeAsItInflatesTo() throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(new byte[(1 << 20) + 1]);
        }
        assertThat(small.size()).isLessThan(2_000);
        assertThat(graphql("gzip", small.toByteArray()).statusCode()).isEqualTo(413);
        assertThat(graphql("gzip", "no gzip".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(400);
        assertThat(graphql("br", new byte[1]).statusCode()).isEqualTo(415);
        assertThat(graphql("identity", new byte[(1 << 20) + 1]).statusCode()).isEqualTo(413);
    }

    private HttpResponse<String> graphql(String encoding, byte[] body) {
        return server.send(server.request("/graphql", TestServer.ADMIN_KEY)
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/api/session", "/api/series", "/admin/v1/users/x"})
    void deepJsonIsRefusedWithAReason(String path) {
        String deep = "{\"query\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String method = path.startsWith("/admin") ? "PUT" : "POST";
        HttpResponse<String> answer =
                server.send(server.request(path, TestServer.ADMIN_KEY).method(method, BodyPublishers.ofString(deep)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("error").path("code").asString())
                .isNotEmpty();
    }

    @Test
    void documentsThatGrowWithoutBoundAreRefused() {
        String deep = "{ viewer " + "{ defaultEntity { user ".repeat(40) + "{ id }" + " } }".repeat(40) + " }";
        StringBuilder wide = new StringBuilder("{");
        for (int i = 0; i < 6_000; i++) {
            wide.append(" a").append(i).append(": viewer { id }");
        }
        for (String document : new String[] {deep, wide + " }"}) {
            HttpResponse<String> answer = server.graphql(TestServer.ADMIN_KEY, document, Map.of());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Json.parse(answer.body())
                            .path("errors")
                            .path(0)
                            .path("message")
                            .asString())
                    .containsAnyOf("depth", "complex", "tokens");
        }
    }

    @Test
    void aFailureNamesNothingOfTheInside() {
        HttpResponse<String> answer = server.post("/graphql", TestServer.ADMIN_KEY, "{\"query\": \"{ nonsense }\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("dev.tunebook", "Exception", "\tat ");
    }
}
