package dev.tunebook.store.providers;

import java.time.Instant;
import java.util.Optional;

/// How following goes.
///
/// @param lookedAt when the service last answered a look at its jobs
/// @param jobs how many jobs it has that are meant
/// @param following how many of them have not ended
/// @param error what stands in the way; empty when all is well
public record FollowStatus(Optional<Instant> lookedAt, int jobs, int following, Optional<FollowError> error) {

    /// Nobody has looked yet.
    public static final FollowStatus NONE = new FollowStatus(Optional.empty(), 0, 0, Optional.empty());

    /// @param code stable, for programs: `provider_unauthenticated` ...
    /// @param message for people, never with a secret
    public record FollowError(Instant at, String code, String message) {}
}
