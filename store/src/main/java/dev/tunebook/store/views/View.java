package dev.tunebook.store.views;

import java.time.Instant;
import java.util.Optional;

/// A saved document.
///
/// @param type `runs` for reports, `runs/draft`, `project-view` for workspaces, or whatever a client sent
/// @param spec the document, byte for byte
public record View(
        long id,
        long projectId,
        String type,
        String name,
        Optional<String> displayName,
        Optional<String> description,
        String spec,
        Optional<Long> userId,
        Instant createdAt,
        Instant updatedAt) {}
