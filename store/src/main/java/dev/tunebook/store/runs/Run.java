package dev.tunebook.store.runs;

import dev.tunebook.model.RunPath;
import java.util.Optional;

/// A run's metadata as it stands.
///
/// @param id storage id
/// @param path entity, project and run id, each in stored spelling
/// @param config a JSON object, `{"lr": {"value": 0.1}}`; number forms and bare `NaN` kept as sent
/// @param summary a JSON object, the newest value of each key
/// @param systemMetrics a JSON object, the newest value of each `system.*` key
/// @param userId who created it, where known
public record Run(
        long id,
        long projectId,
        RunPath path,
        RunLabels labels,
        RunOrigin origin,
        RunStatus status,
        String config,
        String summary,
        Optional<String> systemMetrics,
        Optional<Long> userId) {}
