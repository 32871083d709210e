package dev.tunebook.server.auth;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.http.Request;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which pages may change something with a visitor's cookie: only our own. On a machine of one's own the loopback names
/// are one place, so any of them counts when the public URL is one of them.
public final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> own;

    public Origins(Links links) {
        URI origin = URI.create(links.origin());
        this.own = LOOPBACK.contains(origin.getHost())
                ? LOOPBACK.stream()
                        .map(name -> origin.getScheme() + "://" + name
                                + (origin.getPort() < 0 ? "" : ":" + origin.getPort()))
                        .collect(Collectors.toSet())
                : Stream.of(links.origin()).collect(Collectors.toSet());
    }

    /// 403 unless `Origin` names one of our pages.
    public void requireOwn(Request request) {
        String origin = request.header("Origin").orElse("");
        if (!own.contains(origin)) {
            throw HttpFailure.of(
                    403,
                    "foreign_origin",
                    "A page of '" + origin + "' may not change anything here; the setting 'public-url' names ours.");
        }
    }

    /// 403 when `Origin` is sent and names somebody else's page.
    public void refuseForeign(Request request) {
        if (request.header("Origin").isPresent()) {
            requireOwn(request);
        }
    }
}
