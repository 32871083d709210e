package dev.tunebook.store.history;

/// The streams of a run.
public enum HistoryFile {
    /// One JSON object a logged step.
    HISTORY,
    /// One JSON object a sample of the machine.
    EVENTS,
    /// Console lines.
    OUTPUT,
    /// The whole summary in its newest line.
    SUMMARY,
    /// Of a run that several processes write: whose lines stand where, one JSON object a piece.
    WRITERS;

    /// Whether lines are JSON objects whose values are read by key.
    public boolean keyed() {
        return this == HISTORY || this == EVENTS;
    }
}
