package dev.tunebook.server.admin;

import dev.tunebook.server.auth.Credentials;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.Store;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.User;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `/admin/v1/teams`: teams, their members and service accounts.
final class TeamRoutes {
    private final Platform platform;
    private final Store store;
    private final MemberRoutes members;

    TeamRoutes(Platform platform) {
        this.platform = platform;
        this.store = platform.store();
        this.members = new MemberRoutes(store, "teams", this::existing);
    }

    List<Route> routes() {
        return Stream.concat(
                        Stream.of(
                                AdminRoute.of(Method.GET, "/teams", this::list),
                                AdminRoute.of(Method.GET, "/teams/{name}", this::look),
                                AdminRoute.of(Method.PUT, "/teams/{name}", this::put),
                                AdminRoute.of(Method.DELETE, "/teams/{name}", this::delete),
                                AdminRoute.of(
                                        Method.PUT, "/teams/{name}/serviceAccounts/{account}", this::serviceAccount)),
                        members.routes().stream())
                .toList();
    }

    private Response list(Request request, Viewer.User administrator) {
        return AdminRoute.listed(
                "teams",
                store.accounts()
                        .entities(
                                administrator,
                                EntityKind.TEAM,
                                request.query("prefix").orElse(""),
                                AdminRoute.page(request)),
                Shown::team);
    }

    private Response look(Request request, Viewer.User administrator) {
        Entity team = team(administrator, request.parameter("name"));
        return Response.json(Shown.withMembers(store, administrator, team.name(), Shown.team(team)));
    }

    private Response put(Request request, Viewer.User administrator) throws IOException {
        Body body = Body.of(request, "organization");
        return AdminRoute.upserted(
                store.teams().putTeam(administrator, request.parameter("name"), body.text("organization")),
                Shown::team);
    }

    private Response delete(Request request, Viewer.User administrator) {
        Entity team = team(administrator, request.parameter("name"));
        return AdminRoute.deleted(store.teams().delete(administrator, team.name(), true), "team '" + team.name() + "'");
    }

    /// A program's account: a user that cannot sign in by password and belongs to the team.
    private Response serviceAccount(Request request, Viewer.User administrator) throws IOException {
        Body body = Body.of(request, "apiKey");
        Entity team = team(administrator, request.parameter("name"));
        Optional<Secret> key = body.text("apiKey").map(Secret::of);
        key.ifPresent(ChosenKey::require);
        Upserted<User> result = store.transaction(() -> {
            Upserted<User> upserted =
                    store.teams().putServiceAccount(administrator, team.name(), request.parameter("account"));
            key.ifPresent(secret -> store.credentials()
                    .add(administrator, upserted.value().id(), Credentials.apiKey(secret, Optional.empty())));
            return upserted;
        });
        return AdminRoute.upserted(result, Shown::user);
    }

    private String existing(Viewer.User administrator, String name) {
        return team(administrator, name).name();
    }

    private Entity team(Viewer.User administrator, String name) {
        return store.accounts()
                .entity(administrator, name)
                .filter(entity -> entity.kind() == EntityKind.TEAM)
                .orElseThrow(() -> HttpFailure.notFound("There is no team '" + name + "'."));
    }
}
