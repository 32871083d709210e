package dev.tunebook.store.providers;

import java.time.Instant;

/// A connection as it is kept.
///
/// @param settings whose entity is spelled as it was made
/// @param userId the service account that writes what is followed
public record ProviderConnection(
        long id,
        ProviderSettings settings,
        long entityId,
        long userId,
        Instant createdAt,
        Instant updatedAt,
        FollowStatus status) {

    public String name() {
        return settings.name();
    }

    /// What the service account of a connection is called.
    public static String serviceAccount(String name) {
        return "follower-" + name;
    }
}
