package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.runs.RunGrant;

/// A file of a generation of a run.
record FileKey(long run, int generation, HistoryFile file) {
    static FileKey of(RunGrant grant, HistoryFile file) {
        return new FileKey(grant.runId(), grant.generation(), file);
    }
}
