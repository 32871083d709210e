package dev.tunebook.store.charts;

import java.time.Instant;
import java.util.Optional;

/// A chart definition of an entity, known to its runs by the entity and its name.
///
/// @param type such as `vega2`
/// @param shared whether everybody signed in may use it, or only those who may read the entity's projects
/// @param spec the definition, byte for byte
public record CustomChart(
        long id,
        long entityId,
        String name,
        String displayName,
        String type,
        boolean shared,
        String spec,
        Optional<Long> userId,
        Instant updatedAt) {}
