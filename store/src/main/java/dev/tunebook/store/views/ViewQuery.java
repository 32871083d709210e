package dev.tunebook.store.views;

import java.util.Optional;

/// Which views of a project to list.
public record ViewQuery(long projectId, Optional<String> type, Optional<String> name, Optional<Long> userId) {}
