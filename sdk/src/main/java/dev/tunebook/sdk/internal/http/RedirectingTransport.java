package dev.tunebook.sdk.internal.http;

import dev.tunebook.sdk.error.TransportException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Follows redirects of GET. Credentials go along only within one origin, and never from https down to http.
public final class RedirectingTransport implements Transport {
    private static final int MOST_HOPS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Transport next;

    public RedirectingTransport(Transport next) {
        this.next = next;
    }

    @Override
    public HttpReply send(HttpCall call) {
        HttpCall current = call;
        for (int hops = 0; ; hops++) {
            HttpReply reply = next.send(current);
            if (!call.method().equals("GET") || !REDIRECTS.contains(reply.status())) {
                return reply;
            }
            reply.close();
            if (hops == MOST_HOPS) {
                throw new TransportException(call.place() + " redirects more than " + MOST_HOPS + " times", null);
            }
            HttpCall before = current;
            URI target = reply.header("Location")
                    .map(location -> before.address().resolve(location))
                    .orElseThrow(() -> new TransportException(call.place() + " redirects to nowhere", null));
            if (isTls(before.address()) && !isTls(target)) {
                throw new TransportException(call.place() + " redirects from https to http, which is refused", null);
            }
            current = before.to(target, headersFor(before, target));
        }
    }

    private static Map<String, String> headersFor(HttpCall call, URI target) {
        if (origin(call.address()).equals(origin(target))) {
            return call.headers();
        }
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Authorization"));
        return headers;
    }

    private static boolean isTls(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    private static String origin(URI address) {
        return (address.getScheme() + "://" + address.getAuthority()).toLowerCase(Locale.ROOT);
    }
}
