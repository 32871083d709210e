package dev.tunebook.store.providers;

import java.time.Duration;

/// Everything an administrator says about a connection.
///
/// @param name lower-case letters, digits and dashes
/// @param entity that receives the runs
/// @param pollInterval time between two looks, in whole seconds
public record ProviderSettings(
        String name,
        ProviderAddress address,
        SealedKey key,
        String entity,
        String project,
        FollowedJobs jobs,
        Duration pollInterval,
        boolean enabled) {

    /// Time between two looks where nobody says otherwise.
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(30);

    /// The same with another sealing of the same key.
    public ProviderSettings withKey(SealedKey other) {
        return new ProviderSettings(name, address, other, entity, project, jobs, pollInterval, enabled);
    }
}
