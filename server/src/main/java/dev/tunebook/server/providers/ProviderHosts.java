package dev.tunebook.server.providers;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where a provider connection may lead: to public addresses, over TLS; elsewhere only to hosts the operator named.
/// It is asked before every request. Java keeps what a name resolved to for 30 s, so what is checked is what is
/// connected to.
public final class ProviderHosts {
    private final Set<String> allowed;

    /// @param allowed names or literal addresses of hosts in private networks
    public ProviderHosts(List<String> allowed) {
        this.allowed = allowed.stream().map(ProviderHosts::folded).collect(Collectors.toUnmodifiableSet());
    }

    /// Why nothing may be sent there; empty when it may. A name that resolves to nothing is no reason: the request
    /// itself will tell.
    public Optional<String> objection(URI address) {
        String host = Optional.ofNullable(address.getHost()).orElse("");
        if (allowed.contains(folded(host))) {
            return Optional.empty();
        }
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            return Optional.of("The address " + address + " would carry the key in clear; use https, or name the host "
                    + host + " in the setting 'provider-hosts'.");
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(unbracketed(host)))
                    .filter(each -> !isPublic(each))
                    .findFirst()
                    .map(inside -> "The host " + host + " is at " + inside.getHostAddress()
                            + ", which is no public address; name it in the setting 'provider-hosts' if it is meant.");
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    static boolean isPublic(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special
                && switch (address) {
                    case Inet4Address four -> isPublic4(four.getAddress());
                    case Inet6Address six -> isPublic6(six.getAddress());
                    default -> false;
                };
    }

    /// Of what the JDK has no word for: this network, carriers' own, protocol assignments, benchmarks, reserved.
    private static boolean isPublic4(byte[] address) {
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        boolean carrier = first == 100 && (second & 0xc0) == 64;
        boolean assignments = first == 192 && second == 0 && address[2] == 0;
        boolean benchmarks = first == 198 && (second & 0xfe) == 18;
        return first != 0 && first < 240 && !carrier && !assignments && !benchmarks;
    }

    /// Global unicast alone, without what wraps an address of version 4 (6to4, Teredo).
    private static boolean isPublic6(byte[] address) {
        boolean global = (address[0] & 0xe0) == 0x20;
        boolean sixToFour = address[0] == 0x20 && address[1] == 0x02;
        boolean teredo = address[0] == 0x20 && address[1] == 0x01 && address[2] == 0 && address[3] == 0;
        return global && !sixToFour && !teredo;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String folded(String host) {
        return unbracketed(host.strip()).toLowerCase(Locale.ROOT);
    }
}
