package dev.tunebook.server.testing;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.ServerConfig;
import dev.tunebook.server.StoreNeeds;
import dev.tunebook.server.TunebookServer;
import dev.tunebook.server.auth.Authenticator;
import dev.tunebook.server.auth.Credentials;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.auth.SignedAddresses;
import dev.tunebook.server.auth.SigningKeys;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.providers.ProviderCheck;
import dev.tunebook.server.storage.Storage;
import dev.tunebook.store.BlobStore;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.User;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.files.FileBlobStore;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.memory.MemoryStore;
import dev.tunebook.store.rules.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A real server on a free port, over a store in memory with blobs in the data folder unless a test has another, and a
/// client for it.
public final class TestServer implements AutoCloseable {
    public static final String ADMIN_KEY = "admin-" + "a".repeat(40);

    private final Path data;
    private final TestClock clock;
    private final Store store;
    private final TunebookServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestServer(
            Path data, Map<String, String> settings, Function<StoreSettings, Store> open, ProviderCheck providerCheck) {
        this.data = data;
        this.clock = new TestClock();
        this.store = open.apply(StoreNeeds.settings(clock.clock(), new SplittableRandom(7)));
        Map<String, String> all = new HashMap<>(Map.of("port", "0", "data", data.toString(), "admin-key", ADMIN_KEY));
        all.putAll(settings);
        this.server = TunebookServer.start(ServerConfig.of(all), store, clock, new SecureRandom(), providerCheck);
    }

    public static TestServer start(Path data) {
        return start(data, Map.of());
    }

    public static TestServer start(Path data, Map<String, String> settings) {
        return new TestServer(data, settings, inMemory(new FileBlobStore(data, 0)), ProviderCheck.NONE);
    }

    /// A server that asks providers this way.
    public static TestServer start(Path data, Map<String, String> settings, ProviderCheck providerCheck) {
        return new TestServer(data, settings, inMemory(new FileBlobStore(data, 0)), providerCheck);
    }

    /// A server over a store of another kind.
    public static TestServer start(Path data, Map<String, String> settings, Function<StoreSettings, Store> open) {
        return new TestServer(data, settings, open, ProviderCheck.NONE);
    }

    /// A server whose blobs are kept elsewhere.
    public static TestServer start(Path data, BlobStore blobs) {
        return new TestServer(data, Map.of(), inMemory(blobs), ProviderCheck.NONE);
    }

    private static Function<StoreSettings, Store> inMemory(BlobStore blobs) {
        return settings -> MemoryStore.open(settings, blobs, MemoryHistoryStore::new);
    }

    public TunebookServer server() {
        return server;
    }

    public Store store() {
        return store;
    }

    public TestClock clock() {
        return clock;
    }

    /// What a second server that shares the key file would sign.
    public Storage storage() {
        Links links = new Links(URI.create(base()));
        SigningKeys keys = SigningKeys.open(data.resolve("signing.keys"), new SecureRandom(), clock);
        return new Storage(
                store.blobs(), new SignedAddresses(keys, links, clock), links, clock, Duration.ofHours(1), 1 << 20);
    }

    public String base() {
        return "http://127.0.0.1:" + server.port();
    }

    /// Makes a user whose key is its name, a dash and forty letters; returns the key.
    public String user(String name) {
        Viewer system = Viewer.system("test");
        User user = store.accounts().putUser(system, UserUpdate.of(name)).value();
        String key = name + "-" + "k".repeat(40);
        store.credentials().add(system, user.id(), Credentials.apiKey(Secret.of(key), Optional.empty()));
        return key;
    }

    public static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString(("api:" + key).getBytes(StandardCharsets.UTF_8));
    }

    /// A request with the key, or with none when it is empty.
    public HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base() + path));
        return key.isEmpty() ? builder : builder.header("Authorization", basic(key));
    }

    /// A request of somebody who has a link with this access token, and nothing else.
    public HttpRequest.Builder bearing(String path, String accessToken) {
        return request(path, "").header(Authenticator.ACCESS_TOKEN, accessToken);
    }

    /// A request to an address the server gave.
    public HttpRequest.Builder to(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> post(String path, String key, String body) {
        return send(request(path, key).POST(BodyPublishers.ofString(body)));
    }

    /// The whole answer of a GraphQL request.
    public HttpResponse<String> graphql(String key, String query, Map<String, ?> variables) {
        return graphql(request("/graphql", key), query, variables);
    }

    /// The same, asked by the bearer of an access token.
    public HttpResponse<String> graphqlBearing(String accessToken, String query, Map<String, ?> variables) {
        return graphql(bearing("/graphql", accessToken), query, variables);
    }

    private HttpResponse<String> graphql(HttpRequest.Builder request, String query, Map<String, ?> variables) {
        return send(request.POST(
                BodyPublishers.ofString(Json.write(Json.tree(Map.of("query", query, "variables", variables))))));
    }

    /// The data of a GraphQL request that has to succeed.
    public JsonNode data(String key, String query, Map<String, ?> variables) {
        HttpResponse<String> response = graphql(key, query, variables);
        JsonNode body = Json.parse(response.body());
        if (response.statusCode() != 200 || !body.path("errors").isMissingNode()) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return body.path("data");
    }

    @Override
    public void close() {
        server.close();
        store.close();
        http.close();
    }
}
