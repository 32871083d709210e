package dev.tunebook.sdk.internal.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// One HTTP request, repeatable.
///
/// @param traffic which rules of waiting and repeating apply
public record HttpCall(String method, URI address, Map<String, String> headers, Body body, Traffic traffic) {

    /// What is sent.
    public sealed interface Body {
        /// Nothing at all.
        record None() implements Body {}

        record Bytes(byte[] bytes) implements Body {}

        record File(Path path) implements Body {}

        /// Some of a file's bytes.
        record FilePart(Path path, long offset, long length) implements Body {}
    }

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    public static HttpCall get(URI address, Map<String, String> headers) {
        return new HttpCall("GET", address, headers, new Body.None(), Traffic.TRANSFER);
    }

    public static HttpCall put(URI address, Map<String, String> headers, Body body) {
        return new HttpCall("PUT", address, headers, body, Traffic.TRANSFER);
    }

    public static HttpCall postJson(URI address, Map<String, String> headers, byte[] json, Traffic traffic) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        return new HttpCall("POST", address, all, new Body.Bytes(json), traffic);
    }

    /// The same call elsewhere, with other headers.
    HttpCall to(URI elsewhere, Map<String, String> itsHeaders) {
        return new HttpCall(method, elsewhere, itsHeaders, body, traffic);
    }

    /// The address without its query, which may carry a signature; for messages.
    public String place() {
        return method + " " + address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }
}
