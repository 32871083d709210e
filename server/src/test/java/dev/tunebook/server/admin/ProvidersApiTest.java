package dev.tunebook.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.providers.OpenedConnection;
import dev.tunebook.server.providers.ProviderCheck;
import dev.tunebook.server.providers.ProviderConnections;
import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.providers.FollowStatus;
import dev.tunebook.store.providers.FollowStatus.FollowError;
import dev.tunebook.store.providers.ProviderConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `/admin/v1/providers`, and what the server keeps for whoever follows.
class ProvidersApiTest {
    private static final String API_KEY = "sk-proj-Abcdefghijklmnop1234";
    private static final String NEW = "{\"apiKey\":\"" + API_KEY + "\",\"entity\":\"crew\",\"project\":\"tunes\"}";

    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path data;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data, Map.of("provider-hosts", "inside.example"), this::check);
        assertThat(send("PUT", "/teams/crew", "{}").statusCode()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ProviderCheck.Outcome check(ProviderConnection connection, Secret key) {
        asked.add(connection.name() + " " + key.reveal());
        return new ProviderCheck.Outcome(true, "ok", "It answers.");
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return server.send(
                server.request("/admin/v1" + path, TestServer.ADMIN_KEY).method(method, BodyPublishers.ofString(body)));
    }

    private JsonNode made(String name, String body) {
        HttpResponse<String> answer = send("PUT", "/providers/" + name, body);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        assertThat(answer.body()).doesNotContain(API_KEY);
        return Json.parse(answer.body());
    }

    private ProviderConnections providers() {
        return server.server().providers();
    }

    private OpenedConnection opened(String name) {
        return providers()
                .opened(providers().connection(Viewer.system("test"), name).orElseThrow());
    }

    @Test
    void aConnectionNeedsLittle() {
        assertThat(send("PUT", "/providers/openai", NEW).statusCode()).isEqualTo(201);
        JsonNode shown = Json.parse(send("GET", "/providers/openai", "").body());
        assertThat(shown.path("kind").asString()).isEqualTo("openai");
        assertThat(shown.path("baseUrl").asString()).isEqualTo("https://api.openai.com/v1");
        assertThat(shown.path("keyEnding").asString()).isEqualTo("1234");
        assertThat(shown.path("enabled").asBoolean()).isTrue();
        assertThat(shown.path("datasets").asBoolean()).isTrue();
        assertThat(shown.path("pollSeconds").asInt()).isEqualTo(30);
        assertThat(shown.path("serviceAccount").asString()).isEqualTo("follower-openai");
        assertThat(shown.path("status").has("lookedAt")).isFalse();
        JsonNode listed = Json.parse(send("GET", "/providers", "").body()).path("providers");
        assertThat(listed).containsExactly(shown);
        assertThat(opened("openai").apiKey().reveal()).isEqualTo(API_KEY);
    }

    @Test
    void everyMemberIsKeptAndCanBeTakenAway() {
        made("azure", """
                {"kind": "azure", "baseUrl": "https://eu.openai.azure.com/", "apiVersion": "2024-10-21",
                 "apiKey": "%s", "entity": "crew", "project": "tunes", "since": "2026-11-01T00:00:00Z",
                 "baseModel": "gpt-4o", "metadata": {"team": "a"}, "datasets": false, "pollSeconds": 5,
                 "enabled": false}
                """.formatted(API_KEY));
        JsonNode full = made("azure", "{}");
        assertThat(full.path("baseUrl").asString()).isEqualTo("https://eu.openai.azure.com");
        assertThat(full.path("apiVersion").asString()).isEqualTo("2024-10-21");
        assertThat(full.path("since").asString()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(full.path("baseModel").asString()).isEqualTo("gpt-4o");
        assertThat(full.path("metadata").path("team").asString()).isEqualTo("a");
        assertThat(full.path("pollSeconds").asInt()).isEqualTo(5);
        assertThat(full.path("datasets").asBoolean(true)).isFalse();
        assertThat(full.path("enabled").asBoolean(true)).isFalse();
        JsonNode bare = made("azure", "{\"apiVersion\": \"\", \"since\": \"\", \"baseModel\": \"\", \"metadata\": {}}");
        assertThat(bare.has("apiVersion")).isFalse();
        assertThat(bare.has("since")).isFalse();
        assertThat(bare.has("baseModel")).isFalse();
        assertThat(bare.path("metadata")).isEmpty();
        JsonNode openai =
                made("own", NEW.replace("}", ", \"openaiOrganization\": \"org-1\", \"openaiProject\": \"proj_1\"}"));
        assertThat(openai.path("openaiOrganization").asString()).isEqualTo("org-1");
        assertThat(openai.path("openaiProject").asString()).isEqualTo("proj_1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"entity": "crew", "project": "p"}                                          | 400 | missing_member
                    {"apiKey": "k", "project": "p"}                                             | 400 | missing_member
                    {"apiKey": "k", "entity": "crew"}                                           | 400 | missing_member
                    {"apiKey": "k", "entity": "crew", "project": "p", "kind": "azure"}          | 400 | missing_member
                    {"apiKey": "k", "entity": "nobody", "project": "p"}                         | 404 | not_found
                    {"apiKey": "a b", "entity": "crew", "project": "p"}                         | 400 | invalid_key
                    {"apiKey": "k", "entity": "crew", "project": "a/b"}                         | 400 | invalid_name
                    {"apiKey": "k", "entity": "crew", "project": "p", "kind": "other"}          | 422 | unknown_kind
                    {"apiKey": "k", "entity": "crew", "project": "p", "apiVersion": "2024"}     | 422 | not_for_kind
                    {"apiKey": "k", "entity": "crew", "project": "p", "pollSeconds": 0}         | 400 | invalid_poll_interval
                    {"apiKey": "k", "entity": "crew", "project": "p", "pollSeconds": "5"}       | 400 | invalid_member
                    {"apiKey": "k", "entity": "crew", "project": "p", "metadata": {"a": 1}}     | 400 | invalid_member
                    {"apiKey": "k", "entity": "crew", "project": "p", "since": "yesterday"}     | 400 | invalid_member
                    {"apiKey": "k", "entity": "crew", "project": "p", "baseURL": "x"}           | 400 | unknown_member
                    {"apiKey": "k", "entity": "crew", "project": "p", "baseUrl": "ftp://x.y"}   | 400 | invalid_base_url
                    {"apiKey": "k", "entity": "crew", "project": "p", "baseUrl": "https://u:p@x.y"} | 400 | invalid_base_url
                    {"apiKey": "k", "entity": "crew", "project": "p", "baseUrl": "https://x.y/?a=b"} | 400 | invalid_base_url
                    {"apiKey": "k", "entity": "crew", "project": "p", "baseUrl": "http://1.1.1.1/v1"} | 422 | host_not_allowed
                    {"apiKey": "k", "entity": "crew", "project": "p", "baseUrl": "https://127.0.0.1"} | 422 | host_not_allowed
                    {"apiKey": "k", "entity": "crew", "project": "p", "baseUrl": "https://169.254.169.254/latest"} | 422 | host_not_allowed
                    """)
    void whatCannotBeIsRefused(String body, int status, String code) {
        HttpResponse<String> answer = send("PUT", "/providers/refused", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.parse(answer.body()).path("error").path("code").asString())
                .isEqualTo(code);
        assertThat(providers().list(Viewer.system("test"))).isEmpty();
    }

    @Test
    void aHostTheOperatorNamedMayBeInside() {
        made("inside", NEW.replace("{", "{\"kind\": \"compatible\", \"baseUrl\": \"http://inside.example:8000/v1\","));
        assertThat(opened("inside").connection().settings().address().baseUrl().toString())
                .isEqualTo("http://inside.example:8000/v1");
    }

    /// Else whoever administers without knowing the key could have it sent to a place of their own.
    @Test
    void anotherAddressNeedsTheKeyAgain() {
        made("openai", NEW);
        for (String change : List.of(
                "{\"baseUrl\": \"https://1.1.1.1/v1\"}",
                "{\"kind\": \"compatible\", \"baseUrl\": \"https://api.openai.com/v1\"}")) {
            HttpResponse<String> answer = send("PUT", "/providers/openai", change);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("key_needed");
        }
        made("openai", "{\"baseUrl\": \"https://1.1.1.1/v1\", \"apiKey\": \"sk-another-key-for-another-place\"}");
        assertThat(opened("openai").apiKey().reveal()).isEqualTo("sk-another-key-for-another-place");
        assertThat(made("openai", "{\"baseUrl\": \"https://1.1.1.1/v1/\", \"pollSeconds\": 9}")
                        .path("pollSeconds")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void aConnectionIsCheckedWithItsKey() {
        made("openai", NEW);
        JsonNode outcome =
                Json.parse(send("POST", "/providers/openai/check", "").body());
        assertThat(outcome.path("works").asBoolean()).isTrue();
        assertThat(outcome.path("message").asString()).isEqualTo("It answers.");
        assertThat(asked).containsExactly("openai " + API_KEY);
        assertThat(send("POST", "/providers/other/check", "").statusCode()).isEqualTo(404);
    }

    @Test
    void theStatusShowsHowItGoes() {
        made("openai", NEW);
        providers()
                .report(
                        opened("openai").connection(),
                        new FollowStatus(
                                Optional.of(server.clock().instant()),
                                7,
                                2,
                                Optional.of(new FollowError(server.clock().instant(), "provider_denied", "No."))));
        JsonNode status = made("openai", "{}").path("status");
        assertThat(status.path("jobs").asInt()).isEqualTo(7);
        assertThat(status.path("following").asInt()).isEqualTo(2);
        assertThat(status.path("lookedAt").asString())
                .isEqualTo(server.clock().instant().toString());
        assertThat(status.path("error").path("code").asString()).isEqualTo("provider_denied");
    }

    @Test
    void followersHearOfEveryChange() {
        AtomicInteger changes = new AtomicInteger();
        providers().onChange(changes::incrementAndGet);
        made("openai", NEW);
        made("openai", "{\"enabled\": false}");
        assertThat(providers().enabled()).isEmpty();
        assertThat(send("DELETE", "/providers/openai", "").statusCode()).isEqualTo(204);
        assertThat(changes).hasValue(3);
        assertThat(send("DELETE", "/providers/openai", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/providers/openai", "").statusCode()).isEqualTo(404);
    }

    /// The key a follower gets opens the one entity, and nothing once it was taken back.
    @Test
    void anIssuedKeyWritesAsTheServiceAccount() {
        made("openai", NEW);
        assertThat(send("PUT", "/teams/others", "{}").statusCode()).isEqualTo(201);
        Secret key = providers().issueKey(opened("openai").connection());
        JsonNode viewer = server.data(key.reveal(), "{ viewer { username entity admin } }", Map.of())
                .path("viewer");
        assertThat(viewer.path("username").asString()).isEqualTo("follower-openai");
        assertThat(viewer.path("entity").asString()).isEqualTo("crew");
        assertThat(viewer.path("admin").asBoolean()).isFalse();
        String mutation =
                "mutation($e: String!) { upsertBucket(input: {entityName: $e, modelName: \"tunes\", name: \"ftjob-1\"})"
                        + " { inserted } }";
        assertThat(server.graphql(key.reveal(), mutation, Map.of("e", "crew")).body())
                .contains("\"inserted\":true");
        for (String other : List.of("others", "administrator")) {
            assertThat(server.graphql(key.reveal(), mutation, Map.of("e", other))
                            .statusCode())
                    .as(other)
                    .isIn(403, 404);
        }
        assertThat(server.send(server.request("/admin/v1/providers", key.reveal()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.post("/api/session", "", "{\"apiKey\":\"" + key.reveal() + "\"}")
                        .statusCode())
                .as("it opens no session")
                .isEqualTo(401);
        providers().takeBack(key);
        assertThat(server.graphql(key.reveal(), "{ viewer { id } }", Map.of()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void anIssuedKeyEndsWithItsConnection() {
        made("openai", NEW);
        Secret key = providers().issueKey(opened("openai").connection());
        assertThat(send("DELETE", "/providers/openai", "").statusCode()).isEqualTo(204);
        assertThat(server.graphql(key.reveal(), "{ viewer { id } }", Map.of()).statusCode())
                .isEqualTo(401);
    }
}
