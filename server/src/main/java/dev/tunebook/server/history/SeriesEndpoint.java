package dev.tunebook.server.history;

import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// `POST /api/series`: the lines of charts, many runs and keys in one binary answer. Runs the viewer cannot see, or
/// that are gone, are left out.
final class SeriesEndpoint {
    private static final int BUCKETS = 450;
    private static final int MOST_BUCKETS = 20_000;
    private static final long MOST_POINTS = 4_000_000;
    private static final String TYPE = "application/vnd.tunebook.series";

    private final Store store;

    SeriesEndpoint(Store store) {
        this.store = store;
    }

    Route route() {
        return Route.guarded(Method.POST, "/api/series", this::answer);
    }

    private Response answer(Request request, Viewer viewer) throws IOException {
        JsonNode body = Json.parseObject(request.body());
        List<Long> ids = body.path("runs").values().stream()
                .map(node -> NodeId.parse(node.asString())
                        .map(id -> id.number("Run"))
                        .orElse(OptionalLong.empty()))
                .flatMap(id -> id.stream().boxed())
                .distinct()
                .toList();
        SeriesQuery query = query(body);
        if ((long) ids.size() * query.keys().size() * query.buckets() > MOST_POINTS) {
            throw HttpFailure.badRequest(
                    "too_many_points",
                    ids.size() + " runs with " + query.keys().size() + " keys in " + query.buckets()
                            + " buckets are more than " + MOST_POINTS + " points; ask for fewer buckets.");
        }
        List<RunGrant> grants = store.runs().runs(viewer, ids).stream()
                .map(Run::id)
                .sorted((a, b) -> Integer.compare(ids.indexOf(a), ids.indexOf(b)))
                .map(id -> store.runs().open(viewer, id, Access.METRICS))
                .toList();
        List<Series> series = store.history().series(grants, query);
        return Response.bytes(200, TYPE, SeriesFormat.write(series));
    }

    private static SeriesQuery query(JsonNode body) {
        int buckets = body.path("buckets").asInt(BUCKETS);
        if (buckets < 1) {
            throw HttpFailure.badRequest("buckets", "'buckets' is " + buckets + "; ask for 1 or more.");
        }
        return new SeriesQuery(
                body.path("file").asString("history").equals("events") ? HistoryFile.EVENTS : HistoryFile.HISTORY,
                body.path("keys").values().stream().map(JsonNode::asString).toList(),
                body.path("x").asString("_step"),
                bound(body.path("min")),
                bound(body.path("max")),
                Math.min(buckets, MOST_BUCKETS));
    }

    private static OptionalDouble bound(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(Json.asDouble(node)) : OptionalDouble.empty();
    }
}
