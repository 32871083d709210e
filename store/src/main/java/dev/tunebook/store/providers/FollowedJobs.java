package dev.tunebook.store.providers;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which jobs of a service are followed, and what is recorded of them.
///
/// @param since created then or later
/// @param baseModel made from this model, or from a snapshot of it
/// @param metadata having these values under these keys
/// @param datasets record training and validation data, too
public record FollowedJobs(
        Optional<Instant> since, Optional<String> baseModel, Map<String, String> metadata, boolean datasets) {

    /// Every job with its data.
    public static final FollowedJobs ALL = new FollowedJobs(Optional.empty(), Optional.empty(), Map.of(), true);

    public FollowedJobs {
        // In the order given: what is shown must not change by chance.
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
