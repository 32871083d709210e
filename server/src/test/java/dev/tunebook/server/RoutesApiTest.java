package dev.tunebook.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.server.auth.SignedAddresses;
import dev.tunebook.server.auth.SigningKeys;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.http.SignedObject;
import dev.tunebook.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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

    /// An address as the server gives it out, for every signed route. A signed route without one fails the tests below.
    private String signedAddress(Route route) {
        return switch (route.method() + " " + route.path()) {
            case "PUT /storage/{token}/{name...}" -> server.storage().upload("routes", "x");
            case "GET /storage/{token}/{name...}" -> server.storage().download(stored(), "x");
            default -> throw new AssertionError("Say here how an address of " + route + " is made.");
        };
    }

    private String stored() {
        server.store().blobs().write("stored", new ByteArrayInputStream(new byte[] {'x'}), 1);
        return server.store().blobs().commit("stored").sha256();
    }

    private int status(Route route, String address) {
        HttpRequest.BodyPublisher body =
                route.method() == Method.GET ? BodyPublishers.noBody() : BodyPublishers.ofString("x");
        return server.send(server.to(address).method(route.method().name(), body))
                .statusCode();
    }

    /// The address with one of the signed fields replaced: key id, method, object, size limit, expiry.
    private static String altered(String address, int field, UnaryOperator<String> change) {
        String[] token = token(address).split("\\.");
        String[] fields = new String(Base64.getUrlDecoder().decode(token[0]), StandardCharsets.UTF_8).split("\n", -1);
        assertThat(fields).hasSize(5);
        String was = fields[field];
        fields[field] = change.apply(was);
        assertThat(fields[field]).isNotEqualTo(was);
        String payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", fields).getBytes(StandardCharsets.UTF_8));
        return address.replace(token(address), payload + "." + token[1]);
    }

    private static String token(String address) {
        return address.split("/")[4];
    }

    @ParameterizedTest
    @MethodSource("signedRoutes")
    void signedRoutesTakeTheirAddressUntilItExpires(Route route) {
        String address = signedAddress(route);
        assertThat(status(route, address)).isEqualTo(200);
        server.clock().advance(Duration.ofMinutes(59));
        assertThat(status(route, address)).isEqualTo(200);
        server.clock().advance(Duration.ofMinutes(1));
        assertThat(status(route, address)).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("signedRoutes")
    void signedRoutesRefuseAnAddressThatWasAltered(Route route) {
        String address = signedAddress(route);
        Map<String, String> altered = new LinkedHashMap<>();
        altered.put("key id", altered(address, 0, id -> id + "0"));
        altered.put("method", altered(address, 1, method -> method.equals("PUT") ? "GET" : "PUT"));
        altered.put("object", altered(address, 2, object -> object + "x"));
        altered.put("size limit", altered(address, 3, limit -> Long.toString(Long.parseLong(limit) + 1)));
        altered.put("expiry", altered(address, 4, expiry -> Long.toString(Long.parseLong(expiry) + 1)));
        String token = token(address);
        int dot = token.indexOf('.');
        char first = token.charAt(dot + 1);
        String signature = (first == 'A' ? 'B' : 'A') + token.substring(dot + 2);
        altered.put("signature", address.replace(token, token.substring(0, dot + 1) + signature));
        altered.put("half a signature", address.replace(token, token.substring(0, token.length() - 4)));
        altered.put("no signature", address.replace(token, token.substring(0, dot + 1)));
        altered.put("another server's keys", address.replace(token, token(foreign(route))));

        assertThat(status(route, address)).isEqualTo(200);
        altered.forEach(
                (part, changed) -> assertThat(status(route, changed)).as(part).isEqualTo(403));
    }

    /// What a server would sign that does not share the keys.
    private String foreign(Route route) {
        SigningKeys keys = SigningKeys.temporary(new SecureRandom(), server.clock());
        SignedAddresses addresses = new SignedAddresses(keys, new Links(URI.create(server.base())), server.clock());
        Instant expires = server.clock().instant().plusSeconds(60);
        return addresses.address(new SignedObject(route.method(), "uploads/routes", 1000, expires), "x");
    }

    @ParameterizedTest
    @MethodSource("signedRoutes")
    void signedRoutesRefuseAnAddressOfAnotherMethod(Route route) {
        for (Route other : signedRoutes()) {
            if (other.method() != route.method()) {
                assertThat(status(route, signedAddress(other))).isEqualTo(403);
            }
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
