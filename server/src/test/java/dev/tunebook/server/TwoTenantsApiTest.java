package dev.tunebook.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.testing.TestServer;
import dev.tunebook.server.testing.Treasure;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Ann keeps secrets; Bob knows all her names and ids. He asks every query, mutation and route there is for what is
/// hers, sees nothing and changes nothing. What is asked comes from the schema and the router: a new field or route
/// without a line in the tables here fails. And Ann herself gets an answer every time, so that no refusal is one of
/// the test's own.
///
/// That there is somebody called Ann is no secret: people who share a server find each other, to invite each other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoTenantsApiTest {
    /// Queries about the server, not about anything of somebody's.
    private static final Set<String> ABOUT_NOBODY = Set.of("serverInfo");

    /// What is read of Ann's to see whether it is still the same.
    private static final List<String> SNAPSHOT =
            List.of("viewer", "entity", "organization", "project", "artifact", "artifactCollection", "view");

    /// The one mutation that names nobody: it makes a key for whoever asks.
    private static final String OF_HIS_OWN = "generateApiKey";

    /// Answers without a run where there is none to rewind.
    private static final String SAYS_NOTHING = "rewindRun";

    /// What somebody with a link may ask.
    private static final Set<String> OF_LINKS = Set.of("POST /graphql", "POST /api/series");

    private static final List<Integer> OK = List.of(200);
    private static final List<Integer> REFUSED = List.of(400, 403, 404, 409, 501);

    private static final Map<String, String> SETTINGS =
            Map.of("query-depth", "200", "query-complexity", "200000", "query-seconds", "120");

    private Path folder;
    private TestServer server;
    private Treasure hers;
    private SchemaDocuments documents;
    private String bob;
    private String before;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        server = TestServer.start(Files.createTempDirectory(folder, "shared"), SETTINGS);
        hers = Treasure.of(server);
        documents = new SchemaDocuments(schema(), server.server().graphql().unanswered(), hers.arguments());
        bob = server.user("bob");
        server.data(
                bob, "mutation { upsertBucket(input: {modelName: \"own\", name: \"own\"}) { inserted } }", Map.of());
        before = everything();
        assertThat(before).contains(Treasure.SECRET);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private interface Attempt {
        void by(TestServer server, Treasure hers);
    }

    /// What Ann herself may do is tried on things of her own that no other test needs.
    private void elsewhere(Attempt attempt) throws IOException {
        try (TestServer there = TestServer.start(Files.createTempDirectory(folder, "own"), SETTINGS)) {
            attempt.by(there, Treasure.of(there));
        }
    }

    private static <T> T required(Map<String, T> table, String name) {
        return Optional.ofNullable(table.get(name))
                .orElseThrow(() -> new AssertionError("Say in the table how '" + name + "' is tried."));
    }

    List<String> queries() {
        List<String> fields = new ArrayList<>(documents.queries());
        fields.removeAll(ABOUT_NOBODY);
        return fields;
    }

    List<String> mutations() {
        return documents.mutations();
    }

    List<String> routes() {
        return routes(route -> !administration(route));
    }

    List<String> administration() {
        return routes(TwoTenantsApiTest::administration);
    }

    private GraphQLSchema schema() {
        return server.server().graphql().schema();
    }

    private List<String> routes(Predicate<Route> wanted) {
        return server.server().router().routes().stream()
                .filter(Route.Protected.class::isInstance)
                .filter(wanted)
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    private static boolean administration(Route route) {
        return route.path().toString().startsWith("/admin/");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryShowsTheOwnerOnly(String field) {
        String document = documents.query(field, required(hers.queries(), field), 2);
        if (!hers.showsNoSecret().contains(field)) {
            assertThat(server.graphql(hers.key(), document, Map.of()).body())
                    .as("what Ann gets")
                    .contains(Treasure.SECRET);
        }
        HttpResponse<String> answer = server.graphql(bob, document, Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(500);
        seesNothing(answer.body(), document);
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aMutationChangesNothingOfOthers(String field) throws IOException {
        Map<String, Object> input = required(hers.mutations(), field);
        HttpResponse<String> answer = server.graphql(bob, documents.mutation(field), Map.of("input", input));
        assertThat(answer.statusCode())
                .as(answer.body())
                .isIn(Set.of(OF_HIS_OWN, SAYS_NOTHING).contains(field) ? OK : REFUSED);
        seesNothing(answer.body(), Json.write(Json.tree(input)));
        assertThat(everything()).as("what Ann has").isEqualTo(before);

        boolean answered = !server.server().graphql().unanswered().contains("Mutation." + field);
        if (answered && !hers.refusedToAll().contains(field)) {
            elsewhere((there, treasure) -> {
                HttpResponse<String> own = there.graphql(
                        treasure.key(),
                        documents.bareMutation(field),
                        Map.of("input", required(treasure.mutations(), field)));
                assertThat(own.statusCode()).as("what Ann gets: %s", own.body()).isEqualTo(200);
                assertThat(own.body()).doesNotContain("\"errors\"");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteServesTheOwnerOnly(String route) throws IOException {
        Treasure.Call call = required(hers.routes(), route);
        HttpResponse<String> answer = send(server, call, bob);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 204, 403, 404);
        seesNothing(answer.body(), call.path() + " " + call.body());
        assertThat(everything()).as("what Ann has").isEqualTo(before);
        if (!hers.refusedToAll().contains(route)) {
            elsewhere((there, treasure) -> {
                HttpResponse<String> own = send(there, required(treasure.routes(), route), treasure.key());
                assertThat(own.statusCode()).as("what Ann gets: %s", own.body()).isLessThan(300);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("administration")
    void administrationIsForAdministrators(String route) {
        String[] parts = route.split(" ");
        String path =
                parts[1].replaceAll("\\{[a-zA-Z]*[uU]ser[a-zA-Z]*}", "ann").replaceAll("\\{[^}]*}", Treasure.TEAM);
        HttpResponse<String> answer = send(server, new Treasure.Call(Method.valueOf(parts[0]), path, "{}"), bob);
        assertThat(answer.statusCode()).isEqualTo(403);
        seesNothing(answer.body(), path);
        assertThat(everything()).as("what Ann has").isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aLinkShowsWhatItOpensOnly(String field) {
        String given = required(hers.queries(), field);
        String document = documents.query(field, given, 2);
        HttpResponse<String> answer = server.graphqlBearing(hers.accessToken(), document, Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode data = Json.parse(answer.body()).path("data");
        Set<String> shown = new TreeSet<>();
        secrets(field, data.path(field), shown);
        assertThat(shown).as(answer.body()).isEqualTo(hers.opened().getOrDefault(field, Set.of()));
        assertThat(errors(answer).replace(Treasure.PROJECT, "")).doesNotContain(Treasure.SECRET);
    }

    private static String errors(HttpResponse<String> answer) {
        return Json.parse(answer.body()).path("errors").values().stream()
                .map(error -> error.path("message").asString())
                .collect(Collectors.joining("\n"));
    }

    /// Collects the fields, as `Type_field`, whose values have to do with her.
    private static void secrets(String field, JsonNode value, Set<String> found) {
        value.properties().forEach(member -> {
            boolean named = member.getKey().matches("[A-Z][A-Za-z]*_.*");
            if (!named && member.getKey().contains(Treasure.SECRET)) {
                found.add(field);
            }
            secrets(named ? member.getKey() : field, member.getValue(), found);
        });
        value.values().forEach(element -> {
            if (value.isArray()) {
                secrets(field, element, found);
            }
        });
        if (value.isValueNode() && value.asString().contains(Treasure.SECRET)) {
            found.add(field);
        }
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aLinkChangesNothing(String field) {
        Map<String, Object> input = required(hers.mutations(), field);
        HttpResponse<String> answer =
                server.graphqlBearing(hers.accessToken(), documents.mutation(field), Map.of("input", input));
        assertThat(answer.statusCode()).as(answer.body()).isIn(REFUSED);
        assertThat(everything()).as("what Ann has").isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aLinkTakesNoOtherRoute(String route) {
        Treasure.Call call = required(hers.routes(), route);
        HttpResponse<String> answer = send(server, server.bearing(call.path(), hers.accessToken()), call);
        if (OF_LINKS.contains(route)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains(Treasure.SECRET);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isIn(204, 403, 404);
            seesNothing(answer.body(), call.path() + " " + call.body());
        }
        assertThat(everything()).as("what Ann has").isEqualTo(before);
    }

    @Test
    void aLinkThatIsRevokedOpensNothingFromThenOn() throws IOException {
        elsewhere((there, treasure) -> {
            String document = documents.query("view", required(treasure.queries(), "view"), 1);
            String token = treasure.accessToken();
            assertThat(there.graphqlBearing(token, document, Map.of()).body()).contains(Treasure.SECRET);
            there.data(
                    treasure.key(),
                    documents.bareMutation("revokeAccessToken"),
                    Map.of("input", required(treasure.mutations(), "revokeAccessToken")));
            HttpResponse<String> refused = there.graphqlBearing(token, document, Map.of());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("link_revoked").doesNotContain(Treasure.SECRET);
            assertThat(there.graphqlBearing(token + "0", document, Map.of()).statusCode())
                    .isEqualTo(401);
        });
    }

    /// An address works for whoever was given it and for nothing but what it says; no key makes up for a wrong one.
    @Test
    void anAddressOpensWhatItSaysAndForItsTime() throws IOException {
        elsewhere((there, treasure) -> {
            String address = treasure.address();
            String token = address.split("/")[4];
            assertThat(there.send(there.to(address)).body()).contains(Treasure.SECRET);
            String altered = address.replace(token, (token.startsWith("A") ? "B" : "A") + token.substring(1));
            for (String key : List.of(there.user("bob"), treasure.key())) {
                HttpResponse<String> refused =
                        there.send(there.to(altered).header("Authorization", TestServer.basic(key)));
                assertThat(refused.statusCode()).isEqualTo(403);
                seesNothing(refused.body(), "");
            }
            there.clock().advance(Duration.ofHours(24));
            assertThat(there.send(there.to(address)).statusCode()).isEqualTo(403);
        });
    }

    private static HttpResponse<String> send(TestServer server, Treasure.Call call, String key) {
        return send(server, server.request(call.path(), key), call);
    }

    private static HttpResponse<String> send(TestServer server, HttpRequest.Builder request, Treasure.Call call) {
        return server.send(request.method(call.method().name(), BodyPublishers.ofString(call.body())));
    }

    /// What Bob said himself is no news to him.
    private static void seesNothing(String answer, String said) {
        String news = answer;
        for (String word : said.split("[^A-Za-z0-9_.:-]+")) {
            if (word.contains(Treasure.SECRET)) {
                news = news.replace(word, "");
            }
        }
        assertThat(news).as("what Bob gets").doesNotContainIgnoringCase(Treasure.SECRET);
    }

    /// All that Ann has, as she reads it herself.
    private String everything() {
        List<String> read = new ArrayList<>();
        for (String field : SNAPSHOT) {
            String document = documents.query(field, required(hers.queries(), field), 1);
            read.add(unsigned(server.graphql(hers.key(), document, Map.of()).body()));
        }
        return String.join("\n", read);
    }

    /// Addresses are signed anew each time, and differ in nothing but when they end.
    private static String unsigned(String answer) {
        JsonNode data = Json.parse(answer).path("data");
        assertThat(data.isObject()).as(answer).isTrue();
        return Json.write(data).replaceAll("/storage/[^/\"]*/", "/storage/TOKEN/");
    }
}
