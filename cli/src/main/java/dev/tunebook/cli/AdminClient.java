package dev.tunebook.cli;

import dev.tunebook.model.Secret;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Speaks to `/admin/v1` of a server, as its administrator.
final class AdminClient implements AutoCloseable {

    /// @param created whether a `PUT` or `POST` made something new
    record Answer(JsonNode body, boolean created) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final Secret key;

    AdminClient(Settings settings) {
        this.base = settings.baseUrl();
        this.key = settings.apiKey()
                .orElseThrow(() -> new WrongSetting("there is no API key for " + settings.baseUrl()
                        + "; set WANDB_API_KEY or give --key-file, for instance the admin.key of the data folder"));
    }

    Answer get(String path) {
        return send("GET", path, Json.object());
    }

    Answer put(String path, ObjectNode body) {
        return send("PUT", path, body);
    }

    Answer post(String path, ObjectNode body) {
        return send("POST", path, body);
    }

    void delete(String path) {
        send("DELETE", path, Json.object());
    }

    /// A path of these segments, each encoded.
    static String path(String... segments) {
        return Arrays.stream(segments).map(AdminClient::encoded).collect(Collectors.joining("/", "/", ""));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer send(String method, String path, ObjectNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/admin/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key.reveal());
        if (method.equals("PUT") || method.equals("POST")) {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(Json.bytes(body)));
        } else {
            request.method(method, BodyPublishers.noBody());
        }
        try {
            return answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new CommandFailure(
                    "no answer from " + base + " (" + reason(e) + "); is the server running there?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 204) {
            return new Answer(Json.object(), false);
        }
        JsonNode body = parsed(response);
        if (status >= 300) {
            String told = body.path("error").path("message").asString("");
            throw new CommandFailure(told.isEmpty() ? base + " answered with status " + status : told);
        }
        return new Answer(body, status == 201);
    }

    private JsonNode parsed(HttpResponse<String> response) {
        try {
            return Json.parse(response.body());
        } catch (InvalidJsonException e) {
            throw new CommandFailure(
                    base + " answered with status " + response.statusCode() + " and no JSON; is it a Tunebook server?",
                    e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
