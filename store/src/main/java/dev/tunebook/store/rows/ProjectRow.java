package dev.tunebook.store.rows;

import dev.tunebook.store.projects.Project;

/// A project with its counters.
///
/// @param sequence number of the newest change
/// @param runsMade how many runs were ever made in it
public record ProjectRow(Project project, long sequence, long runsMade) {}
