package dev.tunebook.sandbox;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A plain HTTP client for tests.
public final class SandboxClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final String key;

    public SandboxClient(Sandbox sandbox) {
        base = sandbox.url();
        key = sandbox.apiKey();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE().build());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return Json.parse(get(path).body());
    }

    /// The ids of a whole list, page after page.
    public List<String> ids(String path, int limit) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            JsonNode page = json(path + "?limit=" + limit + after);
            page.path("data").forEach(item -> ids.add(item.path("id").asString()));
            more = page.path("has_more").asBoolean();
            after = ids.isEmpty() ? "" : "&after=" + ids.getLast();
        }
        return ids;
    }
}
