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
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Credential;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.User;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/admin/v1/users/{username}/apiKeys`.
final class KeyRoutes {
    private final Platform platform;
    private final Store store;

    KeyRoutes(Platform platform) {
        this.platform = platform;
        this.store = platform.store();
    }

    List<Route> routes() {
        return List.of(
                AdminRoute.of(Method.GET, "/users/{username}/apiKeys", this::list),
                AdminRoute.of(Method.POST, "/users/{username}/apiKeys", this::make),
                AdminRoute.of(Method.DELETE, "/users/{username}/apiKeys/{id}", this::delete));
    }

    private Response list(Request request, Viewer.User administrator) {
        return Response.json(Map.of(
                "apiKeys",
                keys(administrator, user(request, administrator)).stream()
                        .map(Shown::key)
                        .toList()));
    }

    /// The secret is in this answer and nowhere else.
    private Response make(Request request, Viewer.User administrator) throws IOException {
        Body body = Body.of(request, "name");
        Secret secret = Secret.random(platform.random());
        Credential made = store.credentials()
                .add(administrator, user(request, administrator).id(), Credentials.apiKey(secret, body.text("name")));
        Map<String, Object> shown = new LinkedHashMap<>(Shown.key(made));
        shown.put("apiKey", secret.reveal());
        return Response.json(201, shown);
    }

    private Response delete(Request request, Viewer.User administrator) {
        String id = request.parameter("id");
        User user = user(request, administrator);
        boolean deleted = keys(administrator, user).stream()
                .filter(key -> Long.toString(key.id()).equals(id))
                .anyMatch(key -> store.credentials().delete(administrator, key.id()));
        if (!deleted) {
            throw HttpFailure.notFound("The user '" + user.username() + "' has no API key '" + id + "'.");
        }
        return Response.empty(204);
    }

    private List<Credential> keys(Viewer.User administrator, User user) {
        return store.credentials().credentials(administrator, user.id(), CredentialKind.API_KEY);
    }

    private User user(Request request, Viewer.User administrator) {
        return Shown.existing(store, administrator, request.parameter("username"));
    }
}
