package dev.tunebook.cli;

import dev.tunebook.finetune.SyncReport.Problem;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.sdk.error.WandbException;
import dev.tunebook.server.auth.UnopenableSecretException;
import dev.tunebook.server.providers.ProviderConnections;
import dev.tunebook.store.providers.FollowStatus;
import dev.tunebook.store.providers.FollowStatus.FollowError;
import dev.tunebook.store.providers.ProviderConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Tells the server how following goes, and the log when that changes.
final class FollowReport {
    private static final Logger LOG = Logger.getLogger(FollowReport.class.getName());

    private final ProviderConnection connection;
    private final ProviderConnections connections;
    private final InstantSource clock;
    private final Runnable gone;
    private FollowStatus status;

    /// @param gone called when there is no such connection any more
    FollowReport(ProviderConnection connection, ProviderConnections connections, InstantSource clock, Runnable gone) {
        this.connection = connection;
        this.connections = connections;
        this.clock = clock;
        this.gone = gone;
        this.status = connection.status();
    }

    /// The service answered.
    ///
    /// @param left jobs that could not be recorded
    synchronized void looked(int jobs, int following, Map<String, Problem> left) {
        Optional<FollowError> error = left.entrySet().stream().findFirst().map(first -> {
            String others = left.size() == 1 ? "" : " " + (left.size() - 1) + " more could not be recorded either.";
            return error(
                    first.getValue().code(),
                    "Job " + first.getKey() + " could not be recorded: "
                            + first.getValue().message() + "." + others);
        });
        say(new FollowStatus(Optional.of(now()), jobs, following, error));
    }

    synchronized void failed(RuntimeException reason) {
        say(new FollowStatus(
                status.lookedAt(),
                status.jobs(),
                status.following(),
                Optional.of(error(code(reason), Failures.message(reason)))));
    }

    private static String code(RuntimeException reason) {
        return switch (reason) {
            case ProviderException told -> told.code();
            case WandbException told -> "tracker_" + told.code();
            case UnopenableSecretException _ -> "key_unopenable";
            default -> "unexpected";
        };
    }

    /// An error that stands keeps the time it began at.
    private FollowError error(String code, String message) {
        return status.error()
                .filter(standing ->
                        standing.code().equals(code) && standing.message().equals(message))
                .orElseGet(() -> new FollowError(now(), code, message));
    }

    private void say(FollowStatus next) {
        if (!next.error().equals(status.error())) {
            next.error()
                    .ifPresentOrElse(
                            error -> LOG.log(Level.WARNING, "Provider connection {0}: {1}", new Object[] {
                                connection.name(), error.message()
                            }),
                            () -> LOG.log(Level.INFO, "Provider connection {0} is well again", connection.name()));
        }
        status = next;
        if (!connections.report(connection, next)) {
            gone.run();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
