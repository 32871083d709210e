package dev.tunebook.store.runs;

/// A question to the runs table of a project. A cursor is good for the filter and order it came from.
public record RunQuery(long projectId, RunFilter filter, RunOrder order) {}
