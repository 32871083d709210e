package dev.tunebook.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Links to reports of the team `crew`: Ada shares, Vic may only read, Bob does not belong there.
class AccessTokensApiTest {
    private static final Map<String, String> TUNES = Map.of("entityName", "crew", "projectName", "tunes");
    private static final String OLD_KEY = "0".repeat(63) + "1";
    private static final String NEW_KEY = "0".repeat(63) + "2";
    private static final String CREATE = """
            mutation($input: CreateAccessTokenInput!) {
              createAccessToken(input: $input) { accessToken { token type } } }""";
    private static final String SET_PROJECTS = """
            mutation($input: UpdateAccessTokenProjectsInput!) {
              updateAccessTokenProjects(input: $input) { success } }""";
    private static final String REVOKE =
            "mutation($input: RevokeAccessTokenInput!) { revokeAccessToken(input: $input) { success } }";
    private static final String TOKENS = """
            query($id: ID!) { view(id: $id) { name
              accessTokens { token type createdAt revokedAt projects { entityName name } } } }""";
    private static final String RUNS = """
            { viewer { username } project(name: "tunes", entityName: "crew") { name description
              runs { edges { node { id name summaryMetrics } } } } }""";

    @TempDir
    private Path data;

    private TestServer server;
    private String ada;
    private String vic;
    private String bob;
    private String view;

    @BeforeEach
    void start() {
        server = TestServer.start(data, Map.of("provider-keys", OLD_KEY, "wrong-keys-per-minute", "3"));
        ada = server.user("ada");
        vic = server.user("vic");
        bob = server.user("bob");
        Viewer system = Viewer.system("test");
        server.store().teams().putTeam(system, "crew", Optional.empty());
        server.store().teams().putMember(system, "crew", "ada", Role.MEMBER);
        server.store().teams().putMember(system, "crew", "vic", Role.VIEWER);
        for (String project : List.of("tunes", "songs")) {
            server.data(
                    ada,
                    "mutation($p: String!) { upsertBucket(input: {entityName: \"crew\", modelName: $p, name: \"r1\","
                            + " summaryMetrics: \"{\\\"loss\\\": 1}\"}) { inserted } }",
                    Map.of("p", project));
        }
        view = server.data(
                        ada,
                        "mutation { upsertView(input: {entityName: \"crew\", projectName: \"tunes\", type: \"runs\","
                                + " name: \"report\", spec: \"{}\"}) { view { id } } }",
                        Map.of())
                .findValuesAsString("id")
                .getFirst();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String share() {
        JsonNode made = server.data(ada, CREATE, Map.of("input", Map.of("viewId", view, "projects", List.of(TUNES))))
                .path("createAccessToken")
                .path("accessToken");
        assertThat(made.path("type").asString()).isEqualTo("PUBLIC");
        return made.path("token").asString();
    }

    private List<JsonNode> tokens() {
        List<JsonNode> tokens = new ArrayList<>();
        server.data(ada, TOKENS, Map.of("id", view))
                .path("view")
                .path("accessTokens")
                .forEach(tokens::add);
        return tokens;
    }

    private HttpResponse<String> attempt(String key, String document, Map<String, ?> input) {
        return server.graphql(key, document, Map.of("input", input));
    }

    private HttpResponse<String> read(String token) {
        return server.graphqlBearing(token, RUNS, Map.of());
    }

    @Test
    void theTokenIsReadBackByThoseWhoMayChangeTheView() {
        assertThat(tokens()).isEmpty();
        String token = share();
        assertThat(token).matches("[0-9a-f]{40}");
        String other = share();
        assertThat(tokens()).extracting(node -> node.path("token").asString()).containsExactly(token, other);
        JsonNode first = tokens().getFirst();
        assertThat(first.path("revokedAt").isNull()).isTrue();
        assertThat(first.path("projects").toString()).isEqualTo("[{\"entityName\":\"crew\",\"name\":\"tunes\"}]");
    }

    @Test
    void itIsShownToNobodyElse() {
        String token = share();
        String readers = server.graphql(vic, TOKENS, Map.of("id", view)).body();
        assertThat(readers).contains("\"denied\"", "\"report\"").doesNotContain(token);
        assertThat(server.graphql(bob, TOKENS, Map.of("id", view)).body())
                .contains("{\"view\":null}")
                .doesNotContain(token);
        assertThat(attempt(vic, CREATE, Map.of("viewId", view, "projects", List.of(TUNES)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(attempt(bob, CREATE, Map.of("viewId", view, "projects", List.of()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(attempt(bob, REVOKE, Map.of("token", token)).statusCode()).isEqualTo(404);
        assertThat(attempt(bob, REVOKE, Map.of("token", "0".repeat(40))).body())
                .isEqualTo(attempt(bob, REVOKE, Map.of("token", token)).body());
    }

    @Test
    void theBearerReadsWhatItOpens() {
        JsonNode read = Json.parse(read(share()).body()).path("data");
        assertThat(read.path("viewer").isNull()).isTrue();
        assertThat(read.path("project").path("runs").toString()).contains("\"r1\"", "loss");
        String run = read.findValuesAsString("id").getFirst();
        HttpResponse<String> drawn = drawn(share(), run);
        assertThat(drawn.statusCode()).isEqualTo(200);
        assertThat(drawn.body()).contains("loss");
    }

    /// What he may not see is null, and takes nothing along that he may.
    @Test
    void theBearerReadsOfAFineTuneWhatIsNoConsole() {
        server.data(
                ada,
                "mutation($c: JSONString) { upsertBucket(input: {entityName: \"crew\", modelName: \"tunes\","
                        + " name: \"ftjob-1\", config: $c}) { inserted } }",
                Map.of("c", "{\"id\": {\"value\": \"ftjob-1\"}, \"method_type\": {\"value\": \"dpo\"}}"));
        String query =
                "{ project(name: \"tunes\", entityName: \"crew\") { members { username } run(name: \"ftjob-1\") {"
                        + " alerts { totalCount } fineTune { jobId verdict { kind } events { message } } } } }";
        JsonNode project = Json.parse(
                        server.graphqlBearing(share(), query, Map.of()).body())
                .path("data")
                .path("project");
        assertThat(project.toString())
                .isEqualTo("{\"members\":null,\"run\":{\"alerts\":null,\"fineTune\":{\"jobId\":\"ftjob-1\","
                        + "\"verdict\":{\"kind\":\"NO_DATA\"},\"events\":null}}}");
        assertThat(server.data(ada, query, Map.of()).toString()).contains("\"events\":[]");
    }

    @Test
    void itOpensTheProjectsItIsGiven() {
        String token = share();
        Map<String, String> songs = Map.of("entityName", "crew", "projectName", "songs");
        Map<String, Object> moved = Map.of("token", token, "projects", List.of(songs));
        assertThat(attempt(vic, SET_PROJECTS, moved).statusCode()).isEqualTo(403);
        assertThat(attempt(ada, SET_PROJECTS, moved).statusCode()).isEqualTo(200);
        assertThat(Json.parse(read(token).body()).path("data").path("project").isNull())
                .isTrue();
        Map<String, String> hidden = Map.of("entityName", "bob", "projectName", "own");
        server.data(
                bob, "mutation { upsertBucket(input: {modelName: \"own\", name: \"own\"}) { inserted } }", Map.of());
        assertThat(attempt(ada, SET_PROJECTS, Map.of("token", token, "projects", List.of(hidden)))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void itOpensARunThatWasMovedByItsOldPathWhereItOpensItsPlace() {
        String token = share();
        String id = Json.parse(read(token).body()).findValuesAsString("id").getFirst();
        String moved = "mutation { moveRuns(input: {sourceEntityName: \"crew\", sourceProjectName: \"tunes\","
                + " destinationEntityName: \"crew\", destinationProjectName: \"ballads\", filters: \"{}\"})"
                + " { runCount } }";
        server.data(
                ada,
                "mutation { upsertModel(input: {name: \"ballads\", entityName: \"crew\"}) { inserted } }",
                Map.of());
        assertThat(server.data(ada, moved, Map.of()).toString()).contains("\"runCount\":1");
        assertThat(byOldPath(token)).isEqualTo("{\"runCount\":0,\"run\":null}");
        String nothing = drawn(token, "nothing").body();
        assertThat(drawn(token, id).body()).isEqualTo(nothing);

        Map<String, String> ballads = Map.of("entityName", "crew", "projectName", "ballads");
        assertThat(attempt(ada, SET_PROJECTS, Map.of("token", token, "projects", List.of(TUNES, ballads)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(byOldPath(token))
                .isEqualTo("{\"runCount\":0,\"run\":{\"id\":\"" + id
                        + "\",\"alerts\":null,\"project\":{\"name\":\"ballads\",\"members\":null}}}");
        assertThat(drawn(token, id).body()).isNotEqualTo(nothing).contains("loss");
    }

    private String byOldPath(String token) {
        String query = "{ project(name: \"tunes\", entityName: \"crew\") { runCount run(name: \"r1\") {"
                + " id alerts { totalCount } project { name members { username } } } } }";
        return Json.parse(server.graphqlBearing(token, query, Map.of()).body())
                .path("data")
                .path("project")
                .toString();
    }

    private HttpResponse<String> drawn(String token, String run) {
        String series = Json.write(Json.tree(Map.of("runs", List.of(run), "keys", List.of("loss"))));
        return server.send(server.bearing("/api/series", token).POST(BodyPublishers.ofString(series)));
    }

    @Test
    void aRevokedLinkIsClosedAtOnce() {
        String token = share();
        assertThat(attempt(ada, REVOKE, Map.of("token", token)).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = read(token);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("link_revoked");
        assertThat(tokens().getFirst().path("revokedAt").isString()).isTrue();
        assertThat(attempt(ada, REVOKE, Map.of("token", token)).statusCode()).isEqualTo(200);
        assertThat(attempt(ada, SET_PROJECTS, Map.of("token", token, "projects", List.of()))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void wrongTokensAreRefusedAndCounted() {
        String token = share();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(read("f".repeat(40)).statusCode());
        }
        assertThat(statuses).containsExactly(401, 401, 401, 429);
        assertThat(read(token).statusCode()).isEqualTo(200);
    }

    /// Or a page that shows a link would show more to whoever is signed in.
    @Test
    void aTokenGoesBeforeAKey() {
        String token = share();
        HttpResponse<String> both = server.send(server.bearing("/graphql", token)
                .header("Authorization", TestServer.basic(ada))
                .POST(BodyPublishers.ofString("{\"query\": \"{ viewer { username } }\"}")));
        assertThat(both.body()).isEqualTo("{\"data\":{\"viewer\":null}}");
    }

    @Test
    void keysThatSealTokensRotate() {
        String token = share();
        TestServer first = server;
        first.server().close();
        server = TestServer.start(data, Map.of("provider-keys", NEW_KEY + "," + OLD_KEY), _ -> first.store());
        server.server().close();
        server = TestServer.start(data, Map.of("provider-keys", NEW_KEY), _ -> first.store());
        assertThat(tokens().getFirst().path("token").asString()).isEqualTo(token);
        server.server().close();
        server = TestServer.start(data, Map.of("provider-keys", OLD_KEY), _ -> first.store());
        HttpResponse<String> sealed = server.graphql(ada, TOKENS, Map.of("id", view));
        assertThat(sealed.body()).contains("token_unopenable").doesNotContain(token);
        assertThat(read(token).statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletedReportIsNoLinkAnyMore() {
        String token = share();
        String delete = "mutation($input: DeleteViewInput!) { deleteView(input: $input) { success pendingDrafts } }";
        assertThat(attempt(ada, delete, Map.of("id", view, "deleteDrafts", true))
                        .statusCode())
                .isEqualTo(200);
        assertThat(read(token).statusCode()).isEqualTo(401);
    }
}
