package dev.tunebook.store.runs;

import dev.tunebook.model.RunPath;
import dev.tunebook.store.projects.Access;

/// The proof that somebody may use a run's lines and files, as far as `access` goes. Only
/// [dev.tunebook.store.RunStore] and [dev.tunebook.store.RunLifecycle] make them; keep one no longer than a
/// request.
///
/// @param runId storage id
/// @param generation whose lines are meant
public record RunGrant(long runId, long projectId, RunPath path, int generation, Access access) {}
