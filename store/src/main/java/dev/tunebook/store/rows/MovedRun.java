package dev.tunebook.store.rows;

/// Where a run that was moved out of a project is found from there on.
///
/// @param projectId it was in
/// @param name it had there
public record MovedRun(long projectId, String name, long runId) {}
