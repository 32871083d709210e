package dev.tunebook.server.info;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.Viewer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Health, metrics, `serverInfo`, and the two endpoints whose callers need a clear answer: telemetry and identity
/// tokens.
public final class InfoFeature implements Feature {
    /// Media in artifacts, client ids and collection fields are all gated on a high number here.
    private static final Map<String, Object> CLIENT_VERSIONS =
            Map.of("max_cli_version", "0.99.0", "min_cli_version", "0.0.1");

    private static final long TELEMETRY_LIMIT = 16L << 20;

    private final PrometheusMeterRegistry metrics;
    private final List<Flag> flags;

    /// One entry of `serverInfo.features`.
    record Flag(String name, boolean isEnabled) {}

    record ServerInfo(
            Map<String, Object> cliVersionInfo,
            Optional<Object> latestLocalVersionInfo,
            List<Flag> features,
            boolean exposesExplicitRunRewindAPI) {}

    /// @param flags the abilities of all other features
    public InfoFeature(PrometheusMeterRegistry metrics, List<String> flags) {
        this.metrics = metrics;
        this.flags = flags.stream().sorted().map(name -> new Flag(name, true)).toList();
    }

    @Override
    public String name() {
        return "info";
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.open(Method.GET, "/healthz", request -> Response.text(200, "ok\n")),
                Route.open(Method.GET, "/ready", request -> Response.text(200, "ready\n")),
                Route.guarded(Method.GET, "/metrics", this::metrics),
                Route.open(Method.POST, "/sdk/otel/v1/{signal}", InfoFeature::dropTelemetry),
                Route.open(Method.POST, "/oidc/token", request -> {
                    throw HttpFailure.of(
                            400,
                            "unsupported_grant_type",
                            "This server takes no identity tokens; set WANDB_API_KEY instead of an identity token file.");
                }));
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.query("serverInfo", call -> new ServerInfo(CLIENT_VERSIONS, Optional.empty(), flags, true));
        wiring.record("ServerInfo", ServerInfo.class).record("ServerFeature", Flag.class);
    }

    private Response metrics(Request request, Viewer viewer) {
        if (!(viewer instanceof Viewer.User user && user.administrator())) {
            throw HttpFailure.forbidden("Metrics are for server administrators.");
        }
        return Response.text(200, metrics.scrape());
    }

    /// The official client sends this without a key, and warns its user when it is not answered with success.
    private static Response dropTelemetry(Request request) throws IOException {
        try (InputStream body = request.stream(TELEMETRY_LIMIT)) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        return Response.bytes(200, "application/x-protobuf", new byte[0]);
    }
}
