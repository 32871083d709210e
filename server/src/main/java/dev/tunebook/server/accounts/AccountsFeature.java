package dev.tunebook.server.accounts;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.Route;
import java.util.List;

/// Users, teams, organisations, keys and sessions.
public final class AccountsFeature implements Feature {
    private final Platform platform;

    public AccountsFeature(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public List<Route> routes() {
        return new SessionRoutes(platform).routes();
    }

    @Override
    public void wire(Wiring wiring) {
        new UserFields(platform.store()).wire(wiring);
        new EntityFields(platform.store()).wire(wiring);
        new AccountMutations(platform).wire(wiring);
    }
}
