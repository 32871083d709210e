package dev.tunebook.store;

import dev.tunebook.store.runs.RunProjection;

/// Where state, heartbeat and summary of streams go after the journal has them. Called by one thread, in order
/// of the watermark, and again for what may not have been applied before a crash; so an older watermark must
/// change nothing.
@FunctionalInterface
public interface StreamProjector {

    /// Forgets what it is told; for stores without run metadata.
    StreamProjector NONE = (runId, projection) -> {};

    /// Applies the projection and returns when that is durable. When it throws, the same comes again later.
    void project(long runId, RunProjection projection);
}
