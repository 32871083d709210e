package dev.tunebook.sdk.internal.http;

import dev.tunebook.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A server and how to speak to it.
///
/// @param base the base URL without a trailing slash
/// @param key the API key, where there is one
/// @param extraHeaders what the user wants on every request
/// @param known where others reach the same server, where that is another address
public record Endpoint(URI base, Optional<Secret> key, Map<String, String> extraHeaders, Optional<URI> known) {
    private static final String USER_AGENT = "tunebook-java";

    public Endpoint {
        extraHeaders = Map.copyOf(extraHeaders);
    }

    /// The address of path segments below the base; each is percent-encoded.
    public URI resolve(String... segments) {
        return URI.create(base + "/" + path(segments));
    }

    /// An address the server gave, absolute or below its host. One that begins with where others reach the server is
    /// asked for where it was reached from here.
    public URI given(String address) {
        String target = base.resolve(address).toString();
        return URI.create(known.map(URI::toString)
                .filter(elsewhere -> target.startsWith(elsewhere + "/"))
                .map(elsewhere -> base + target.substring(elsewhere.length()))
                .orElse(target));
    }

    /// Path segments, each percent-encoded, joined by slashes.
    public String path(String... segments) {
        return Arrays.stream(segments).map(Endpoint::encode).collect(Collectors.joining("/"));
    }

    /// The headers for an address: credentials only below the base URL, none elsewhere.
    public Map<String, String> headersFor(URI address) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", USER_AGENT);
        if (address.toString().startsWith(base + "/")) {
            headers.putAll(extraHeaders);
            key.ifPresent(secret -> headers.put("Authorization", basic(secret)));
        }
        return headers;
    }

    /// The headers for a signed address, which authorises by itself.
    public Map<String, String> headersForSigned() {
        return Map.of("User-Agent", USER_AGENT);
    }

    private static String basic(Secret key) {
        byte[] pair = ("api:" + key.reveal()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
