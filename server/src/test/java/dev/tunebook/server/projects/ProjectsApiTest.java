package dev.tunebook.server.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.FreshServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Projects as clients make, read, rename and delete them.
class ProjectsApiTest extends FreshServer {
    private static final String UPSERT = """
            mutation($input: UpsertModelInput!) { upsertModel(input: $input) {
              inserted project { id name entityName description access isBenchmark repo views } model { id } } }""";
    private static final String READ = """
            query($name: String, $entity: String) { project(name: $name, entityName: $entity) {
              id name entityName description access readOnly createdAt user { username } entity { name } } }""";
    private static final String LIST = """
            query($entity: String, $after: String, $first: Int) {
              models(entityName: $entity, after: $after, first: $first) {
                edges { node { name } } pageInfo { hasNextPage endCursor } } }""";
    private static final String RENAME =
            "mutation($input: RenameProjectInput!) { renameProject(input: $input) { project { id name } inserted } }";
    private static final String DELETE =
            "mutation($input: DeleteModelInput!) { deleteModel(input: $input) { __typename success } }";

    private JsonNode upsert(Map<String, ?> input) {
        return server.data(ada, UPSERT, Map.of("input", input)).path("upsertModel");
    }

    private String made(String name) {
        return upsert(Map.of("name", name)).path("project").path("id").asString();
    }

    private JsonNode read(String key, String name) {
        return server.data(key, READ, Map.of("name", name, "entity", "ada")).path("project");
    }

    private HttpResponse<String> attempt(String key, String document, Map<String, ?> input) {
        return server.graphql(key, document, Map.of("input", input));
    }

    @Test
    void aProjectIsMadeOnceAndInTheDefaultEntityOfWhoAsks() {
        JsonNode first = upsert(Map.of("name", "p", "description", "first"));
        assertThat(first.path("inserted").asBoolean()).isTrue();
        assertThat(first.path("model").path("id"))
                .isEqualTo(first.path("project").path("id"));
        JsonNode second = upsert(Map.of("name", "p", "entityName", "ada", "repo", "https://git.example/p"));
        assertThat(second.path("inserted").asBoolean()).isFalse();
        JsonNode project = second.path("project");
        assertThat(project.path("id")).isEqualTo(first.path("project").path("id"));
        assertThat(project.path("description").asString()).isEqualTo("first");
        assertThat(project.path("repo").asString()).isEqualTo("https://git.example/p");
        JsonNode read = read(ada, "p");
        assertThat(read.path("user").path("username").asString()).isEqualTo("ada");
        assertThat(read.path("entity").path("name").asString()).isEqualTo("ada");
        assertThat(read.path("readOnly").asBoolean()).isFalse();
    }

    @Test
    void whatAChangeDoesNotNameStays() {
        String id = made("p");
        upsert(Map.of("id", id, "views", "{\"a\":1}", "isBenchmark", true));
        JsonNode project = upsert(Map.of("id", id, "description", "d")).path("project");
        assertThat(project.path("views").asString()).isEqualTo("{\"a\":1}");
        assertThat(project.path("isBenchmark").asBoolean()).isTrue();
        assertThat(project.path("description").asString()).isEqualTo("d");
    }

    @Test
    void namesThatCannotBeAreRefusedWithTheReason() {
        for (String name : List.of("a/b", "x".repeat(200), "..")) {
            HttpResponse<String> answer = attempt(ada, UPSERT, Map.of("name", name));
            assertThat(answer.statusCode()).as(name).isEqualTo(400);
        }
        assertThat(attempt(ada, UPSERT, Map.of("name", "p", "access", "EVERYBODY"))
                        .body())
                .contains("invalid_access", "EVERYBODY");
    }

    @Test
    void aRenamedProjectIsTheSameOne() {
        String id = made("old");
        made("taken");
        Map<String, Object> rename =
                new HashMap<>(Map.of("entityName", "ada", "oldProjectName", "old", "newProjectName", "taken"));
        assertThat(attempt(ada, RENAME, rename).statusCode()).isEqualTo(409);
        rename.put("newProjectName", "new");
        assertThat(attempt(ada, RENAME, rename).statusCode()).isEqualTo(200);
        assertThat(read(ada, "new").path("id").asString()).isEqualTo(id);
        rename.put("oldProjectName", "nothing");
        assertThat(attempt(ada, RENAME, rename).statusCode()).isEqualTo(404);
    }

    @Test
    void aDeletedProjectIsGoneAndItsNameIsFree() {
        String id = made("p");
        assertThat(attempt(ada, DELETE, Map.of("id", id)).body())
                .as("clients of the years between read the name of the type")
                .contains("\"DeleteModelPayload\"");
        assertThat(read(ada, "p").isNull()).isTrue();
        assertThat(attempt(ada, DELETE, Map.of("id", id)).statusCode()).isEqualTo(404);
        assertThat(made("p")).isNotEqualTo(id);
    }

    @Test
    void pagesHoldEveryProjectOnce() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made("p" + i);
            names.add("p" + i);
        }
        List<String> seen = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>(Map.of("entity", "ada", "first", 3));
        JsonNode page;
        do {
            page = server.data(ada, LIST, variables).path("models");
            assertThat(page.path("edges").size()).isLessThanOrEqualTo(3);
            page.path("edges")
                    .forEach(edge -> seen.add(edge.path("node").path("name").asString()));
            variables.put("after", page.path("pageInfo").path("endCursor").asString());
        } while (page.path("pageInfo").path("hasNextPage").asBoolean());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void anothersProjectLooksLikeNone() {
        String id = made("p");
        assertThat(read(bob, "p").isNull()).isTrue();
        assertThat(server.data(bob, LIST, Map.of("entity", "ada"))
                        .path("models")
                        .path("edges"))
                .isEmpty();
        Map<String, Object> rename = Map.of("entityName", "ada", "oldProjectName", "p", "newProjectName", "q");
        for (HttpResponse<String> answer : List.of(
                attempt(bob, DELETE, Map.of("id", id)),
                attempt(bob, UPSERT, Map.of("id", id, "description", "mine")),
                attempt(bob, UPSERT, Map.of("name", "p", "entityName", "ada", "description", "mine")),
                attempt(bob, RENAME, rename))) {
            assertThat(answer.statusCode()).isIn(403, 404);
            assertThat(Json.parse(answer.body()).path("data").findValues("id")).isEmpty();
        }
        assertThat(read(ada, "p").path("description").asString("")).isEmpty();
    }
}
