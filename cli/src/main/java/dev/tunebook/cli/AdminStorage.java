package dev.tunebook.cli;

import dev.tunebook.model.wire.Json;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `tunebook admin storage`.
@Command(
        name = "storage",
        mixinStandardHelpOptions = true,
        description = "Files nobody needs any more, which the server marks and later removes by itself.")
final class AdminStorage extends AdminCommand.Group {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    AdminStorage(Surroundings around) {
        super(around);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "What the last collection did, or the one under way has done so far.")
    void show(@Mixin AdminCommand.Shared shared) {
        ask(shared, client -> client.get("/storage").body(), this::tell);
    }

    @Command(
            name = "collect",
            mixinStandardHelpOptions = true,
            description = "Begin a collection, unless one is under way.")
    void collect(
            @Mixin AdminCommand.Shared shared,
            @Option(names = "--wait", description = "Until it has ended.") boolean wait) {
        ask(
                shared,
                client -> {
                    JsonNode status =
                            client.post("/storage/collections", Json.object()).body();
                    while (wait && status.path("running").asBoolean()) {
                        pause();
                        status = client.get("/storage").body();
                    }
                    return status;
                },
                this::tell);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        }
    }

    private void tell(JsonNode status) {
        if (!status.has("begunAt")) {
            say("no collection since the server started");
            return;
        }
        say(
                status.path("running").asBoolean()
                        ? "under way since " + AdminCommand.text(status, "begunAt")
                        : "ended at " + AdminCommand.text(status, "endedAt"));
        say(status.path("blobs").asLong() + " files (" + status.path("bytes").asLong() + " bytes) looked at, "
                + status.path("marked").asLong() + " marked since nothing refers to them");
        say(status.path("removed").asLong() + " files ("
                + status.path("removedBytes").asLong() + " bytes) removed, "
                + status.path("expiredVersions").asLong() + " expired and "
                + status.path("abandonedVersions").asLong() + " abandoned artifact versions deleted, "
                + status.path("droppedHistories").asLong() + " histories of deleted runs dropped");
        if (status.has("failure")) {
            say("it broke off: " + AdminCommand.text(status, "failure"));
        }
    }
}
