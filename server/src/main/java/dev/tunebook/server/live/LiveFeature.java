package dev.tunebook.server.live;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.ChangeLog;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Project;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// `GET /api/live?path=ENTITY/PROJECT`: tells an open page that something in the project changed. A notification only
/// wakes a stream; what it sends, it reads from the project's change log.
public final class LiveFeature implements Feature {
    private final Store store;
    private final ChangeLog.Subscription subscription;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    public LiveFeature(Platform platform) {
        this.store = platform.store();
        this.subscription = store.changes().listen(this::wake);
    }

    @Override
    public String name() {
        return "live";
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.guarded(Method.GET, "/api/live", this::follow));
    }

    @Override
    public void stop() {
        stopped = true;
        subscription.close();
        streams.forEach(LiveStream::end);
    }

    private void wake(long projectId) {
        streams.forEach(stream -> stream.wake(projectId));
    }

    private Response follow(Request request, Viewer viewer) {
        Project project = project(request, viewer);
        long seen = request.query("after")
                .map(LiveFeature::number)
                .orElseGet(() -> store.changes().latest(viewer, project.id()));
        return Response.stream("text/event-stream", -1, out -> {
            LiveStream stream = new LiveStream(store.changes(), viewer, project.id(), seen, out);
            streams.add(stream);
            try {
                if (!stopped) {
                    stream.run();
                }
            } finally {
                streams.remove(stream);
            }
        });
    }

    private Project project(Request request, Viewer viewer) {
        String path = request.query("path").orElse("");
        int slash = path.indexOf('/');
        if (slash < 0) {
            throw HttpFailure.badRequest("invalid_path", "The parameter 'path' has the form ENTITY/PROJECT.");
        }
        return store.projects()
                .project(viewer, path.substring(0, slash), path.substring(slash + 1))
                .orElseThrow(() -> HttpFailure.notFound("There is no project '" + path + "'."));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw HttpFailure.badRequest("invalid_parameter", "The parameter 'after' is not a number: '" + text + "'.");
        }
    }
}
