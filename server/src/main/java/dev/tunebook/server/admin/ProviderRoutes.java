package dev.tunebook.server.admin;

import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.providers.BaseUrls;
import dev.tunebook.server.providers.ProviderChange;
import dev.tunebook.server.providers.ProviderCheck;
import dev.tunebook.server.providers.ProviderConnections;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderKind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `/admin/v1/providers`: connections to fine-tuning services whose jobs the server follows. No answer holds a key.
final class ProviderRoutes {
    private final ProviderConnections providers;

    ProviderRoutes(ProviderConnections providers) {
        this.providers = providers;
    }

    List<Route> routes() {
        return List.of(
                AdminRoute.of(Method.GET, "/providers", this::list),
                AdminRoute.of(Method.GET, "/providers/{name}", this::look),
                AdminRoute.of(Method.PUT, "/providers/{name}", this::put),
                AdminRoute.of(Method.DELETE, "/providers/{name}", this::delete),
                AdminRoute.of(Method.POST, "/providers/{name}/check", this::check));
    }

    private Response list(Request request, Viewer.User administrator) {
        return Response.json(Map.of(
                "providers",
                providers.list(administrator).stream().map(ShownProvider::of).toList()));
    }

    private Response look(Request request, Viewer.User administrator) {
        return Response.json(ShownProvider.of(existing(request, administrator)));
    }

    private Response put(Request request, Viewer.User administrator) throws IOException {
        Body body = Body.of(
                request,
                "kind",
                "baseUrl",
                "apiVersion",
                "openaiOrganization",
                "openaiProject",
                "apiKey",
                "entity",
                "project",
                "since",
                "baseModel",
                "metadata",
                "datasets",
                "pollSeconds",
                "enabled");
        ProviderChange change = new ProviderChange(
                body.text("kind").map(ProviderRoutes::kind),
                body.text("baseUrl").filter(text -> !text.isBlank()).map(BaseUrls::parse),
                body.text("apiVersion"),
                body.text("openaiOrganization"),
                body.text("openaiProject"),
                body.text("apiKey").map(ProviderRoutes::apiKey),
                body.text("entity"),
                body.text("project"),
                body.text("since").map(ProviderRoutes::instant),
                body.text("baseModel"),
                body.texts("metadata"),
                body.flag("datasets"),
                body.count("pollSeconds").map(Duration::ofSeconds),
                body.flag("enabled"));
        return AdminRoute.upserted(providers.put(administrator, request.parameter("name"), change), ShownProvider::of);
    }

    private static ProviderKind kind(String text) {
        return Arrays.stream(ProviderKind.values())
                .filter(kind -> ShownProvider.spelled(kind).equals(text))
                .findFirst()
                .orElseThrow(() -> HttpFailure.of(
                        422,
                        "unknown_kind",
                        "The kind is '" + text + "'; use one of "
                                + Arrays.stream(ProviderKind.values())
                                        .map(ShownProvider::spelled)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static Secret apiKey(String text) {
        String key = text.strip();
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw HttpFailure.badRequest(
                    "invalid_key",
                    "The member 'apiKey' is empty or holds white space or characters no key has; paste the key alone.");
        }
        return Secret.of(key);
    }

    private static Optional<Instant> instant(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text.toUpperCase(Locale.ROOT)));
        } catch (DateTimeException e) {
            throw HttpFailure.badRequest(
                    "invalid_member",
                    "The member 'since' is '" + text + "'; it needs an instant such as 2026-11-25T00:00:00Z.");
        }
    }

    private Response delete(Request request, Viewer.User administrator) {
        String name = request.parameter("name");
        return AdminRoute.deleted(providers.delete(administrator, name), "provider connection '" + name + "'");
    }

    private Response check(Request request, Viewer.User administrator) {
        ProviderCheck.Outcome outcome = providers.check(existing(request, administrator));
        return Response.json(Map.of("works", outcome.works(), "code", outcome.code(), "message", outcome.message()));
    }

    private ProviderConnection existing(Request request, Viewer.User administrator) {
        String name = request.parameter("name");
        return providers
                .connection(administrator, name)
                .orElseThrow(() -> HttpFailure.notFound("There is no provider connection '" + name + "'."));
    }
}
