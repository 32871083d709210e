package dev.tunebook.sdk.internal.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Sends bytes to a signed address, which needs no credentials and gets none.
public final class SignedPut {
    /// What the HTTP client sets by itself.
    private static final Set<String> OWN = Set.of("content-length", "host", "connection", "expect", "upgrade");

    private final Transport transport;
    private final Endpoint endpoint;

    public SignedPut(Transport transport, Endpoint endpoint) {
        this.transport = transport;
        this.endpoint = endpoint;
    }

    /// @param address absolute, or a path below the base URL's host
    /// @param uploadHeaders a list of `Key:Value` texts
    public void send(String address, JsonNode uploadHeaders, HttpCall.Body body) {
        send(address, uploadHeaders, Map.of(), body);
    }

    /// @param ownHeaders what else goes along
    /// @return the `ETag` of what was stored, where the server says it
    public Optional<String> send(
            String address, JsonNode uploadHeaders, Map<String, String> ownHeaders, HttpCall.Body body) {
        Map<String, String> headers = new LinkedHashMap<>(endpoint.headersForSigned());
        headers.putAll(ownHeaders);
        uploadHeaders.values().forEach(node -> {
            String header = node.asString("");
            int colon = header.indexOf(':');
            if (colon > 0 && !OWN.contains(header.substring(0, colon).toLowerCase(Locale.ROOT))) {
                headers.put(header.substring(0, colon), header.substring(colon + 1));
            }
        });
        URI target = endpoint.given(address);
        HttpCall call = HttpCall.put(target, headers, body);
        try (HttpReply reply = transport.send(call)) {
            if (!reply.isSuccess()) {
                throw ErrorBody.exception(call, reply);
            }
            return reply.header("ETag");
        }
    }
}
