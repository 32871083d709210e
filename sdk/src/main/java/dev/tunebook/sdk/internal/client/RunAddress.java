package dev.tunebook.sdk.internal.client;

import dev.tunebook.model.RunPath;

/// Where a run lives, in the server's spelling; entity and project may be unknown while offline.
public record RunAddress(String entity, String project, String run) {
    /// @throws dev.tunebook.model.InvalidNameException when the server's names are none
    public RunPath path() {
        return RunPath.of(entity, project, run);
    }
}
