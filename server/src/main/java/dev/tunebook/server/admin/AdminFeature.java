package dev.tunebook.server.admin;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.providers.ProviderConnections;
import dev.tunebook.server.storage.Collector;
import java.util.List;
import java.util.stream.Stream;

/// What automation, the command line and the web app's administration are built on. REST only: it adds nothing to the
/// GraphQL schema.
public final class AdminFeature implements Feature {
    private final Platform platform;
    private final Collector collector;
    private final ProviderConnections providers;

    public AdminFeature(Platform platform, Collector collector, ProviderConnections providers) {
        this.platform = platform;
        this.collector = collector;
        this.providers = providers;
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
                        new OrganizationRoutes(platform.store()).routes(),
                        new StorageAdminRoutes(collector).routes(),
                        new ProviderRoutes(providers).routes())
                .flatMap(List::stream)
                .toList();
    }
}
