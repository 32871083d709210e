package dev.tunebook.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.server.http.Route;
import dev.tunebook.server.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route of the server, taken from the router itself, is protected, signed or on this reviewed list.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesApiTest {
    /// What a stranger may ask. Reviewed: none of it reads or changes anything of anybody.
    private static final Set<String> PUBLIC = Set.of(
            "GET /healthz",
            "GET /ready",
            "POST /oidc/token",
            "POST /sdk/otel/v1/{signal}",
            "POST /api/session",
            "GET /assets/{file...}",
            "GET /",
            "GET /{page...}");

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data, Map.of("wrong-keys-per-minute", "100000"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private List<Route> routes() {
        return server.server().router().routes();
    }

    List<Route> protectedRoutes() {
        return routes().stream().filter(Route.Protected.class::isInstance).toList();
    }

    List<Route> signedRoutes() {
        return routes().stream().filter(Route.Signed.class::isInstance).toList();
    }

    @ParameterizedTest
    @MethodSource("protectedRoutes")
    void protectedRoutesRefuseStrangersAndWrongKeys(Route route) {
        assertThat(call(route, "").statusCode()).isEqualTo(401);
        assertThat(call(route, "x".repeat(40)).statusCode()).isEqualTo(401);
        assertThat(call(route, TestServer.ADMIN_KEY).statusCode()).isNotIn(401, 500);
    }

    @Test
    void signedRoutesRefuseWhatIsNotSigned() {
        for (Route route : signedRoutes()) {
            assertThat(call(route, "").statusCode())
                    .as("%s %s", route.method(), route.path())
                    .isEqualTo(403);
            assertThat(call(route, TestServer.ADMIN_KEY).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void allOthersAreOnTheReviewedList() {
        Set<String> open = routes().stream()
                .filter(Route.Public.class::isInstance)
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toSet());
        assertThat(open).isEqualTo(PUBLIC);
    }

    @Test
    void whatNoRouteNamesIsRefusedLikeAProtectedRoute() {
        assertThat(server.send(server.request("/api/nothing", "")).statusCode()).isEqualTo(401);
        assertThat(server.send(server.request("/api/nothing", TestServer.ADMIN_KEY))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.post("/me/project", "", "{}").statusCode()).isEqualTo(401);
        assertThat(server.post("/ready", TestServer.ADMIN_KEY, "{}").statusCode())
                .isEqualTo(405);
    }

    /// With a Basic challenge a browser asks for a name and a password in a dialog of its own, and the page waits.
    @Test
    void theChallengeMakesNoBrowserAskForAPassword() {
        HttpResponse<String> refused = server.send(server.request("/api/session", ""));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"tunebook\"");
    }

    @Test
    void aPreflightOfAnyPathNamesOurOwnOriginOnly() {
        for (String path : List.of("/graphql", "/files/a/b/c/d", "/nothing")) {
            HttpResponse<String> answer = server.send(server.request(path, "")
                    .header("Origin", "https://elsewhere.example")
                    .header("Access-Control-Request-Method", "GET")
                    .method("OPTIONS", BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(server.base());
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
        }
    }

    @Test
    void firstSegmentsOfRoutesAreReservedNames() {
        Set<String> first = server.server().router().reservedNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ReservedNames.ROUTES).containsAll(first);
        assertThat(ReservedNames.ALL).containsAll(first);
    }

    private HttpResponse<String> call(Route route, String key) {
        String path = route.path().toString().replaceAll("\\{[a-zA-Z]+\\.*}", "x");
        return server.send(server.request(path, key).method(route.method().name(), BodyPublishers.ofString("{}")));
    }
}
