package dev.tunebook.store.history;

/// The streams of a run.
public enum HistoryFile {
    HISTORY,
    EVENTS,
    OUTPUT,
    SUMMARY
}
