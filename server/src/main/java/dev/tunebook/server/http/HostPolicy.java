package dev.tunebook.server.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which `Host` headers are answered. A page that rebinds its own name to our address sends its name, so only names
/// somebody configured pass; bare addresses and the loopback names cannot be rebound.
public final class HostPolicy {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    private final Set<String> names;

    /// @param publicUrl whose host is allowed
    /// @param allowed further host names, without a port
    public HostPolicy(URI publicUrl, List<String> allowed) {
        this.names = allowed.stream().map(HostPolicy::lower).collect(Collectors.toSet());
        names.add("localhost");
        if (publicUrl.getHost() != null) {
            names.add(lower(publicUrl.getHost()));
        }
    }

    void check(String header) {
        String host = withoutPort(header);
        if (!ADDRESS.matcher(host).matches() && !names.contains(lower(host))) {
            throw HttpFailure.of(
                    421,
                    "unknown_host",
                    "This server is not known as '" + host + "'; add the name to the setting 'allowed-hosts'.");
        }
    }

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
