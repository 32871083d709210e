package dev.tunebook.server.admin;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.http.Route;
import java.util.List;
import java.util.stream.Stream;

/// What automation, the command line and the web app's administration are built on. REST only: it adds nothing to the
/// GraphQL schema.
public final class AdminFeature implements Feature {
    private final Platform platform;

    public AdminFeature(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public List<Route> routes() {
        return Stream.of(
                        new UserRoutes(platform).routes(),
                        new KeyRoutes(platform).routes(),
                        new TeamRoutes(platform).routes(),
                        new OrganizationRoutes(platform.store()).routes())
                .flatMap(List::stream)
                .toList();
    }
}
