package dev.tunebook.server.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Builds every address the server prints or signs, from the public URL and never from a request's `Host`.
public final class Links {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private final String base;

    /// @param publicUrl such as `https://tunebook.example.org`, with or without a trailing slash
    public Links(URI publicUrl) {
        String text = publicUrl.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    public String base() {
        return base;
    }

    /// `base/a/b`, each segment percent-encoded.
    public String to(String... segments) {
        return base
                + Arrays.stream(segments).map(segment -> "/" + encode(segment)).collect(Collectors.joining());
    }

    /// The page of a run.
    public String run(String entity, String project, String run) {
        return to(entity, project, "runs", run);
    }

    /// Scheme, host and port, as a browser sends it in `Origin`.
    public String origin() {
        URI uri = URI.create(base);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /// A segment with all but unreserved characters escaped.
    public static String encode(String segment) {
        StringBuilder out = new StringBuilder(segment.length() + 8);
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return out.toString();
    }
}
