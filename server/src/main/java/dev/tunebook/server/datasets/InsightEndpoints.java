package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.blobs.Blob;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/// `GET /api/artifacts/{id}/insight`, `…/overlap` and `…/diff`.
final class InsightEndpoints {
    private static final long LARGEST = 4L << 30;
    private static final long PATIENCE_SECONDS = 2;

    private final DataFiles files;
    private final Insights insights;

    InsightEndpoints(DataFiles files, Insights insights) {
        this.files = files;
        this.insights = insights;
    }

    Response insight(Request request, Viewer viewer) {
        return answer(insights.insight(files.require(request, viewer, LARGEST)));
    }

    Response overlap(Request request, Viewer viewer) {
        Blob file = files.require(request, viewer, LARGEST);
        return answer(insights.overlap(file, files.requireOther(request, viewer, LARGEST)));
    }

    Response difference(Request request, Viewer viewer) {
        Blob after = files.require(request, viewer, LARGEST);
        return answer(insights.difference(files.requireOther(request, viewer, LARGEST), after));
    }

    private static Response answer(CompletableFuture<ObjectNode> future) {
        return Insights.within(future, PATIENCE_SECONDS)
                .map(found -> Response.json(200, found))
                .orElseGet(() -> Response.json(202, Json.object().put("state", "pending")));
    }
}
