package dev.tunebook.server.http;

import dev.tunebook.server.http.Route.Protected;
import dev.tunebook.server.http.Route.Public;
import dev.tunebook.server.http.Route.Signed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Every route of the server, and the one place where a request is let through to one. What no route names is
/// treated as protected, so that a stranger learns nothing from asking.
public final class Router {
    private final List<Route> routes;
    private final Map<String, List<Route>> byFirstSegment = new HashMap<>();
    private final List<Route> anywhere = new ArrayList<>();
    private final Gate gate;

    public Router(List<Route> routes, Gate gate) {
        this.routes = List.copyOf(routes);
        this.gate = gate;
        this.routes.forEach(route -> route.path()
                .firstLiteral()
                .map(first -> byFirstSegment.computeIfAbsent(first, key -> new ArrayList<>()))
                .orElse(anywhere)
                .add(route));
        Comparator<Route> specific = Comparator.<Route, Boolean>comparing(
                        route -> route.path().open())
                .thenComparing(route -> -route.path().literals());
        byFirstSegment.values().forEach(list -> list.sort(specific));
        anywhere.sort(specific);
        rejectDoubles();
    }

    /// All routes, for the test that asks each without a key.
    public List<Route> routes() {
        return routes;
    }

    /// The first segments routes own: names no user, team or organisation may take.
    public Set<String> reservedNames() {
        return new TreeSet<>(byFirstSegment.keySet());
    }

    private record Found(Route route, Map<String, String> parameters) {}

    Response dispatch(Incoming incoming) throws IOException {
        List<Found> candidates = matches(incoming.segments());
        Optional<Found> found = candidates.stream()
                .filter(match -> match.route().method() == incoming.method())
                .findFirst();
        if (found.isEmpty()) {
            return refuse(incoming, candidates);
        }
        Request request = incoming.request(found.get().parameters());
        return switch (found.get().route()) {
            case Public route -> route.handler().handle(request);
            case Protected route -> route.handler().handle(request, gate.admit(request));
            case Signed route -> route.handler().handle(request, gate.verify(request));
        };
    }

    private List<Found> matches(List<String> segments) {
        List<Route> owned = segments.isEmpty() ? List.of() : byFirstSegment.getOrDefault(segments.get(0), List.of());
        List<Route> candidates = owned.isEmpty() ? anywhere : owned;
        List<Found> matches = new ArrayList<>();
        for (Route route : candidates) {
            route.path().match(segments).ifPresent(parameters -> matches.add(new Found(route, parameters)));
        }
        return matches;
    }

    private Response refuse(Incoming incoming, List<Found> otherMethods) {
        gate.admit(incoming.request(Map.of()));
        if (otherMethods.isEmpty()) {
            throw HttpFailure.notFound("There is nothing at " + incoming.method() + " " + incoming.path() + ".");
        }
        String allowed = otherMethods.stream()
                .map(match -> match.route().method().name())
                .distinct()
                .collect(Collectors.joining(", "));
        return ErrorResponses.of(HttpFailure.of(
                        405,
                        "method_not_allowed",
                        incoming.path() + " does not take " + incoming.method() + "; it takes " + allowed + "."))
                .with("Allow", allowed);
    }

    private void rejectDoubles() {
        Map<String, Long> counts = routes.stream()
                .collect(Collectors.groupingBy(route -> route.method() + " " + route.path(), Collectors.counting()));
        counts.forEach((name, count) -> {
            if (count > 1) {
                throw new IllegalStateException("Two routes claim " + name);
            }
        });
    }
}
