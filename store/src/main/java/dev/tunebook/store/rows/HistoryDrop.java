package dev.tunebook.store.rows;

import java.time.Instant;

/// The history of a run that was deleted, which is to be dropped.
public record HistoryDrop(long runId, Instant deletedAt) {}
