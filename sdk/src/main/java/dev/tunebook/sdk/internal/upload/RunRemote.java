package dev.tunebook.sdk.internal.upload;

import dev.tunebook.model.wire.FileStreamCodec;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.internal.artifact.ArtifactSaver;
import dev.tunebook.sdk.internal.artifact.StagedArtifact;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.http.ErrorBody;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.http.HttpReply;
import dev.tunebook.sdk.internal.http.Traffic;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.journal.RunFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The server's side of one run, for the upload thread: repeats patiently, and throws only what is final.
public final class RunRemote {
    private final Client client;
    private final RunAddress address;
    private final RunFolder folder;

    /// @param folder where files and artifacts wait
    public RunRemote(Client client, RunAddress address, RunFolder folder) {
        this.client = client;
        this.address = address;
        this.folder = folder;
    }

    /// @param stopped whether somebody asked the run to stop
    /// @param pause what the server wants to be left alone for
    public record Answer(boolean stopped, Duration pause) {}

    public RunAddress address() {
        return address;
    }

    public Answer stream(FileStreamRequest request) {
        URI target =
                client.endpoint().resolve("files", address.entity(), address.project(), address.run(), "file_stream");
        HttpCall call = HttpCall.postJson(
                target, client.endpoint().headersFor(target), FileStreamCodec.write(request), Traffic.FILE_STREAM);
        try (HttpReply reply = client.patient().send(call)) {
            if (!reply.isSuccess()) {
                throw ErrorBody.exception(call, reply);
            }
            return new Answer(isStopped(reply.bytes()), pause(reply));
        }
    }

    void upload(JournalRecord.FileSaved file) {
        Path staged = folder.staged(file.name());
        new FileUploads(client, address).upload(Map.of(file.name(), new HttpCall.Body.File(staged)));
    }

    void save(JournalRecord.ArtifactLogged logged) {
        StagedArtifact staged = StagedArtifact.read(logged.artifact(), folder);
        new ArtifactSaver(client).save(address, staged.draft(), staged.order());
    }

    public void updateConfig(String config) {
        client.patientGraphQl()
                .run(
                        Operation.UPSERT_BUCKET,
                        Json.object()
                                .put("name", address.run())
                                .put("project", address.project())
                                .put("entity", address.entity())
                                .put("config", config),
                        Traffic.UPSERT_RUN);
    }

    private static boolean isStopped(byte[] body) {
        try {
            return Json.parse(body).path("stopped").asBoolean(false);
        } catch (InvalidJsonException anythingGoes) {
            return false;
        }
    }

    /// `RateLimit-Remaining: 0` with `RateLimit-Reset: n` asks for n seconds of silence.
    private static Duration pause(HttpReply reply) {
        boolean exhausted =
                seconds(reply.header("RateLimit-Remaining")).filter(n -> n == 0).isPresent();
        double wait = exhausted ? seconds(reply.header("RateLimit-Reset")).orElse(0.0) : 0;
        return Duration.ofMillis((long) (Math.max(0, Math.min(wait, 600)) * 1000));
    }

    private static Optional<Double> seconds(Optional<String> header) {
        try {
            return header.map(Double::valueOf);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
