package dev.tunebook.store.views;

import java.util.Optional;

/// A view to create (no id), or what to change about one; empty means leave as is.
///
/// @param projectId must be given to create
public record ViewUpdate(
        Optional<Long> id,
        Optional<Long> projectId,
        Optional<String> type,
        Optional<String> name,
        Optional<String> displayName,
        Optional<String> description,
        Optional<String> spec) {}
