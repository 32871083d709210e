package dev.tunebook.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.FreshServer;
import dev.tunebook.server.testing.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Users, their keys and their teams, as clients and the web app see them.
class AccountsApiTest extends FreshServer {
    private static final String KEYS = "{ viewer { apiKeys { edges { node { id name description } } } } }";
    private static final String GENERATE = """
            mutation($input: GenerateApiKeyInput!) { generateApiKey(input: $input) { apiKey { id name } } }""";
    private static final String DELETE_KEY =
            "mutation($input: DeleteApiKeyInput!) { deleteApiKey(input: $input) { success } }";
    private static final String TEAM =
            "mutation($input: CreateTeamInput!) { createTeam(input: $input) { entity { name isTeam } } }";
    private static final String INVITE =
            "mutation($input: CreateInviteInput!) { createInvite(input: $input) { invite { id toUser { username } } } }";
    private static final String UNINVITE =
            "mutation($input: DeleteInviteInput!) { deleteInvite(input: $input) { success } }";
    private static final String MEMBERS =
            "query($team: String) { entity(name: $team) { name readOnly members { username role } } }";
    private static final String USER =
            "mutation($input: CreateUserInput!) { createUser(input: $input) { user { username } apiKey { name } } }";

    private JsonNode mutate(String key, String document, Map<String, ?> input) {
        return server.data(key, document, Map.of("input", input))
                .properties()
                .iterator()
                .next()
                .getValue();
    }

    private int status(String key, String document, Map<String, ?> input) {
        HttpResponse<String> answer = server.graphql(key, document, Map.of("input", input));
        boolean failed = Json.parse(answer.body()).path("errors").isArray();
        assertThat(failed).as(answer.body()).isEqualTo(answer.statusCode() != 200);
        return answer.statusCode();
    }

    /// A team with Ada as its administrator.
    private void lab() {
        mutate(TestServer.ADMIN_KEY, TEAM, Map.of("teamName", "lab", "teamAdminUserName", "ada"));
    }

    private JsonNode team(String key, String name) {
        return server.data(key, MEMBERS, Map.of("team", name)).path("entity");
    }

    private List<String> members(String key, String name) {
        return team(key, name).path("members").values().stream()
                .map(member -> member.path("username").asString() + " "
                        + member.path("role").asString())
                .toList();
    }

    @Test
    void aKeyIsShownOnceAndWorksUntilItIsDeleted() {
        JsonNode made = mutate(ada, GENERATE, Map.of("description", "laptop")).path("apiKey");
        String secret = made.path("name").asString();
        assertThat(secret).matches("[0-9a-f]{40}");
        assertThat(server.data(secret, "{ viewer { username } }", Map.of())
                        .path("viewer")
                        .path("username")
                        .asString())
                .isEqualTo("ada");

        JsonNode listed = server.data(ada, KEYS, Map.of());
        assertThat(listed.findValuesAsString("description")).contains("laptop");
        assertThat(listed.findValuesAsString("name")).contains(secret.substring(0, 6));
        assertThat(Json.write(listed)).doesNotContain(secret).doesNotContain(ada);

        Map<String, Object> input = Map.of("id", made.path("id").asString());
        assertThat(status(bob, DELETE_KEY, input)).isEqualTo(404);
        assertThat(status(ada, DELETE_KEY, input)).isEqualTo(200);
        assertThat(server.send(server.request("/api/session", secret)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTeamIsItsMembersOnly() {
        lab();
        assertThat(members(ada, "lab")).containsExactly("ada admin");
        assertThat(team(bob, "lab").isNull()).isTrue();
        assertThat(status(bob, INVITE, Map.of("entityName", "lab", "username", "bob")))
                .isIn(403, 404);
        assertThat(members(ada, "lab")).containsExactly("ada admin");

        JsonNode invite = mutate(ada, INVITE, Map.of("entityName", "lab", "username", "bob"));
        assertThat(members(bob, "lab")).containsExactlyInAnyOrder("ada admin", "bob member");
        Map<String, Object> uninvite = Map.of(
                "entityName", "lab", "id", invite.path("invite").path("id").asString());
        assertThat(status(ada, UNINVITE, uninvite)).isEqualTo(200);
        assertThat(team(bob, "lab").isNull()).isTrue();
        assertThat(status(ada, UNINVITE, uninvite)).isEqualTo(404);
    }

    @Test
    void aMemberChangesNoMembers() {
        lab();
        server.user("eve");
        mutate(ada, INVITE, Map.of("entityName", "lab", "username", "bob"));
        assertThat(status(bob, INVITE, Map.of("entityName", "lab", "username", "eve")))
                .isEqualTo(403);
        assertThat(status(bob, INVITE, Map.of("entityName", "lab", "username", "bob", "admin", true)))
                .isEqualTo(403);
        assertThat(members(ada, "lab")).containsExactlyInAnyOrder("ada admin", "bob member");
    }

    @Test
    void namesAreTakenByWhateverHasThemAlready() {
        lab();
        for (String name : List.of("lab", "LAB", "bob", "ada")) {
            assertThat(status(TestServer.ADMIN_KEY, TEAM, Map.of("teamName", name)))
                    .as(name)
                    .isEqualTo(409);
        }
        for (String name : List.of("graphql", "api", "login", "a/b", "")) {
            assertThat(status(TestServer.ADMIN_KEY, TEAM, Map.of("teamName", name)))
                    .as(name)
                    .isEqualTo(400);
        }
    }

    @Test
    void onlyAdministratorsMakeUsersAndTeams() {
        assertThat(status(ada, TEAM, Map.of("teamName", "lab"))).isEqualTo(403);
        assertThat(status(ada, USER, Map.of("email", "eve@example.org"))).isEqualTo(403);
        assertThat(status(TestServer.ADMIN_KEY, USER, Map.of("email", "no address")))
                .isEqualTo(400);
        JsonNode made = mutate(TestServer.ADMIN_KEY, USER, Map.of("email", "eve@example.org"));
        assertThat(made.path("user").path("username").asString()).isEqualTo("eve");
        String key = made.path("apiKey").path("name").asString();
        assertThat(server.send(server.request("/api/session", key)).statusCode())
                .isEqualTo(200);
        assertThat(status(TestServer.ADMIN_KEY, USER, Map.of("email", "eve@elsewhere.example")))
                .isEqualTo(409);
    }

    @Test
    void aDefaultEntityIsOneOfTheUsersOwn() {
        String update = "mutation($input: UpdateUserInput!) { updateUser(input: $input) { user { entity } } }";
        lab();
        assertThat(status(bob, update, Map.of("defaultEntity", "lab"))).isEqualTo(404);
        assertThat(mutate(ada, update, Map.of("defaultEntity", "lab"))
                        .path("user")
                        .path("entity")
                        .asString())
                .isEqualTo("lab");
    }
}
