package dev.tunebook.server.accounts;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.auth.SessionCookie;
import dev.tunebook.server.auth.Users;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.Membership;
import dev.tunebook.store.accounts.User;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// `/api/session`: signing in with a key, a link or a password, looking who is signed in, signing out.
final class SessionRoutes {
    private final Platform platform;

    SessionRoutes(Platform platform) {
        this.platform = platform;
    }

    List<Route> routes() {
        return List.of(
                Route.open(Method.POST, "/api/session", this::signIn),
                Route.guarded(Method.GET, "/api/session", (request, viewer) -> Response.json(shown(user(viewer)))),
                Route.guarded(Method.DELETE, "/api/session", this::signOut),
                Route.guarded(Method.POST, "/api/sign-in-links", this::signInLink));
    }

    private Response signIn(Request request) throws IOException {
        platform.origins().refuseForeign(request);
        User user = prove(Json.parseObject(request.body()), request.address());
        Secret session = platform.credentials().session(user.id());
        return Response.json(shown(user))
                .with(
                        "Set-Cookie",
                        SessionCookie.set(
                                session, platform.credentials().settings().session(), secure()));
    }

    private User prove(JsonNode body, String address) {
        if (body.path("apiKey").isString()) {
            return platform.authenticator()
                    .byKey(Secret.of(body.path("apiKey").asString().strip()), address)
                    .user();
        }
        if (body.path("token").isString()) {
            return platform.authenticator()
                    .byLink(Secret.of(body.path("token").asString()), address)
                    .user();
        }
        if (body.path("username").isString() && body.path("password").isString()) {
            return platform.authenticator()
                    .byPassword(
                            body.path("username").asString(),
                            Secret.of(body.path("password").asString()),
                            address);
        }
        throw HttpFailure.badRequest(
                "missing_credential", "Send {\"apiKey\"}, {\"token\"} or {\"username\", \"password\"}.");
    }

    private Response signOut(Request request, Viewer viewer) {
        request.cookie(SessionCookie.NAME)
                .map(Secret::of)
                .ifPresent(session -> platform.store().credentials().consume(CredentialKind.SESSION, session.sha256()));
        return Response.empty(204).with("Set-Cookie", SessionCookie.clear(secure()));
    }

    /// A link that signs the asking user in once, for `tunebook` commands that open a browser.
    private Response signInLink(Request request, Viewer viewer) {
        return Response.json(
                201,
                Map.of("url", platform.credentials().signInLink(user(viewer).id())));
    }

    private User user(Viewer viewer) {
        if (viewer instanceof Viewer.Bearer) {
            throw HttpFailure.forbidden("A link opens what it was made for, and is no account; sign in with a key.");
        }
        return Users.of(platform.store(), viewer)
                .orElseThrow(() -> HttpFailure.unauthorized("The user of this key is gone."));
    }

    private Map<String, Object> shown(User user) {
        List<Membership> memberships = platform.store().teams().memberships(Viewer.system("session"), user.id());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", UserFields.id(user));
        shown.put("username", user.username());
        shown.put("name", user.name().orElse(user.username()));
        shown.put("email", user.email().orElse(""));
        shown.put("admin", user.administrator());
        shown.put("entity", user.defaultEntity());
        shown.put(
                "entities",
                memberships.stream()
                        .map(membership -> Map.of(
                                "name", membership.entity().name(),
                                "kind", membership.entity().kind().name(),
                                "role", membership.role().name()))
                        .toList());
        return shown;
    }

    private boolean secure() {
        return platform.links().base().startsWith("https:");
    }
}
