package dev.tunebook.server.admin;

import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.storage.Collector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/admin/v1/storage`: what the last collection did, and beginning one.
final class StorageAdminRoutes {
    private final Collector collector;

    StorageAdminRoutes(Collector collector) {
        this.collector = collector;
    }

    List<Route> routes() {
        return List.of(
                AdminRoute.of(
                        Method.GET, "/storage", (request, administrator) -> Response.json(shown(collector.status()))),
                AdminRoute.of(
                        Method.POST,
                        "/storage/collections",
                        (request, administrator) -> Response.json(202, shown(collector.begin()))));
    }

    private static Map<String, Object> shown(Collector.Status status) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("running", status.running());
        status.begun().ifPresent(at -> shown.put("begunAt", at.toString()));
        status.ended().ifPresent(at -> shown.put("endedAt", at.toString()));
        shown.put("blobs", status.blobs());
        shown.put("bytes", status.bytes());
        shown.put("marked", status.marked());
        shown.put("removed", status.removed());
        shown.put("removedBytes", status.removedBytes());
        shown.put("droppedHistories", status.histories());
        shown.put("expiredVersions", status.expired());
        shown.put("abandonedVersions", status.abandoned());
        status.failure().ifPresent(why -> shown.put("failure", why));
        return shown;
    }
}
