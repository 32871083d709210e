package dev.tunebook.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.model.wire.Json;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// Whole HTTP/1.1 requests as bytes.
final class Requests {
    private Requests() {}

    static byte[] graphql(String document, Map<String, ?> variables) {
        return of("POST", "/graphql", Json.bytes(Json.tree(Map.of("query", document, "variables", variables))));
    }

    /// @param address absolute, or a path
    static byte[] of(String method, String address, byte[] body) {
        String path = address.startsWith("/") ? address : address.substring(address.indexOf('/', "https://".length()));
        byte[] head = head(method, path, ServerProcess.KEY, body.length).getBytes(ISO_8859_1);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    static byte[] get(String address) {
        return of("GET", address, new byte[0]);
    }

    static String head(String method, String path, String key, int length) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(("api:" + key).getBytes(UTF_8))
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
