package dev.tunebook.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Workspaces and reports: documents of the clients, kept as they are.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsApiTest {
    private static final String SPEC = "{\"version\": 5, \"blocks\": [{\"unknown\": {\"née\": [1, 2.50, null]}}] }";
    private static final String UPSERT = """
            mutation($input: UpsertViewInput!) { upsertView(input: $input) { inserted view {
              id name displayName description type spec user { username } project { name } } } }""";
    private static final String READ =
            "query($id: ID!) { view(id: $id) { id name displayName description type spec } }";
    private static final String LIST = """
            query($project: String, $type: String, $name: String, $user: String) {
              project(name: $project, entityName: "ada") { allViews(viewType: $type, viewName: $name, userName: $user) {
                edges { node { name } } } } }""";
    private static final String DELETE = "mutation($input: DeleteViewInput!) { deleteView(input: $input) { success } }";

    private TestServer server;
    private String ada;
    private String bob;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        ada = server.user("ada");
        bob = server.user("bob");
        for (String project : List.of("p", "listed")) {
            server.data(
                    ada,
                    "mutation($name: String) { upsertModel(input: {name: $name}) { inserted } }",
                    Map.of("name", project));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Map<String, Object> input(String project, String type, String name) {
        return new HashMap<>(Map.of(
                "entityName", "ada",
                "projectName", project,
                "type", type,
                "name", name,
                "displayName", "A view",
                "spec", SPEC));
    }

    private JsonNode upsert(Map<String, ?> input) {
        return server.data(ada, UPSERT, Map.of("input", input)).path("upsertView");
    }

    private JsonNode read(String key, String id) {
        return server.data(key, READ, Map.of("id", id)).path("view");
    }

    private HttpResponse<String> attempt(String key, String document, Map<String, ?> input) {
        return server.graphql(key, document, Map.of("input", input));
    }

    @Test
    void theDocumentComesBackToTheLetter() {
        JsonNode made = upsert(input("p", "runs", "kept"));
        assertThat(made.path("inserted").asBoolean()).isTrue();
        JsonNode view = made.path("view");
        assertThat(view.path("spec").asString()).isEqualTo(SPEC);
        assertThat(view.path("user").path("username").asString()).isEqualTo("ada");
        assertThat(view.path("project").path("name").asString()).isEqualTo("p");
        assertThat(read(ada, view.path("id").asString()).path("spec").asString())
                .isEqualTo(SPEC);
    }

    @Test
    void aReportsAddressCarriesTheIdWithoutPadding() {
        String id =
                upsert(input("p", "runs", "address")).path("view").path("id").asString();
        assertThat(read(ada, id.replace("=", "")).path("name").asString()).isEqualTo("address");
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        String id =
                upsert(input("p", "runs", "changed")).path("view").path("id").asString();
        JsonNode changed = upsert(Map.of("id", id, "description", "why"));
        assertThat(changed.path("inserted").asBoolean()).isFalse();
        JsonNode view = read(ada, id);
        assertThat(view.path("description").asString()).isEqualTo("why");
        assertThat(view.path("displayName").asString()).isEqualTo("A view");
        assertThat(view.path("spec").asString()).isEqualTo(SPEC);
    }

    @Test
    void viewsAreFoundByTypeNameAndUser() {
        upsert(input("listed", "project-view", "workspace"));
        upsert(input("listed", "runs", "report"));
        upsert(input("listed", "runs/draft", "draft"));
        assertThat(names(Map.of())).containsExactlyInAnyOrder("workspace", "report", "draft");
        assertThat(names(Map.of("type", "runs"))).containsExactly("report");
        assertThat(names(Map.of("name", "draft"))).containsExactly("draft");
        assertThat(names(Map.of("user", "ada", "type", "project-view"))).containsExactly("workspace");
    }

    private List<String> names(Map<String, Object> chosen) {
        Map<String, Object> variables = new HashMap<>(chosen);
        variables.put("project", "listed");
        List<String> names = new ArrayList<>();
        server.data(ada, LIST, variables)
                .path("project")
                .path("allViews")
                .path("edges")
                .forEach(edge -> names.add(edge.path("node").path("name").asString()));
        return names;
    }

    @Test
    void aDeletedViewIsGone() {
        String id = upsert(input("p", "runs", "gone")).path("view").path("id").asString();
        assertThat(attempt(ada, DELETE, Map.of("id", id)).statusCode()).isEqualTo(200);
        assertThat(read(ada, id).isNull()).isTrue();
        assertThat(attempt(ada, DELETE, Map.of("id", id)).statusCode()).isEqualTo(404);
    }

    @Test
    void anothersViewLooksLikeNone() {
        String id =
                upsert(input("p", "runs", "private")).path("view").path("id").asString();
        assertThat(read(bob, id).isNull()).isTrue();
        for (HttpResponse<String> answer : List.of(
                attempt(bob, DELETE, Map.of("id", id)),
                attempt(bob, UPSERT, Map.of("id", id, "spec", "{}")),
                attempt(bob, UPSERT, input("p", "runs", "intruder")))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Json.parse(answer.body()).path("data").findValues("id")).isEmpty();
        }
        assertThat(read(ada, id).path("spec").asString()).isEqualTo(SPEC);
    }
}
