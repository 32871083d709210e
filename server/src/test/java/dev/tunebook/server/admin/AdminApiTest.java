package dev.tunebook.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.Viewer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The administrator's API: each of its operations, then each promise that depends on it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminApiTest {
    private static final String KEY_TAIL = "0123456789abcdef0123456789abcdef01234567";

    private TestServer server;
    private String somebody;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data, Map.of("wrong-keys-per-minute", "40"));
        somebody = server.user("somebody");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return sendAs(TestServer.ADMIN_KEY, method, path, body);
    }

    private HttpResponse<String> sendAs(String key, String method, String path, String body) {
        return server.send(server.request("/admin/v1" + path, key).method(method, BodyPublishers.ofString(body)));
    }

    private int put(String path, String body) {
        return send("PUT", path, body).statusCode();
    }

    private int delete(String path) {
        return send("DELETE", path, "").statusCode();
    }

    private JsonNode look(String path) {
        HttpResponse<String> response = send("GET", path, "");
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return Json.parse(response.body());
    }

    private JsonNode viewer(String key) {
        return server.data(
                        key,
                        "{ viewer { username admin email entity defaultEntity { name } teams { edges { node { name } } }"
                                + " apiKeys { edges { node { name } } } organizations { name orgEntity { name } } } }",
                        Map.of())
                .path("viewer");
    }

    private static List<String> names(JsonNode connection) {
        return connection.path("edges").values().stream()
                .map(edge -> edge.path("node").path("name").asString())
                .toList();
    }

    private static List<String> all(JsonNode list, String member) {
        return list.values().stream().map(row -> row.path(member).asString()).toList();
    }

    // Each operation

    @Test
    void usersAreListedByPrefixInPages() {
        List.of("list-a", "list-b", "list-c").forEach(name -> put("/users/" + name, "{}"));
        JsonNode first = look("/users?prefix=list-&limit=2");
        assertThat(all(first.path("users"), "username")).containsExactly("list-a", "list-b");
        JsonNode rest = look(
                "/users?prefix=list-&limit=2&cursor=" + first.path("cursor").asString());
        assertThat(all(rest.path("users"), "username")).containsExactly("list-c");
        assertThat(rest.path("cursor").isMissingNode()).isTrue();
    }

    @Test
    void teamsAndOrganizationsAreListedByPrefixInPages() {
        List.of("list-t1", "list-t2").forEach(name -> put("/teams/" + name, "{}"));
        List.of("list-o1", "list-o2").forEach(name -> put("/organizations/" + name, "{}"));
        assertThat(all(look("/teams?prefix=list-&limit=1").path("teams"), "name"))
                .containsExactly("list-t1");
        assertThat(all(look("/teams?prefix=list-").path("teams"), "name")).containsExactly("list-t1", "list-t2");
        assertThat(all(look("/organizations?prefix=list-").path("organizations"), "name"))
                .containsExactly("list-o1", "list-o2");
    }

    @Test
    void oneUserTeamOrOrganizationIsLookedAt() {
        put("/users/looked", "{\"email\":\"l@example.org\",\"name\":\"Lou\"}");
        put("/teams/looked-team", "{}");
        put("/teams/looked-team/members/looked", "{\"role\":\"viewer\"}");
        put("/organizations/looked-org", "{\"displayName\":\"Looked Inc.\"}");
        assertThat(look("/users/looked").path("email").asString()).isEqualTo("l@example.org");
        assertThat(all(look("/teams/looked-team").path("members"), "role")).containsExactly("viewer");
        assertThat(look("/organizations/looked-org").path("displayName").asString())
                .isEqualTo("Looked Inc.");
    }

    @Test
    void putCreatesAUserAndCompletesIt() {
        assertThat(put("/users/made", "{\"email\":\"m@example.org\"}")).isEqualTo(201);
        assertThat(put("/users/made", "{\"name\":\"Mado\"}")).isEqualTo(200);
        assertThat(look("/users/made").path("email").asString()).isEqualTo("m@example.org");
        assertThat(look("/users/made").path("name").asString()).isEqualTo("Mado");
    }

    @Test
    void aPasswordSignsIn() {
        put("/users/signs", "{\"password\":\"correct horse battery staple\"}");
        String right = "{\"username\":\"signs\",\"password\":\"correct horse battery staple\"}";
        String origin = server.base();
        assertThat(server.send(server.request("/api/session", "")
                                .header("Origin", origin)
                                .POST(BodyPublishers.ofString(right)))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> signIn(String user, String password) {
        return server.send(server.request("/api/session", "")
                .POST(BodyPublishers.ofString(Json.write(Json.tree(Map.of("username", user, "password", password))))));
    }

    private int sessionStatus(HttpResponse<String> signedIn) {
        String cookie =
                signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        return server.send(server.request("/api/session", "")
                        .header("Cookie", cookie)
                        .GET())
                .statusCode();
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOne() {
        put("/users/changes", "{\"password\":\"correct horse battery staple\",\"apiKey\":\"" + "c".repeat(40) + "\"}");
        HttpResponse<String> before = signIn("changes", "correct horse battery staple");
        assertThat(sessionStatus(before)).isEqualTo(200);
        put("/users/changes", "{\"name\":\"Chang\"}");
        assertThat(sessionStatus(before)).as("another change").isEqualTo(200);
        put("/users/changes", "{\"password\":\"another battery staple\"}");
        assertThat(sessionStatus(before)).isEqualTo(401);
        assertThat(viewer("c".repeat(40)).path("username").asString())
                .as("keys go on")
                .isEqualTo("changes");
        assertThat(sessionStatus(signIn("changes", "another battery staple"))).isEqualTo(200);
    }

    @Test
    void deleteTakesAUserOnce() {
        put("/users/leaves", "{}");
        assertThat(delete("/users/leaves")).isEqualTo(204);
        assertThat(delete("/users/leaves")).isEqualTo(404);
        assertThat(send("GET", "/users/leaves", "").statusCode()).isEqualTo(404);
    }

    @Test
    void keysAreMadeShownOnceListedAndDeleted() {
        put("/users/keyed", "{}");
        HttpResponse<String> made = send("POST", "/users/keyed/apiKeys", "{\"name\":\"laptop\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        String key = Json.parse(made.body()).path("apiKey").asString();
        assertThat(viewer(key).path("username").asString()).isEqualTo("keyed");
        JsonNode listed = look("/users/keyed/apiKeys").path("apiKeys");
        assertThat(all(listed, "name")).containsExactly("laptop");
        assertThat(listed.toString()).doesNotContain(key);
        String id = listed.path(0).path("id").asString();
        assertThat(delete("/users/keyed/apiKeys/" + id)).isEqualTo(204);
        assertThat(delete("/users/keyed/apiKeys/" + id)).isEqualTo(404);
        assertThat(sendAs(key, "GET", "/users", "").statusCode()).isEqualTo(401);
    }

    @Test
    void anOrganizationIsMadeCompletedAndDeletedWithCascade() {
        assertThat(put("/organizations/org-made", "{}")).isEqualTo(201);
        assertThat(put("/organizations/org-made", "{\"displayName\":\"Made\"}")).isEqualTo(200);
        put("/teams/org-made-team", "{\"organization\":\"org-made\"}");
        assertThat(delete("/organizations/org-made"))
                .as("it still holds a team")
                .isEqualTo(409);
        assertThat(delete("/organizations/org-made?cascade=true")).isEqualTo(204);
        assertThat(delete("/organizations/org-made?cascade=true")).isEqualTo(404);
        assertThat(send("GET", "/teams/org-made-team", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"teams", "organizations"})
    void membersComeChangeTheirRoleAndGo(String kind) {
        put("/users/joins", "{}");
        put("/" + kind + "/crew-" + kind, "{}");
        String member = "/" + kind + "/crew-" + kind + "/members/joins";
        assertThat(put(member, "{\"role\":\"member\"}")).isEqualTo(201);
        assertThat(put(member, "{\"role\":\"admin\"}")).isEqualTo(200);
        assertThat(all(look("/" + kind + "/crew-" + kind).path("members"), "role"))
                .containsExactly("admin");
        assertThat(delete(member)).isEqualTo(204);
        assertThat(delete(member)).isEqualTo(404);
        assertThat(put(member, "{\"role\":\"captain\"}")).isEqualTo(422);
        assertThat(put(member, "{}")).isEqualTo(422);
    }

    @Test
    void aTeamIsMadeMovedAndDeleted() {
        put("/organizations/moves-to", "{}");
        assertThat(put("/teams/mover", "{}")).isEqualTo(201);
        assertThat(put("/teams/mover", "{\"organization\":\"moves-to\"}")).isEqualTo(200);
        assertThat(put("/teams/mover", "{\"organization\":\"nowhere\"}")).isEqualTo(404);
        assertThat(delete("/teams/mover")).isEqualTo(204);
        assertThat(delete("/teams/mover")).isEqualTo(404);
    }

    @Test
    void aServiceAccountBelongsToItsTeam() {
        put("/teams/robots", "{}");
        put("/teams/others", "{}");
        String key = "robot-" + KEY_TAIL;
        assertThat(put("/teams/robots/serviceAccounts/robot-1", "{\"apiKey\":\"" + key + "\"}"))
                .isEqualTo(201);
        assertThat(put("/teams/robots/serviceAccounts/robot-1", "{}")).isEqualTo(200);
        assertThat(put("/teams/robots/serviceAccounts/somebody", "{}")).isEqualTo(409);
        assertThat(put("/teams/others/serviceAccounts/robot-1", "{}")).isEqualTo(409);
        assertThat(names(viewer(key).path("teams"))).contains("robots");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT  | /users/bad-1         | '{'                       | 400",
                "PUT  | /users/bad-1         | '[]'                      | 400",
                "PUT  | /users/bad-1         | '{\"adnim\":true}'        | 400",
                "PUT  | /users/bad-1         | '{\"admin\":\"yes\"}'     | 400",
                "PUT  | /users/bad-1         | '{\"apiKey\":\"short\"}'  | 400",
                "PUT  | /users/a%2Fb         | '{}'                      | 400",
                "PUT  | /users/admin         | '{}'                      | 400",
                "GET  | /users?limit=0       | ''                        | 400",
                "GET  | /users?cursor=%21    | ''                        | 400",
                "GET  | /users/nobody        | ''                        | 404",
                "GET  | /nothing             | ''                        | 404",
                "POST | /users/nobody/apiKeys | '{}'                     | 404",
                "PUT  | /teams/somebody      | '{}'                      | 409",
                "PUT  | /organizations/somebody | '{}'                   | 409",
            })
    void refusalsSayWhy(String method, String path, String body, int status) {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = Json.parse(response.body()).path("error");
        assertThat(error.path("code").asString()).isNotEmpty();
        assertThat(error.path("message").asString()).isNotEmpty();
    }

    @Test
    void onlyAnAdministratorMayAsk() {
        assertThat(sendAs("", "GET", "/users", "").statusCode()).isEqualTo(401);
        assertThat(sendAs("wrong-" + KEY_TAIL, "GET", "/users", "").statusCode())
                .isEqualTo(401);
        assertThat(sendAs(somebody, "GET", "/users", "").statusCode()).isEqualTo(403);
        assertThat(sendAs(somebody, "PUT", "/users/somebody", "{\"admin\":true}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.request("/admin/v1/users", "")
                                .header("Authorization", "Bearer " + TestServer.ADMIN_KEY)
                                .GET())
                        .statusCode())
                .isEqualTo(200);
    }

    // What depends on it

    @Test
    void point1AUserHasOneEntityAndOneChosenKey() {
        String key = "user_gw0-" + KEY_TAIL;
        assertThat(put("/users/" + key, "{\"apiKey\":\"" + key + "\"}")).isEqualTo(201);
        JsonNode viewer = viewer(key);
        assertThat(viewer.path("entity").asString()).isEqualTo(key);
        assertThat(viewer.path("defaultEntity").path("name").asString()).isEqualTo(key);
        assertThat(names(viewer.path("teams"))).containsExactly(key);
        assertThat(names(viewer.path("apiKeys"))).hasSize(1).allMatch(key::startsWith);
        assertThat(put("/users/" + key, "{\"apiKey\":\"" + key + "\"}")).isEqualTo(200);
        assertThat(names(viewer(key).path("apiKeys"))).hasSize(1);
        String other = "other_key-" + KEY_TAIL.replace('0', '_');
        assertThat(put("/users/" + key, "{\"apiKey\":\"" + other + "\"}")).isEqualTo(200);
        assertThat(names(viewer(other).path("apiKeys"))).hasSize(2);
    }

    @Test
    void point2AServerAdministratorMayMakeTeamsAndUsers() {
        String key = "boss-" + KEY_TAIL;
        put("/users/boss", "{\"admin\":true,\"apiKey\":\"" + key + "\"}");
        String team = "mutation { createTeam(input: {teamName: \"bosses\"}) { entity { name } } }";
        String user = "mutation { createUser(input: {email: \"hired@example.org\"}) { user { username } } }";
        assertThat(server.graphql(somebody, team, Map.of()).body()).contains("denied");
        assertThat(server.graphql(somebody, user, Map.of()).body()).contains("denied");
        assertThat(server.data(key, team, Map.of()).findValuesAsString("name")).containsExactly("bosses");
        assertThat(server.data(key, user, Map.of()).findValuesAsString("username"))
                .containsExactly("hired");
    }

    @Test
    void point3AnOrganizationHasAnEntityThatTeamsLeadTo() {
        put("/organizations/acme-entity", "{\"displayName\":\"Acme Inc.\"}");
        put("/teams/acme-team", "{\"organization\":\"acme-entity\"}");
        String key = "acme-" + KEY_TAIL;
        put("/users/acme-person", "{\"apiKey\":\"" + key + "\"}");
        put("/teams/acme-team/members/acme-person", "{\"role\":\"member\"}");
        JsonNode data = server.data(
                key,
                "{ entity(name: \"acme-team\") { organization { name orgEntity { name entityType } } }"
                        + " organization(name: \"Acme Inc.\") { name orgEntity { name organization { name } } } }",
                Map.of());
        assertThat(data.path("entity").path("organization").path("name").asString())
                .isEqualTo("Acme Inc.");
        JsonNode owner = data.path("organization").path("orgEntity");
        assertThat(owner.path("name").asString()).isEqualTo("acme-entity");
        assertThat(owner.path("organization").path("name").asString()).isEqualTo("Acme Inc.");
    }

    @Test
    void point4MembershipImpliesNothing() {
        put("/organizations/far-org", "{}");
        put("/organizations/near-org", "{}");
        put("/teams/far-team", "{\"organization\":\"far-org\"}");
        String inTeam = "inteam-" + KEY_TAIL;
        String inOrgs = "inorgs-" + KEY_TAIL;
        put("/users/in-team", "{\"apiKey\":\"" + inTeam + "\"}");
        put("/users/in-orgs", "{\"apiKey\":\"" + inOrgs + "\"}");
        put("/teams/far-team/members/in-team", "{\"role\":\"member\"}");
        put("/organizations/far-org/members/in-orgs", "{\"role\":\"member\"}");
        put("/organizations/near-org/members/in-orgs", "{\"role\":\"admin\"}");
        assertThat(viewer(inTeam).path("organizations")).isEmpty();
        assertThat(names(viewer(inOrgs).path("teams"))).containsExactly("in-orgs");
        assertThat(all(viewer(inOrgs).path("organizations"), "name")).containsExactly("far-org", "near-org");
    }

    @Test
    void point5DeletionTakesTheOwnAndLeavesTheTeams() {
        put("/organizations/gone-org", "{}");
        put("/teams/kept-team", "{}");
        put("/teams/gone-team", "{\"organization\":\"gone-org\"}");
        String key = "goner-" + KEY_TAIL;
        put("/users/goner", "{\"apiKey\":\"" + key + "\"}");
        put("/teams/kept-team/members/goner", "{\"role\":\"admin\"}");
        put("/organizations/gone-org/members/goner", "{\"role\":\"admin\"}");
        List.of("goner", "kept-team").forEach(entity -> project(key, entity, "work"));
        project(key, "gone-org", "wandb-registry-models");
        assertThat(delete("/organizations/gone-org?cascade=true")).isEqualTo(204);
        assertThat(delete("/users/goner")).isEqualTo(204);
        Viewer system = Viewer.system("test");
        assertThat(server.store().projects().project(system, "kept-team", "work"))
                .isPresent();
        assertThat(server.store().projects().project(system, "goner", "work")).isEmpty();
        assertThat(server.store().projects().project(system, "gone-org", "wandb-registry-models"))
                .isEmpty();
        assertThat(server.store().accounts().entity(system, "gone-team")).isEmpty();
        assertThat(server.store().check()).isEmpty();
    }

    private void project(String key, String entity, String name) {
        server.data(
                key,
                "mutation($e: String!, $n: String!) { upsertModel(input: {entityName: $e, name: $n}) { inserted } }",
                Map.of("e", entity, "n", name));
    }

    @Test
    void point6WhatIsAnsweredIsVisibleAtOnce() {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String key = "now" + i + "-" + KEY_TAIL;
            put("/users/now" + i, "{\"apiKey\":\"" + key + "\"}");
            if (!viewer(key).path("username").asString().equals("now" + i)) {
                wrong.add(key);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void point7LimitsSpareTheAdministrator(@TempDir Path data) {
        try (TestServer strict = TestServer.start(data, Map.of("wrong-keys-per-minute", "3"))) {
            List<Integer> wrong = IntStream.range(0, 5)
                    .map(i -> strict.graphql("wrong" + i + "-" + KEY_TAIL, "{ viewer { id } }", Map.of())
                            .statusCode())
                    .boxed()
                    .toList();
            assertThat(wrong).containsExactly(401, 401, 401, 429, 429);
            assertThat(strict.send(strict.request("/admin/v1/users/made-anyway", TestServer.ADMIN_KEY)
                                    .PUT(BodyPublishers.ofString("{}")))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void idsAreNumbersInAText() {
        JsonNode viewer = server.data(somebody, "{ viewer { id teams { edges { node { id } } } } }", Map.of())
                .path("viewer");
        assertThat(NodeId.parse(viewer.path("id").asString()).orElseThrow().number("User"))
                .isPresent();
        String entity = viewer.path("teams")
                .path("edges")
                .path(0)
                .path("node")
                .path("id")
                .asString();
        assertThat(NodeId.parse(entity).orElseThrow().number("Entity")).isPresent();
    }
}
