package dev.tunebook.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Map;

/// A request before a route was found for it.
record Incoming(
        ServerRequest source,
        Method method,
        String path,
        List<String> segments,
        BodyLimits limits,
        Admission.Ticket ticket,
        String address) {

    Request request(Map<String, String> parameters) {
        return new Request(source, method, segments, parameters, limits, ticket, address);
    }
}
