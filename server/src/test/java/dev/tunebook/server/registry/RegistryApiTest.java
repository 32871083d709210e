package dev.tunebook.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.OrganizationUpdate;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.CommittedContent;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewLink;
import dev.tunebook.store.blobs.Blob;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// An organisation's registries over GraphQL: made, staffed, protected, searched. Olga leads the organisation, Mel is
/// a plain member of it, Sam is a stranger.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryApiTest {
    private static final String UPSERT = """
            mutation($input: UpsertModelInput!) { upsertModel(input: $input) { inserted project { id name access
              description protectedAliases allowAllArtifactTypesInRegistry entity { name organization { name } }
              artifactTypes(includeAll: true) { edges { node { name } } } } } }""";
    private static final String MEMBERS = """
            query($name: String!) { project(name: $name, entityName: "acme-org") {
              members { id username email role { name } } teamMembers { team { name } role { name } } } }""";
    private static final String COLLECTIONS = """
            query($registries: JSONString, $filters: JSONString, $order: String, $after: String, $first: Int) {
              organization(name: "Acme Inc.") { orgEntity { artifactCollections(projectFilters: $registries,
                filters: $filters, collectionTypes: [PORTFOLIO], order: $order, after: $after, first: $first) {
                totalCount pageInfo { endCursor hasNextPage } edges { node { name project { name } } } } } } }""";
    private static final String VERSIONS = """
            query($collections: JSONString, $filters: JSONString, $after: String, $first: Int) {
              organization(name: "acme-org") { orgEntity { artifactMemberships(collectionFilters: $collections,
                filters: $filters, after: $after, first: $first) { pageInfo { endCursor hasNextPage }
                edges { node { versionIndex aliases { alias } artifactCollection { name }
                  artifact { artifactSequence { name project { name } } } } } } } } }""";

    private TestServer server;
    private String olga;
    private String mel;
    private String sam;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        Store store = server.store();
        Viewer system = Viewer.system("test");
        olga = server.user("olga");
        mel = server.user("mel");
        sam = server.user("sam");
        store.teams().putOrganization(system, new OrganizationUpdate("acme-org", Optional.of("Acme Inc.")));
        store.teams().putMember(system, "acme-org", "olga", Role.ADMIN);
        store.teams().putMember(system, "acme-org", "mel", Role.MEMBER);
        store.teams().putTeam(system, "crew", Optional.of("acme-org"));
        store.teams().putMember(system, "crew", "olga", Role.ADMIN);
        for (String registry : List.of("search-a", "search-b")) {
            registry(registry, Map.of());
            link(registry, "models", "one");
            link(registry, "models", "two");
            link(registry, "sets", "three");
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonNode registry(String name, Map<String, ?> more) {
        Map<String, Object> input =
                new HashMap<>(Map.of("entityName", "acme-org", "name", "wandb-registry-" + name, "access", "PRIVATE"));
        input.putAll(more);
        return server.data(olga, UPSERT, Map.of("input", input)).path("upsertModel");
    }

    private Viewer viewer(String name) {
        return new Viewer.User(
                server.store()
                        .accounts()
                        .user(Viewer.system("test"), name)
                        .orElseThrow()
                        .id(),
                name,
                false);
    }

    private void link(String registry, String portfolio, String content) {
        Store store = server.store();
        Viewer viewer = viewer("olga");
        Blob bytes = blob(content);
        Blob manifest = blob("manifest of " + content);
        Artifact made = store.artifacts()
                .create(viewer, NewArtifact.of("crew", "work", "model", "source-" + content, bytes.md5()));
        store.artifactContent().attach(viewer, made.id(), bytes.md5(), bytes);
        store.artifacts()
                .commit(viewer, made.id(), new CommittedContent(manifest, manifest.md5(), Optional.empty(), List.of()));
        store.memberships()
                .link(
                        viewer,
                        new NewLink(
                                made.id(),
                                Optional.empty(),
                                Optional.of("acme-org"),
                                Optional.of("wandb-registry-" + registry),
                                Optional.of(portfolio),
                                List.of(content)));
    }

    private Blob blob(String text) {
        String upload = "test-" + Integer.toHexString(text.hashCode());
        server.store()
                .blobs()
                .write(upload, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Long.MAX_VALUE);
        return server.store().blobs().commit(upload);
    }

    private static String userId(Viewer viewer) {
        return NodeId.of("User", ((Viewer.User) viewer).id()).encoded();
    }

    private HttpResponse<String> change(String key, String mutation, String type, Map<String, ?> input) {
        return server.graphql(
                key,
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { success } }",
                Map.of("input", input));
    }

    @Test
    void aRegistryIsMadeOnceAndDescribed() {
        JsonNode made = registry("made", Map.of("description", "d"));
        assertThat(made.path("inserted").asBoolean()).isTrue();
        JsonNode project = made.path("project");
        assertThat(project.path("entity").path("organization").path("name").asString())
                .isEqualTo("Acme Inc.");
        assertThat(project.path("allowAllArtifactTypesInRegistry").asBoolean()).isTrue();
        JsonNode again = registry(
                "made",
                Map.of("allowAllArtifactTypesInRegistry", false, "artifactTypes", List.of(Map.of("name", "model"))));
        assertThat(again.path("inserted").asBoolean()).isFalse();
        assertThat(again.path("project").path("description").asString()).isEqualTo("d");
        assertThat(again.path("project").path("artifactTypes").findValuesAsString("name"))
                .containsExactly("model");
    }

    @Test
    void membersAndTeamsHaveRoles() {
        String id = registry("staffed", Map.of()).path("project").path("id").asString();
        String samId = userId(viewer("sam"));
        String crew = NodeId.of(
                        "Entity",
                        server.store()
                                .accounts()
                                .entity(Viewer.system("test"), "crew")
                                .orElseThrow()
                                .id())
                .encoded();
        Map<String, ?> both = Map.of("projectId", id, "userIds", List.of(samId), "teamIds", List.of(crew));
        for (int i = 0; i < 2; i++) {
            assertThat(change(olga, "createProjectMembers", "CreateProjectMembersInput", both)
                            .body())
                    .contains("true");
        }
        assertThat(change(
                                olga,
                                "updateProjectMember",
                                "UpdateProjectMemberInput",
                                Map.of("projectId", id, "userId", samId, "userProjectRole", "restricted_viewer"))
                        .body())
                .contains("true");
        assertThat(change(
                                olga,
                                "updateProjectTeamMember",
                                "UpdateProjectTeamMemberInput",
                                Map.of("projectId", id, "teamId", crew, "teamProjectRole", "member"))
                        .body())
                .contains("true");
        JsonNode project = server.data(sam, MEMBERS, Map.of("name", "wandb-registry-staffed"))
                .path("project");
        assertThat(project.path("members").findValuesAsString("username")).containsExactly("olga", "sam");
        assertThat(project.path("members").findValuesAsString("name")).containsExactly("admin", "restricted_viewer");
        assertThat(project.path("teamMembers").findValuesAsString("name")).containsExactly("crew", "member");
        for (int i = 0; i < 2; i++) {
            assertThat(change(olga, "deleteProjectMembers", "DeleteProjectMembersInput", both)
                            .body())
                    .contains("true");
        }
        assertThat(server.data(sam, MEMBERS, Map.of("name", "wandb-registry-staffed"))
                        .path("project")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "createProjectMembers    | CreateProjectMembersInput    | userIds",
                "deleteProjectMembers    | DeleteProjectMembersInput    | userIds",
                "updateProjectMember     | UpdateProjectMemberInput     | userId",
            })
    void onlyAdministratorsStaff(String mutation, String type, String member) {
        String id = registry("guarded", Map.of()).path("project").path("id").asString();
        String olgaId = userId(viewer("olga"));
        Map<String, Object> input = new HashMap<>(Map.of("projectId", id));
        input.put(member, member.endsWith("s") ? List.of(olgaId) : olgaId);
        if (mutation.startsWith("update")) {
            input.put("userProjectRole", "viewer");
        }
        assertThat(Json.parse(change(mel, mutation, type, input).body())
                        .path("errors")
                        .toString())
                .contains("denied");
        assertThat(Json.parse(change(sam, mutation, type, input).body())
                        .path("errors")
                        .toString())
                .contains("not_found");
    }

    @Test
    void anUnknownRoleOrMemberIsRefused() {
        String id = registry("roles", Map.of()).path("project").path("id").asString();
        Map<String, Object> input = new HashMap<>(Map.of("projectId", id, "userId", userId(viewer("olga"))));
        input.put("userProjectRole", "emperor");
        assertThat(change(olga, "updateProjectMember", "UpdateProjectMemberInput", input)
                        .body())
                .contains("unknown_role");
        input.put("userProjectRole", "viewer");
        input.put("userId", userId(viewer("sam")));
        assertThat(change(olga, "updateProjectMember", "UpdateProjectMemberInput", input)
                        .body())
                .contains("not_found");
    }

    @Test
    void aliasesAreProtectedByAdministrators() {
        JsonNode project = registry("protected", Map.of("protectedAliases", List.of("prod", "staging")))
                .path("project");
        assertThat(project.path("protectedAliases").values().stream()
                        .map(JsonNode::asString)
                        .toList())
                .containsExactly("prod", "staging");
        HttpResponse<String> refused = server.graphql(
                mel,
                UPSERT,
                Map.of(
                        "input",
                        Map.of(
                                "entityName",
                                "acme-org",
                                "name",
                                "wandb-registry-protected",
                                "protectedAliases",
                                List.of())));
        assertThat(refused.body()).contains("denied");
    }

    private List<String> collections(String key, String registries, String filters, String order) {
        return server
                .data(key, COLLECTIONS, Map.of("registries", registries, "filters", filters, "order", order))
                .path("organization")
                .path("orgEntity")
                .path("artifactCollections")
                .path("edges")
                .values()
                .stream()
                .map(edge -> edge.path("node").path("project").path("name").asString() + "/"
                        + edge.path("node").path("name").asString())
                .map(name -> name.replace("wandb-registry-search-", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":{\"$contains\":\"search\"}}          | {}                                | name  | a/models b/models a/sets b/sets",
                "{\"name\":{\"$contains\":\"search\"}}          | {}                                | -name | b/sets a/sets b/models a/models",
                "{\"name\":\"wandb-registry-search-a\"}         | {}                                | name  | a/models a/sets",
                "{\"name\":{\"$regex\":\"search-[b-z]\"}}       | {\"name\":\"sets\"}               | name  | b/sets",
                "{\"$not\":{\"name\":{\"$contains\":\"arch-a\"}}} | {\"name\":{\"$in\":[\"sets\"]}} | name  | b/sets",
                "{\"name\":{\"$contains\":\"search\"},\"description\":{\"$exists\":true}} | {}      | name  | ''",
                "{\"unknown\":1}                                | {}                                | name  | ''",
            })
    void collectionsAreFoundAcrossRegistries(String registries, String filters, String order, String expected) {
        assertThat(String.join(" ", collections(mel, registries, filters, order)))
                .isEqualTo(expected);
    }

    @Test
    void searchGoesOnWhereItStopped() {
        Map<String, Object> variables = new HashMap<>(
                Map.of("registries", "{\"name\":{\"$contains\":\"search\"}}", "order", "name", "first", 1));
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            JsonNode page = server.data(mel, COLLECTIONS, variables)
                    .path("organization")
                    .path("orgEntity")
                    .path("artifactCollections");
            assertThat(page.path("totalCount").asInt()).isEqualTo(4);
            assertThat(page.path("pageInfo").path("hasNextPage").asBoolean()).isEqualTo(i < 3);
            seen.append(page.path("edges").path(0).path("node").path("name").asString());
            variables.put("after", page.path("pageInfo").path("endCursor").asString());
        }
        assertThat(seen).hasToString("modelsmodelssetssets");
    }

    @Test
    void versionsAreFoundWithTheAliasesOfTheirLinks() {
        JsonNode edges = server.data(
                        mel,
                        VERSIONS,
                        Map.of("collections", "{\"name\":\"models\"}", "filters", "{\"alias\":\"latest\"}"))
                .path("organization")
                .path("orgEntity")
                .path("artifactMemberships")
                .path("edges");
        assertThat(edges).hasSize(2);
        for (JsonNode edge : edges) {
            JsonNode node = edge.path("node");
            assertThat(node.path("versionIndex").asInt()).isEqualTo(1);
            assertThat(node.path("aliases").findValuesAsString("alias")).containsExactlyInAnyOrder("latest", "two");
            assertThat(node.path("artifact")
                            .path("artifactSequence")
                            .path("project")
                            .isNull())
                    .as("Mel does not see the source")
                    .isTrue();
        }
    }

    @Test
    void aStrangerFindsNothing() {
        assertThat(server.data(sam, COLLECTIONS, Map.of()).path("organization").isNull())
                .isTrue();
    }

    @Test
    void alertsAndChartsAreKept() {
        server.data(
                olga,
                "mutation { upsertBucket(input: {entityName: \"olga\", modelName: \"p\", name: \"r\"}) { inserted } }",
                Map.of());
        String raise = "mutation { notifyScriptableRunAlert(input: {entityName: \"olga\", projectName: \"p\","
                + " runName: \"r\", title: \"nan\", text: \"loss\", severity: WARN, waitDuration: 60000})"
                + " { success } }";
        server.data(olga, raise, Map.of());
        server.data(olga, raise, Map.of());
        JsonNode run = server.data(
                        olga,
                        "{ project(name: \"p\", entityName: \"olga\") { run(name: \"r\") { alerts { totalCount"
                                + " edges { node { title text severity } } } } } }",
                        Map.of())
                .path("project")
                .path("run");
        assertThat(run.path("alerts").path("totalCount").asInt()).isEqualTo(1);
        assertThat(run.findValuesAsString("severity")).containsExactly("WARN");
        assertThat(server.graphql(sam, raise, Map.of()).body()).contains("not_found");

        String create = "mutation($access: String!) { createCustomChart(input: {entity: \"olga\", name: \"bars\","
                + " displayName: \"Bars\", type: \"vega2\", access: $access, spec: \"{}\"}) { chart { id } } }";
        String look = "{ customChart(entityName: \"olga\", name: \"bars\") { displayName access spec } }";
        server.data(olga, create, Map.of("access", "PRIVATE"));
        assertThat(server.data(sam, look, Map.of()).path("customChart").isNull())
                .isTrue();
        server.data(olga, create, Map.of("access", "PUBLIC"));
        assertThat(server.data(sam, look, Map.of()).findValuesAsString("access"))
                .containsExactly("PUBLIC");
        assertThat(server.graphql(olga, create, Map.of("access", "SOME")).body())
                .contains("invalid_access");
    }
}
