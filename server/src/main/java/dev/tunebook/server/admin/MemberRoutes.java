package dev.tunebook.server.admin;

import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.User;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;

/// `/members/{username}` below a team or an organisation.
final class MemberRoutes {
    private final Store store;
    private final String kind;
    private final BiFunction<Viewer.User, String, String> existing;

    /// @param kind the path's segment, `teams` or `organizations`
    /// @param existing the entity's name in its stored spelling; 404 where there is none of the kind
    MemberRoutes(Store store, String kind, BiFunction<Viewer.User, String, String> existing) {
        this.store = store;
        this.kind = kind;
        this.existing = existing;
    }

    List<Route> routes() {
        String path = "/" + kind + "/{name}/members/{username}";
        return List.of(AdminRoute.of(Method.PUT, path, this::put), AdminRoute.of(Method.DELETE, path, this::delete));
    }

    private Response put(Request request, Viewer.User administrator) throws IOException {
        Body body = Body.of(request, "role");
        String entity = existing.apply(administrator, request.parameter("name"));
        User user = Shown.existing(store, administrator, request.parameter("username"));
        boolean inserted = store.teams().members(administrator, entity).stream()
                .noneMatch(member -> member.user().id() == user.id());
        return Response.json(
                inserted ? 201 : 200,
                Shown.member(store.teams().putMember(administrator, entity, user.username(), body.role())));
    }

    private Response delete(Request request, Viewer.User administrator) {
        String entity = existing.apply(administrator, request.parameter("name"));
        String username = request.parameter("username");
        return AdminRoute.deleted(
                store.teams().removeMember(administrator, entity, username),
                "member '" + username + "' in '" + entity + "'");
    }
}
