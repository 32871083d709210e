package dev.tunebook.server.files;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.RunPath;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.storage.Storage;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.RunFile;
import dev.tunebook.store.runs.RunGrant;
import java.util.List;

/// `GET /files/{entity}/{project}/{run}/{name...}`: the bytes of a run file, for whoever may read the run.
final class RunFileDownload {
    private final Store store;
    private final Storage storage;

    RunFileDownload(Store store, Storage storage) {
        this.store = store;
        this.storage = storage;
    }

    Route route() {
        return Route.guarded(Method.GET, "/files/{entity}/{project}/{run}/{name...}", this::answer);
    }

    private Response answer(Request request, Viewer viewer) {
        RunPath path = RunPath.of(request.parameter("entity"), request.parameter("project"), request.parameter("run"));
        LogicalPath name = new LogicalPath(request.parameter("name"));
        RunGrant grant = store.runs().open(viewer, path, Access.READ);
        RunFile file = store.runFiles().named(grant, List.of(name.value())).stream()
                .findFirst()
                .orElseThrow(() -> HttpFailure.notFound("The run " + path + " has no file '" + name + "'."));
        return storage.answer(request, file.sha256(), name.fileName());
    }
}
