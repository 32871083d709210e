package dev.tunebook.server.history;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.FileStreamCodec;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// `POST /files/{entity}/{project}/{run}/file_stream`. Most refusals kill the stream of a client for good, so anything
/// that may pass is answered with a status it retries.
final class FileStreamEndpoint {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final HistoryIngest ingest;

    FileStreamEndpoint(HistoryIngest ingest) {
        this.ingest = ingest;
    }

    Route route() {
        return Route.guarded(Method.POST, "/files/{entity}/{project}/{run}/file_stream", this::answer);
    }

    private Response answer(Request request, Viewer viewer) throws IOException {
        RunPath path = RunPath.of(request.parameter("entity"), request.parameter("project"), request.parameter("run"));
        FileStreamRequest message = FileStreamCodec.read(request.body());
        boolean derive = request.header("X-WANDB-SERVER-SIDE-DERIVED-SUMMARY")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        try {
            boolean stop = ingest.take(viewer, path, message, derive);
            Map<String, Object> answer = new TreeMap<>();
            answer.put("limits", Map.of());
            answer.put("stopped", stop);
            return Response.json(answer);
        } catch (StoreException.Conflict e) {
            throw HttpFailure.later(503, e.code(), String.valueOf(e.getMessage()), SOON);
        }
    }
}
