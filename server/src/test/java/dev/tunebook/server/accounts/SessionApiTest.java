package dev.tunebook.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.auth.Passwords;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.UserUpdate;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in and out, and what a page of somebody else's may do with a visitor's session.
class SessionApiTest {
    private static final String PASSWORD = "correct horse";
    private static final String RENAME = "{\"query\": \"mutation { updateUser(input: {}) { user { username } } }\"}";

    private TestServer server;
    private String key;

    @BeforeEach
    void start(@TempDir Path data) {
        server = TestServer.start(data, Map.of("wrong-keys-per-minute", "3"));
        key = server.user("ada");
        server.store()
                .accounts()
                .putUser(
                        Viewer.system("test"),
                        UserUpdate.of("ada").withPasswordHash(Passwords.hash(Secret.of(PASSWORD), new SecureRandom())));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> signIn(Map<String, String> proof, String... headers) {
        HttpRequest.Builder request =
                server.request("/api/session", "").POST(BodyPublishers.ofString(Json.write(Json.tree(proof))));
        return server.send(headers.length == 0 ? request : request.headers(headers));
    }

    /// The cookie as a browser sends it back.
    private static String cookie(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private HttpResponse<String> look(String cookie) {
        return server.send(server.request("/api/session", "").header("Cookie", cookie));
    }

    private static void isSignedIn(HttpResponse<String> answer, String username) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).path("username").asString()).isEqualTo(username);
    }

    private HttpResponse<String> change(String... headers) {
        return server.send(server.request("/graphql", "").headers(headers).POST(BodyPublishers.ofString(RENAME)));
    }

    private String link() {
        String url = Json.parse(server.post("/api/sign-in-links", key, "").body())
                .path("url")
                .asString();
        assertThat(url).startsWith(server.base() + "/login?token=");
        return url.substring(url.indexOf('=') + 1);
    }

    @Test
    void theCookieIsForThisServersPagesOnly() {
        HttpResponse<String> answer = signIn(Map.of("apiKey", key));
        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .matches("tunebook_session=[0-9a-f]{40}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict");
        assertThat(answer.body()).doesNotContain(key);
        isSignedIn(look(cookie(answer)), "ada");
    }

    @Test
    void behindHttpsTheCookieIsNeverSentInTheOpen(@TempDir Path data) {
        try (TestServer secure = TestServer.start(data, Map.of("public-url", "https://book.example.org"))) {
            HttpResponse<String> answer =
                    secure.post("/api/session", "", "{\"apiKey\": \"" + TestServer.ADMIN_KEY + "\"}");
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).endsWith("; Secure");
        }
    }

    @Test
    void aLinkWorksOnceAndForADay() {
        String token = link();
        isSignedIn(look(cookie(signIn(Map.of("token", token)))), "ada");
        assertThat(signIn(Map.of("token", token)).statusCode()).isEqualTo(401);
        String late = link();
        server.clock().advance(Duration.ofHours(24));
        assertThat(signIn(Map.of("token", late)).statusCode()).isEqualTo(401);
    }

    @Test
    void wrongPasswordsAndWrongNamesLookAlike() {
        isSignedIn(look(cookie(signIn(Map.of("username", "ada", "password", PASSWORD)))), "ada");
        HttpResponse<String> password = signIn(Map.of("username", "ada", "password", "x"));
        HttpResponse<String> name = signIn(Map.of("username", "nobody", "password", PASSWORD));
        assertThat(password.statusCode()).isEqualTo(401);
        assertThat(name.statusCode()).isEqualTo(401);
        assertThat(name.body()).isEqualTo(password.body());
        // Has no password at all.
        assertThat(signIn(Map.of("username", "administrator", "password", "")).body())
                .isEqualTo(password.body());
    }

    @Test
    void aSessionEndsBySigningOutAndByItself() {
        String first = cookie(signIn(Map.of("apiKey", key)));
        HttpResponse<String> out = server.send(server.request("/api/session", "")
                .headers("Cookie", first, "Origin", server.base())
                .DELETE());
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("tunebook_session=; Max-Age=0");
        assertThat(look(first).statusCode()).isEqualTo(401);

        String second = cookie(signIn(Map.of("apiKey", key)));
        server.clock().advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(look(second).statusCode()).isEqualTo(200);
        server.clock().advance(Duration.ofSeconds(1));
        assertThat(look(second).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1, 200",
        "http://localhost, 200",
        "http://[::1], 200",
        "https://127.0.0.1, 403",
        "http://evil.example, 403",
        "null, 403",
        "'', 403"
    })
    void onlyOurOwnPagesChangeSomethingWithACookie(String origin, int status) {
        String cookie = cookie(signIn(Map.of("apiKey", key)));
        String port = origin.startsWith("http") ? ":" + server.server().port() : "";
        assertThat(change("Cookie", cookie, "Origin", origin + port).statusCode())
                .isEqualTo(status);
    }

    @Test
    void withoutAnOriginACookieChangesNothing() {
        HttpResponse<String> refused = change("Cookie", cookie(signIn(Map.of("apiKey", key))));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("foreign_origin");
    }

    @Test
    void aKeyIsNotSentByItselfSoItNeedsNoOrigin() {
        assertThat(change("Authorization", "Bearer " + key, "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodySignsAVisitorInFromElsewhere() {
        assertThat(signIn(Map.of("apiKey", key), "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{}", "{\"apiKey\": 1}", "{\"username\": \"ada\"}"})
    void whatProvesNothingIsRefused(String body) {
        assertThat(server.post("/api/session", "", body).statusCode()).isEqualTo(400);
    }

    @Test
    void guessingIsSlowAndHoldsUpNoRightKey() {
        for (int i = 0; i < 3; i++) {
            assertThat(signIn(Map.of("apiKey", "x".repeat(40) + i)).statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> refused = signIn(Map.of("token", "x"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(server.send(server.request("/api/session", "wrong")).statusCode())
                .isEqualTo(429);
        assertThat(signIn(Map.of("username", "ada", "password", PASSWORD)).statusCode())
                .isEqualTo(429);
        assertThat(signIn(Map.of("apiKey", key)).statusCode()).isEqualTo(200);
        server.clock().advance(Duration.ofMinutes(1));
        assertThat(signIn(Map.of("username", "ada", "password", PASSWORD)).statusCode())
                .isEqualTo(200);
    }
}
