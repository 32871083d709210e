package dev.tunebook.server.history;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.wire.FileStreamCodec;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.history.LineDigest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `POST /files/{entity}/{project}/{run}/file_stream`. Most refusals kill the stream of a client for good, so
/// anything that may pass is answered with a status it retries.
final class FileStreamEndpoint {
    private static final String WRITER = "X-WANDB-ASYNC-CLIENT-ID";
    private static final int LONGEST_WRITER = 128;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final byte[] GO_ON = answer(false);
    private static final byte[] STOP = answer(true);

    private final HistoryIngest ingest;
    private final StreamQuota quota;

    FileStreamEndpoint(HistoryIngest ingest, StreamQuota quota) {
        this.ingest = ingest;
        this.quota = quota;
    }

    private static byte[] answer(boolean stop) {
        ObjectNode answer = Json.object();
        answer.putObject("limits");
        return Json.bytes(answer.put("stopped", stop));
    }

    Route route() {
        return Route.guarded(Method.POST, "/files/{entity}/{project}/{run}/file_stream", this::answer);
    }

    private Response answer(Request request, Viewer viewer) throws IOException {
        RunPath path = RunPath.of(request.parameter("entity"), request.parameter("project"), request.parameter("run"));
        Optional<StreamQuota.Left> left = quota.take(viewer);
        byte[] body = request.body();
        FileStreamRequest message = FileStreamCodec.read(body);
        boolean derive = request.header("X-WANDB-SERVER-SIDE-DERIVED-SUMMARY")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        try {
            boolean stop = ingest.take(
                    viewer, path, new HistoryIngest.Request(message, LineDigest.of(body), derive, writer(request)));
            Response answer = Response.bytes(200, Response.JSON, stop ? STOP : GO_ON);
            return left.map(rest -> limited(answer, rest)).orElse(answer);
        } catch (StoreException.Conflict e) {
            throw HttpFailure.later(503, e.code(), String.valueOf(e.getMessage()), SOON);
        }
    }

    /// Which of the processes that write one run this is; a client with `mode="shared"` says so.
    private static Optional<String> writer(Request request) {
        Optional<String> writer = request.header(WRITER).filter(id -> !id.isBlank());
        writer.filter(id -> id.length() > LONGEST_WRITER).ifPresent(id -> {
            throw HttpFailure.badRequest(
                    "writer_id",
                    WRITER + " has " + id.length() + " characters; the id of a writer has at most " + LONGEST_WRITER
                            + ".");
        });
        return writer;
    }

    private static Response limited(Response answer, StreamQuota.Left left) {
        return answer.with("RateLimit-Remaining", Long.toString(left.requests()))
                .with("RateLimit-Reset", Long.toString(left.reset()));
    }
}
