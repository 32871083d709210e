package dev.tunebook.store.projects;

import java.time.Instant;

/// Something changed. Deletion is a change like others: what is read afterwards is gone.
///
/// @param sequence the project's number of this change
/// @param objectId storage id of the thing; for [Kind#PROJECT] the project's own
public record Change(long sequence, Kind kind, long objectId, Instant at) {
    public enum Kind {
        PROJECT,
        RUN,
        RUN_FILES,
        ARTIFACT,
        COLLECTION,
        LINEAGE,
        VIEW
    }
}
