package dev.tunebook.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a handler may know of a request. Parameters are decoded once, headers are case-insensitive.
public final class Request {
    private final ServerRequest source;
    private final Method method;
    private final List<String> segments;
    private final Map<String, String> parameters;
    private final BodyLimits limits;
    private final Admission.Ticket ticket;
    private final String address;

    Request(
            ServerRequest source,
            Method method,
            List<String> segments,
            Map<String, String> parameters,
            BodyLimits limits,
            Admission.Ticket ticket,
            String address) {
        this.source = source;
        this.method = method;
        this.segments = segments;
        this.parameters = parameters;
        this.limits = limits;
        this.ticket = ticket;
        this.address = address;
    }

    public Method method() {
        return method;
    }

    /// The path's decoded segments.
    public List<String> segments() {
        return segments;
    }

    /// A parameter the route's template names.
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no parameter {" + name + "}");
        }
        return value;
    }

    public Optional<String> query(String name) {
        return source.query().first(name).asOptional();
    }

    /// An integer from the query; 400 when it is none.
    public int query(String name, int otherwise) {
        return query(name)
                .map(text -> {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw HttpFailure.badRequest(
                                "invalid_parameter", "The parameter '" + name + "' is not an integer: '" + text + "'.");
                    }
                })
                .orElse(otherwise);
    }

    public Optional<String> header(String name) {
        return source.headers().first(HeaderNames.create(name));
    }

    public Optional<String> cookie(String name) {
        return source.headers().cookies().first(name).asOptional();
    }

    /// The address of the client: of the last hop, or what a trusted proxy says.
    public String address() {
        return address;
    }

    /// The `Host` as it was sent, or empty. Never used to build an address.
    public String host() {
        return header("Host").orElse("");
    }

    /// The whole body, inflated, within the limit for JSON bodies; 429 while too much of others is held.
    public byte[] body() throws IOException {
        return BodyLimits.read(
                source.content().hasEntity() ? source.content().inputStream() : InputStream.nullInputStream(),
                header("Content-Encoding").orElse("").trim().toLowerCase(Locale.ROOT),
                contentLength().orElse(0L),
                limits.json(),
                ticket);
    }

    /// The raw body as it arrives, refused with 413 beyond `limit` bytes.
    public InputStream stream(long limit) {
        return BodyLimits.limited(
                source.content().hasEntity() ? source.content().inputStream() : InputStream.nullInputStream(), limit);
    }

    public Optional<Long> contentLength() {
        long length = source.headers().contentLength().orElse(-1);
        return length < 0 ? Optional.empty() : Optional.of(length);
    }
}
