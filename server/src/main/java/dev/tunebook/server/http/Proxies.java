package dev.tunebook.server.http;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// Finds the client's address behind proxies. `X-Forwarded-For` counts only as far as trusted hops wrote it.
///
/// @param trusted addresses of proxies whose header is believed
public record Proxies(Set<String> trusted) {
    public Proxies {
        trusted = Set.copyOf(trusted);
    }

    String client(String peer, String forwardedFor) {
        if (!trusted.contains(peer) || forwardedFor.isBlank()) {
            return peer;
        }
        List<String> hops = Arrays.asList(
                Arrays.stream(forwardedFor.split(",")).map(String::trim).toArray(String[]::new));
        Collections.reverse(hops);
        return hops.stream().filter(hop -> !trusted.contains(hop)).findFirst().orElse(peer);
    }
}
