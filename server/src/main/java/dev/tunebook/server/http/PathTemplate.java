package dev.tunebook.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The path of a route: literal segments, `{name}` for one segment, and a last `{name...}` for all that remain
/// (at least one). Matching works on segments that were decoded once, so an encoded slash never splits a name.
public final class PathTemplate {
    private final String text;
    private final List<String> segments;

    private PathTemplate(String text) {
        this.text = text;
        this.segments = RequestPath.split(text);
    }

    public static PathTemplate of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("A route's path starts with '/': " + text);
        }
        return new PathTemplate(text);
    }

    /// The first segment where it is a literal: a name no entity may take.
    public Optional<String> firstLiteral() {
        return segments.isEmpty() || isParameter(segments.get(0)) ? Optional.empty() : Optional.of(segments.get(0));
    }

    /// The parameters of a matching path, in order; empty when the path does not match.
    Optional<Map<String, String>> match(List<String> path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (i >= path.size()) {
                return Optional.empty();
            }
            if (segment.endsWith("...}")) {
                parameters.put(
                        segment.substring(1, segment.length() - 4), String.join("/", path.subList(i, path.size())));
                return Optional.of(parameters);
            }
            if (isParameter(segment)) {
                parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return path.size() == segments.size() ? Optional.of(parameters) : Optional.empty();
    }

    /// More literal segments first: `/api/session` wins over `/{entity}/{project}`.
    int literals() {
        return (int) segments.stream().filter(segment -> !isParameter(segment)).count();
    }

    boolean open() {
        return text.endsWith("...}");
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    @Override
    public String toString() {
        return text;
    }
}
