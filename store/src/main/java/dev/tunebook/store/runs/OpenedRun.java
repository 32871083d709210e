package dev.tunebook.store.runs;

/// A grant, and the run as it was when the grant was given.
public record OpenedRun(RunGrant grant, Run run) {}
