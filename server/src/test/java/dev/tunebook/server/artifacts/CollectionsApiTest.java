package dev.tunebook.server.artifacts;

import static dev.tunebook.server.artifacts.ArtifactClient.alias;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Digests;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Finding versions by name and by listing, and curating them: aliases, links, tags, renames, deletion.
class CollectionsApiTest extends TwoUsers {
    private static final String ADD = "mutation($input: AddAliasesInput!) { addAliases(input: $input) { success } }";
    private static final String REMOVE =
            "mutation($input: DeleteAliasesInput!) { deleteAliases(input: $input) { success } }";
    private static final String LINK = """
            mutation($input: LinkArtifactInput!) { linkArtifact(input: $input) { versionIndex
              artifactMembership { versionIndex aliases { alias } artifactCollection { __typename id name } } } }""";
    private static final String UNLINK =
            "mutation($input: UnlinkArtifactInput!) { unlinkArtifact(input: $input) { success } }";
    private static final String DELETE =
            "mutation($input: DeleteArtifactInput!) { deleteArtifact(input: $input) { artifact { id state } } }";
    private static final String UPDATE = """
            mutation($input: UpdateArtifactInput!) { updateArtifact(input: $input) { artifact {
              description metadata ttlDurationSeconds ttlIsInherited tags { name } aliases { alias } updatedAt } } }""";
    private static final String VERSIONS = """
            query($e: String!, $p: String!, $t: String!, $c: String!, $after: String, $first: Int, $order: String,
              $filters: JSONString) { project(name: $p, entityName: $e) { artifactType(name: $t) {
                artifactCollection(name: $c) { __typename id artifacts(after: $after, first: $first, order: $order,
                  filters: $filters) { totalCount pageInfo { endCursor hasNextPage } edges { version cursor
                    node { id versionIndex } } } } } } }""";
    private static final String COLLECTIONS = """
            query($e: String!, $p: String!, $order: String, $filters: JSONString, $after: String, $first: Int) {
              project(name: $p, entityName: $e) { artifactCollections(order: $order, filters: $filters, after: $after,
                first: $first) { totalCount pageInfo { endCursor hasNextPage } edges { node { name } } } } }""";
    private static final String FILES = """
            query($e: String!, $p: String!, $c: String!, $a: String!, $names: [String!], $after: String, $first: Int) {
              project(name: $p, entityName: $e) { artifactCollection(name: $c) { artifactMembership(aliasName: $a) {
                files(names: $names, after: $after, first: $first) { totalCount pageInfo { endCursor hasNextPage }
                  edges { node { name displayName sizeBytes digest md5 storagePath directUrl mimetype } } } } } } }""";

    private String version(String name, int number) {
        return ann.save(name, Map.of("f", name + number));
    }

    private Map<String, Object> aliases(String id, String collection, String... names) {
        return Map.of(
                "artifactID",
                id,
                "aliases",
                List.of(names).stream()
                        .map(name -> Map.of(
                                "entityName",
                                "ann",
                                "projectName",
                                "p",
                                "artifactCollectionName",
                                collection,
                                "alias",
                                name))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model-metadata        | 1",
                "model-metadata:latest | 1",
                "model-metadata:       | 1",
                "model-metadata:v0     | 0",
                "model-metadata:v1     | 1",
                "model-metadata:job-7  | 0",
                "model_metadata        | 1",
                "model_metadata:v0     | 0",
                "model_metadata:job-7  | 0",
                "under_score:latest    | 0",
                "model-metadata:v2     | -1",
                "model-metadata:v01    | 1",
                "model-metadata:V1     | -1",
                "model-metadata:none   | -1",
                "none                  | -1",
                "model metadata        | -1",
                "a/b:c                 | -1",
                "'::'                  | -1",
            })
    void namesStandForVersions(String name, int versionIndex) {
        String first = version("model-metadata", 0);
        version("model-metadata", 1);
        version("under_score", 0);
        ann.mutate(ADD, aliases(first, "model-metadata", "job-7"));

        JsonNode member = ann.named(name);

        assertThat(member.isNull()).isEqualTo(versionIndex < 0);
        if (versionIndex >= 0) {
            assertThat(member.path("versionIndex").asInt()).isEqualTo(versionIndex);
        }
    }

    /// Clients ask so whether a name they are about to create is taken by another type.
    @Test
    void anotherSpellingIsNotTakenForANewCollection() {
        version("dashed-name", 0);

        assertThat(ann.query(
                                "query($n: String!) { project(name: \"p\", entityName: \"ann\") {"
                                        + " artifact(name: $n) { artifactType { name } } } }",
                                Map.of("n", "dashed_name:latest"))
                        .path("project")
                        .path("artifact")
                        .isNull())
                .isTrue();
    }

    @Test
    void aliasesMoveAndEachStandsOnce() {
        String v0 = version("aliases", 0);
        String v1 = version("aliases", 1);
        ann.mutate(ADD, aliases(v0, "aliases", "best", "prod"));
        ann.mutate(ADD, aliases(v0, "aliases", "best"));
        ann.mutate(ADD, aliases(v1, "aliases", "best"));

        assertThat(ann.named("aliases:best").path("versionIndex").asInt()).isEqualTo(1);
        assertThat(ann.named("aliases:prod").path("aliases").findValuesAsString("alias"))
                .containsExactly("prod");

        ann.mutate(REMOVE, aliases(v0, "aliases", "best"));
        assertThat(ann.named("aliases:best").path("versionIndex").asInt()).isEqualTo(1);
        ann.mutate(REMOVE, aliases(v1, "aliases", "best"));
        ann.mutate(REMOVE, aliases(v1, "aliases", "best"));
        assertThat(ann.named("aliases:best").isNull()).isTrue();

        JsonNode collection = ann.query(
                        "query { project(name: \"p\", entityName: \"ann\") { artifactCollection(name: \"aliases\") {"
                                + " aliases { edges { node { alias } } } } artifact(name: \"aliases:v1\") {"
                                + " aliases { alias artifactCollectionName } } } }",
                        Map.of())
                .path("project");
        assertThat(collection.path("artifactCollection").findValuesAsString("alias"))
                .containsExactly("latest", "prod");
        assertThat(collection.path("artifact").findValuesAsString("alias")).containsExactly("latest", "v1");
    }

    @ParameterizedTest
    @CsvSource({"v3, aliases-bad, 400", "a/b, aliases-bad, 400", "fine, no-such, 404", "fine, aliases-bad, 200"})
    void whichAliasesMayBe(String alias, String collection, int status) {
        String id = version("aliases-bad", 0);

        assertThat(ann.attempt(ADD, aliases(id, collection, alias)).statusCode())
                .isEqualTo(status);
        assertThat(bob.attempt(ADD, aliases(id, collection, alias)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void versionsAreChangedInPlace() {
        String id = version("changed", 0);
        Map<String, Object> input = new TreeMap<>(Map.of(
                "artifactID",
                id,
                "description",
                "better",
                "metadata",
                "{\"a\":1}",
                "ttlDurationSeconds",
                3600,
                "tagsToAdd",
                List.of(Map.of("tagName", "one"), Map.of("tagName", "two")),
                "aliases",
                List.of(alias("changed", "only"))));

        JsonNode changed = ann.mutate(UPDATE, input).path("artifact");
        JsonNode again = ann.mutate(UPDATE, input).path("artifact");

        assertThat(again).isEqualTo(changed);
        assertThat(changed.path("description").asString()).isEqualTo("better");
        assertThat(changed.path("metadata").asString()).isEqualTo("{\"a\":1}");
        assertThat(changed.path("ttlDurationSeconds").asInt()).isEqualTo(3600);
        assertThat(changed.path("ttlIsInherited").asBoolean()).isFalse();
        assertThat(changed.path("tags").findValuesAsString("name")).containsExactly("one", "two");
        assertThat(changed.path("aliases").findValuesAsString("alias")).containsExactly("only", "v0");
        assertThat(ann.attempt(UPDATE, Map.of("artifactID", id, "metadata", "[]"))
                        .statusCode())
                .isEqualTo(400);
        JsonNode less = ann.mutate(
                        UPDATE,
                        Map.of(
                                "artifactID",
                                id,
                                "ttlDurationSeconds",
                                -1,
                                "tagsToDelete",
                                List.of(Map.of("tagName", "one"))))
                .path("artifact");
        assertThat(less.path("ttlDurationSeconds").asInt()).isEqualTo(-2);
        assertThat(less.path("ttlIsInherited").asBoolean()).isTrue();
        assertThat(less.path("tags").findValuesAsString("name")).containsExactly("two");
        assertThat(less.path("description").asString()).isEqualTo("better");
    }

    @Test
    void deletedVersionsAreGoneAndTheirNumbersStayTaken() {
        version("deleted", 0);
        String v1 = version("deleted", 1);
        HttpResponse<String> refused = ann.attempt(DELETE, Map.of("artifactID", v1));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("aliases");

        ann.mutate(DELETE, Map.of("artifactID", v1, "deleteAliases", true));

        assertThat(ann.named("deleted:v1").isNull()).isTrue();
        assertThat(ann.named("deleted:latest").isNull()).isTrue();
        assertThat(ann.attempt(DELETE, Map.of("artifactID", v1)).statusCode()).isEqualTo(404);
        version("deleted", 2);
        assertThat(ann.named("deleted").path("versionIndex").asInt()).isEqualTo(2);
    }

    private Map<String, Object> link(String id, String portfolio, String... names) {
        return new TreeMap<>(Map.of(
                "artifactID",
                id,
                "artifactPortfolioName",
                portfolio,
                "entityName",
                "ann",
                "projectName",
                "links",
                "aliases",
                List.of(names).stream().map(name -> alias(portfolio, name)).toList()));
    }

    @Test
    void linksHaveNumbersAndAliasesOfTheirOwn() {
        String first = version("linked", 0);
        String second = version("linked", 1);
        ann.mutate(LINK, link(second, "chosen", "gold"));
        JsonNode linked = ann.mutate(LINK, link(first, "chosen", "silver")).path("artifactMembership");
        JsonNode again = ann.mutate(LINK, link(first, "chosen", "silver")).path("artifactMembership");

        assertThat(again).isEqualTo(linked);
        assertThat(linked.path("versionIndex").asInt()).isEqualTo(1);
        assertThat(linked.path("aliases").findValuesAsString("alias")).containsExactly("latest", "silver");
        assertThat(linked.path("artifactCollection").path("__typename").asString())
                .isEqualTo("ArtifactPortfolio");
        ArtifactClient links = new ArtifactClient(server, ann.key(), "ann", "links");
        assertThat(links.named("chosen:gold").path("artifact").path("id").asString())
                .isEqualTo(second);
        assertThat(links.named("chosen:v1")
                        .path("artifact")
                        .path("versionIndex")
                        .asInt())
                .isZero();
        JsonNode memberships = ann.query("""
                        query($id: ID!) { artifact(id: $id) { artifactSequence { name } artifactMemberships { edges {
                          node { versionIndex artifactCollection { name } } } } } }""", Map.of("id", first)).path("artifact");
        assertThat(memberships.path("artifactMemberships").findValuesAsString("name"))
                .containsExactly("linked", "chosen");
        assertThat(memberships.path("artifactSequence").path("name").asString()).isEqualTo("linked");

        Map<String, Object> unlink = Map.of(
                "artifactID",
                first,
                "artifactPortfolioID",
                linked.path("artifactCollection").path("id").asString());
        ann.mutate(UNLINK, unlink);
        assertThat(links.named("chosen:v1").isNull()).isTrue();
        assertThat(ann.named("linked:v0").path("versionIndex").asInt()).isZero();
        assertThat(ann.attempt(UNLINK, unlink).statusCode()).isEqualTo(404);
    }

    @Test
    void aLinkTakesTheClientsOwnId() {
        Map<String, String> files = Map.of("f", "client id");
        Map<String, Object> input = ann.input("by-client", ArtifactClient.manifest(files));
        input.put("clientID", "client-link");
        ann.finish(ann.mutate(ArtifactClient.CREATE, input).path("artifact"), files, ArtifactClient.manifest(files));
        Map<String, Object> link = link("", "by-client-portfolio");
        link.remove("artifactID");
        link.put("clientID", "client-link");

        assertThat(ann.mutate(LINK, link).path("versionIndex").asInt()).isZero();
        link.put("clientID", "unknown");
        assertThat(ann.attempt(LINK, link).statusCode()).isEqualTo(404);
    }

    @Test
    void registriesAreThereBeforeAnythingIsLinked() {
        String id = version("registered", 0);
        Map<String, Object> link = link(id, "candidates");
        link.put("projectName", "wandb-registry-model");
        assertThat(ann.attempt(LINK, link).statusCode()).isEqualTo(404);

        String create = "mutation($input: UpsertModelInput!) { upsertModel(input: $input) { inserted project { id"
                + " allowAllArtifactTypesInRegistry artifactTypes(includeAll: true) { edges { node { name } } } } } }";
        Map<String, Object> registry = new TreeMap<>(Map.of(
                "name",
                "wandb-registry-model",
                "entityName",
                "ann",
                "artifactTypes",
                List.of(Map.of("name", "model")),
                "allowAllArtifactTypesInRegistry",
                false));
        JsonNode made = ann.mutate(create, registry);
        assertThat(made.path("inserted").asBoolean()).isTrue();
        assertThat(made.findValuesAsString("name")).containsExactly("model");
        HttpResponse<String> refused = ann.attempt(LINK, link);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("type_not_allowed");

        registry.put("artifactTypes", List.of(Map.of("name", "dataset")));
        assertThat(ann.mutate(create, registry).path("inserted").asBoolean()).isFalse();
        assertThat(ann.mutate(LINK, link).path("versionIndex").asInt()).isZero();
        assertThat(new ArtifactClient(server, ann.key(), "ann", "wandb-registry-model")
                        .named("candidates:latest")
                        .path("artifact")
                        .path("id")
                        .asString())
                .isEqualTo(id);
    }

    private List<String> versions(Map<String, ?> more) {
        Map<String, Object> variables = new TreeMap<>(Map.of("e", "ann", "p", "p", "t", "dataset", "c", "listed"));
        variables.putAll(more);
        return ann.query(VERSIONS, variables).findValuesAsString("version");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                             | ''           | v4 v3 v2 v1 v0",
                "{\"state\":\"COMMITTED\"}                      | ''           | v4 v3 v2 v1 v0",
                "{\"state\": \"PENDING\"}                       | ''           | ''",
                "''                                             | +created_at  | v0 v1 v2 v3 v4",
                "{\"alias\":\"latest\"}                         | ''           | v4",
                "{\"tag\":\"even\"}                             | ''           | v4 v2 v0",
                "{\"tag\":{\"$nin\":[\"even\"]}}                | +created_at  | v1 v3",
                "{\"metadata.n\":{\"$gte\":3}}                  | ''           | v4 v3",
                "{\"metadata.deep.er\":\"x2\"}                  | ''           | v2",
                "{\"$or\":[{\"version\":\"v1\"},{\"metadata.n\":2}]} | ''      | v2 v1",
                "{\"metadata.none\":{\"$exists\":false}}        | ''           | v4 v3 v2 v1 v0",
                "{\"version\":{\"$regex\":\"[03]$\"}}           | ''           | v3 v0",
                "{\"version\":{\"$contains\":\"4\"}}            | ''           | v4",
            })
    void versionsAreListedFilteredAndOrdered(String filters, String order, String expected) {
        for (int i = 0; i < 5; i++) {
            Map<String, String> files = Map.of("f", "listed" + i);
            Map<String, Object> input = ann.input("listed", ArtifactClient.manifest(files));
            input.put("metadata", "{\"n\":" + i + ",\"deep\":{\"er\":\"x" + i + "\"}}");
            input.put("tags", i % 2 == 0 ? List.of(Map.of("tagName", "even")) : List.of());
            ann.finish(
                    ann.mutate(ArtifactClient.CREATE, input).path("artifact"), files, ArtifactClient.manifest(files));
        }

        assertThat(String.join(" ", versions(Map.of("filters", filters, "order", order))))
                .isEqualTo(expected);
    }

    @Test
    void aFilterNobodyKnowsIsRefused() {
        version("refused", 0);
        HttpResponse<String> answer = server.graphql(
                ann.key(),
                VERSIONS,
                Map.of("e", "ann", "p", "p", "t", "dataset", "c", "refused", "filters", "{\"x\":{\"$where\":\"1\"}}"));

        assertThat(answer.body()).contains("invalid_filter");
    }

    @Test
    void pagesHoldEveryVersionOnce() {
        for (int i = 0; i < 23; i++) {
            version("paged", i);
        }
        List<String> found = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = ann.query(
                            VERSIONS,
                            Map.of("e", "ann", "p", "p", "t", "dataset", "c", "paged", "first", 5, "after", after))
                    .path("project")
                    .path("artifactType")
                    .path("artifactCollection")
                    .path("artifacts");
            found.addAll(page.findValuesAsString("version"));
            assertThat(page.path("totalCount").asInt()).isEqualTo(23);
            if (!page.path("pageInfo").path("hasNextPage").asBoolean()) {
                break;
            }
            after = page.path("pageInfo").path("endCursor").asString();
        }
        assertThat(found)
                .isEqualTo(IntStream.iterate(22, i -> i >= 0, i -> i - 1)
                        .mapToObj(i -> "v" + i)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                               | ''    | alpha beta gamma",
                "''                               | -name | gamma beta alpha",
                "''                               | +createdAt | beta gamma alpha",
                "''                               | -created_at | alpha gamma beta",
                "{\"name\":{\"$regex\":\"^[ab]\"}} | -name | beta alpha",
                "{\"tag\":\"mine\"}               | ''    | gamma",
                "{\"type\":\"dataset\"}           | ''    | alpha beta gamma",
                "{\"type\":\"model\"}             | ''    | ''",
            })
    void collectionsAreListedFilteredAndOrdered(String filters, String order, String expected) {
        ArtifactClient other = new ArtifactClient(server, ann.key(), "ann", "collections");
        for (String name : List.of("beta", "gamma", "alpha")) {
            other.save(name, Map.of("f", name));
            server.clock().advance(Duration.ofSeconds(1));
        }
        String tag = """
                mutation($input: CreateArtifactCollectionTagAssignmentsInput!) {
                  createArtifactCollectionTagAssignments(input: $input) { tags { id name } } }""";
        Map<String, Object> input = Map.of(
                "entityName", "ann",
                "projectName", "collections",
                "artifactCollectionName", "gamma",
                "tags", List.of(Map.of("tagName", "mine")));
        assertThat(other.mutate(tag, input).findValuesAsString("name")).containsExactly("mine");
        assertThat(other.mutate(tag, input).findValuesAsString("name")).containsExactly("mine");

        JsonNode found =
                ann.query(COLLECTIONS, Map.of("e", "ann", "p", "collections", "filters", filters, "order", order));

        assertThat(String.join(" ", found.findValuesAsString("name"))).isEqualTo(expected);
    }

    @Test
    void collectionsAreRenamedMovedAndDeleted() {
        String id = version("old-name", 0);
        String collection = ann.query(
                        "query($id: ID!) { artifact(id: $id) { artifactSequence { id } } }", Map.of("id", id))
                .path("artifact")
                .path("artifactSequence")
                .path("id")
                .asString();
        version("taken", 0);
        String update = """
                mutation($input: UpdateArtifactSequenceInput!) { updateArtifactSequence(input: $input) {
                  artifactCollection { __typename name description } } }""";
        String move = """
                mutation($input: MoveArtifactSequenceInput!) { moveArtifactSequence(input: $input) {
                  artifactCollection { defaultArtifactType { name } } } }""";
        String delete = """
                mutation($input: DeleteArtifactSequenceInput!) { deleteArtifactSequence(input: $input) {
                  artifactCollection { __typename state } } }""";

        assertThat(ann.attempt(update, Map.of("artifactSequenceID", collection, "name", "taken"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(bob.attempt(update, Map.of("artifactSequenceID", collection, "name", "x"))
                        .statusCode())
                .isEqualTo(404);
        ann.mutate(update, Map.of("artifactSequenceID", collection, "name", "new-name", "description", "d"));
        assertThat(ann.named("old-name").isNull()).isTrue();
        assertThat(ann.named("new-name").path("versionIndex").asInt()).isZero();
        JsonNode moved =
                ann.mutate(move, Map.of("artifactSequenceID", collection, "destinationArtifactTypeName", "model"));
        assertThat(moved.findValuesAsString("name")).containsExactly("model");

        JsonNode deleted =
                ann.mutate(delete, Map.of("artifactSequenceID", collection)).path("artifactCollection");
        assertThat(deleted.path("state").asString()).isEqualTo("DELETED");
        assertThat(deleted.path("__typename").asString()).isEqualTo("ArtifactSequence");
        assertThat(ann.named("new-name").isNull()).isTrue();
        assertThat(ann.query("query($id: ID!) { artifact(id: $id) { id } }", Map.of("id", id))
                        .path("artifact")
                        .isNull())
                .isTrue();
    }

    @Test
    void tenThousandFilesComeByPage() {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            files.put("dir%02d/file%05d.txt".formatted(i % 40, i), "same for all");
        }
        ArtifactManifest manifest = ArtifactClient.manifest(files);
        JsonNode begun = ann.mutate(ArtifactClient.CREATE, ann.input("many-files", manifest))
                .path("artifact");
        ann.upload(begun.path("id").asString(), Map.of("first", "same for all"));
        ann.finish(begun, files, manifest);

        List<String> names = new ArrayList<>();
        String after = "";
        int pages = 0;
        while (true) {
            JsonNode page = files(Map.of("c", "many-files", "first", 3000, "after", after));
            names.addAll(page.findValuesAsString("name"));
            pages++;
            assertThat(page.path("totalCount").asInt()).isEqualTo(10_000);
            if (!page.path("pageInfo").path("hasNextPage").asBoolean()) {
                break;
            }
            after = page.path("pageInfo").path("endCursor").asString();
        }
        assertThat(pages).isEqualTo(4);
        assertThat(names).isEqualTo(List.copyOf(files.keySet()));
    }

    private JsonNode files(Map<String, ?> more) {
        Map<String, Object> variables = new TreeMap<>(Map.of("e", "ann", "p", "p", "a", "v0"));
        variables.putAll(more);
        return ann.query(FILES, variables)
                .path("project")
                .path("artifactCollection")
                .path("artifactMembership")
                .path("files");
    }

    @Test
    void filesAreFoundByNameAndReferencesAreListed() {
        var entries =
                new TreeMap<>(ArtifactClient.manifest(Map.of("a.json", "named")).contents());
        entries.put(
                new LogicalPath("ref/x"),
                ArtifactManifest.Entry.reference("etag", OptionalLong.of(7), "s3://bucket/x", Map.of()));
        var manifest = ArtifactManifest.of(entries);
        JsonNode begun =
                ann.mutate(ArtifactClient.CREATE, ann.input("mixed", manifest)).path("artifact");
        ann.finish(begun, Map.of("a.json", "named"), manifest);

        JsonNode all = files(Map.of("c", "mixed"));
        assertThat(all.findValuesAsString("name")).containsExactly("a.json", "ref/x");
        JsonNode file = all.path("edges").get(0).path("node");
        assertThat(file.path("storagePath").asString()).startsWith("wandb_artifacts/");
        assertThat(file.path("directUrl").asString()).contains("/wandb_artifacts/");
        assertThat(file.path("mimetype").asString()).isEqualTo("application/json");
        assertThat(file.path("md5").asString()).isEqualTo(file.path("digest").asString());
        JsonNode reference = all.path("edges").get(1).path("node");
        assertThat(reference.path("directUrl").asString()).isEqualTo("s3://bucket/x");
        assertThat(reference.path("sizeBytes").asInt()).isEqualTo(7);

        JsonNode named = files(Map.of("c", "mixed", "names", List.of("ref/x", "no-such", "../x")));
        assertThat(named.findValuesAsString("name")).containsExactly("ref/x");
        assertThat(named.path("totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void blobsAreServedByBothLayoutsToWhoMayReadThem() {
        String text = "by layout";
        String id = ann.save("layouts", Map.of("dir/b.txt", text));
        String digest = Digests.hex(Digests.md5().digest(text.getBytes(StandardCharsets.UTF_8)));
        String birth = id.replace("=", "%3D");
        List<String> paths = List.of(
                "/artifacts/ann/" + digest,
                "/artifactsV2/default/ann/p/layouts/" + birth + "/" + digest + "/b.txt",
                "/artifactsV2/default/ann/p/layouts/" + birth + "/" + birth + "/" + digest + "/b.txt");
        for (String path : paths) {
            assertThat(server.send(server.request(path, ann.key())).body()).isEqualTo(text);
            assertThat(server.send(server.request(path, bob.key())).statusCode())
                    .isEqualTo(404);
            assertThat(server.send(server.request(path, "")).statusCode()).isEqualTo(401);
        }
        assertThat(server.send(server.request("/artifacts/ann/xyz", ann.key())).statusCode())
                .isEqualTo(404);
        assertThat(server.send(server.request("/artifacts/bob/" + digest, ann.key()))
                        .statusCode())
                .isEqualTo(404);
    }
}
