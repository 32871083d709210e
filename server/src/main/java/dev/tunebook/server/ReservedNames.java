package dev.tunebook.server;

import java.util.Set;
import java.util.TreeSet;

/// Names no user, team or organisation may take, because an address of the server or of its web app begins with them.
/// A test derives the first part from the router.
public final class ReservedNames {
    /// First segments of the server's own routes.
    static final Set<String> ROUTES = Set.of(
            "admin",
            "api",
            "artifacts",
            "artifactsv2",
            "assets",
            "files",
            "graphql",
            "healthz",
            "metrics",
            "oidc",
            "ready",
            "sdk",
            "storage");

    /// Pages of the web app that stand beside the entities, and files browsers ask for.
    static final Set<String> PAGES =
            Set.of("authorize", "favicon.ico", "home", "index.html", "login", "robots.txt", "search", "settings");

    /// All of them, in lower case, for the store's rules.
    public static final Set<String> ALL = all();

    private ReservedNames() {}

    private static Set<String> all() {
        Set<String> names = new TreeSet<>(ROUTES);
        names.addAll(PAGES);
        return Set.copyOf(names);
    }
}
