package dev.tunebook.server.admin;

import dev.tunebook.server.auth.Credentials;
import dev.tunebook.server.auth.Passwords;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.auth.SessionCookie;
import dev.tunebook.server.feature.Platform;
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
import dev.tunebook.store.accounts.UserUpdate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/admin/v1/users`.
final class UserRoutes {
    private final Platform platform;
    private final Store store;

    UserRoutes(Platform platform) {
        this.platform = platform;
        this.store = platform.store();
    }

    List<Route> routes() {
        return List.of(
                AdminRoute.of(Method.GET, "/users", this::list),
                AdminRoute.of(Method.GET, "/users/{username}", this::look),
                AdminRoute.of(Method.PUT, "/users/{username}", this::put),
                AdminRoute.of(Method.DELETE, "/users/{username}", this::delete));
    }

    private Response list(Request request, Viewer.User administrator) {
        return AdminRoute.listed(
                "users",
                store.accounts()
                        .entities(
                                administrator,
                                EntityKind.USER,
                                request.query("prefix").orElse(""),
                                AdminRoute.page(request))
                        .map(entity -> user(administrator, entity)),
                Shown::user);
    }

    private Response look(Request request, Viewer.User administrator) {
        return Response.json(Shown.user(Shown.existing(store, administrator, request.parameter("username"))));
    }

    private Response put(Request request, Viewer.User administrator) throws IOException {
        Body body = Body.of(request, "admin", "apiKey", "email", "name", "password");
        Optional<Secret> key = body.text("apiKey").map(Secret::of);
        key.ifPresent(ChosenKey::require);
        Optional<String> password =
                body.text("password").map(Secret::of).map(secret -> Passwords.hash(secret, platform.random()));
        UserUpdate update = new UserUpdate(
                request.parameter("username"),
                body.text("email"),
                body.text("name"),
                body.flag("admin"),
                Optional.empty(),
                password,
                Optional.empty());
        Upserted<User> result = store.transaction(() -> {
            Upserted<User> upserted = store.accounts().putUser(administrator, update);
            key.ifPresent(secret -> store.credentials()
                    .add(administrator, upserted.value().id(), Credentials.apiKey(secret, Optional.empty())));
            // Whoever signed in with the old one is to be out.
            password.ifPresent(changed -> store.credentials()
                    .endSessions(administrator, upserted.value().id(), own(request)));
            return upserted;
        });
        return AdminRoute.upserted(result, Shown::user);
    }

    /// The session of an administrator who changes his own password.
    private static Optional<String> own(Request request) {
        return request.cookie(SessionCookie.NAME).map(Secret::of).map(Secret::sha256);
    }

    private Response delete(Request request, Viewer.User administrator) {
        String username = request.parameter("username");
        return AdminRoute.deleted(store.accounts().deleteUser(administrator, username), "user '" + username + "'");
    }

    private User user(Viewer.User administrator, Entity entity) {
        return Shown.existing(store, administrator, entity.name());
    }
}
