package dev.tunebook.store;

import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.RunGrant;

/// What every history engine asks of grants.
public final class HistoryGrants {
    private HistoryGrants() {}

    /// @throws StoreException.Denied when the grant is only for reading
    public static void requireWrite(RunGrant grant) {
        if (!grant.access().includes(Access.WRITE)) {
            throw new StoreException.Denied(
                    "run " + grant.path() + " may only be read with this access; ask for write access to its project");
        }
    }

    /// @throws StoreException.Denied when the grant is for metrics alone, and this file holds others
    public static void requireRead(RunGrant grant, HistoryFile file) {
        if (!file.keyed()) {
            requireRead(grant);
        }
    }

    /// @throws StoreException.Denied when the grant is for metrics alone
    public static void requireRead(RunGrant grant) {
        if (!grant.access().includes(Access.READ)) {
            throw new StoreException.Denied(
                    "of run " + grant.path() + " only the metrics may be read with this access; ask for more");
        }
    }

    /// @throws StoreException.Conflict `generation` when `to` is not a later generation of the same run
    public static void requireLater(RunGrant from, RunGrant to) {
        requireWrite(to);
        if (from.runId() != to.runId() || to.generation() <= from.generation()) {
            throw new StoreException.Conflict(
                    "generation",
                    "generation " + to.generation() + " of run " + to.runId()
                            + " cannot start with lines of generation " + from.generation() + " of run " + from.runId()
                            + "; take a later one of the same run");
        }
    }

    /// What to throw when a generation that is to begin with lines of an earlier one has lines of its own.
    public static StoreException.Conflict notEmpty(RunGrant to) {
        return new StoreException.Conflict(
                "generation",
                "generation " + to.generation() + " of run " + to.path() + " has lines of its own; begin another");
    }
}
