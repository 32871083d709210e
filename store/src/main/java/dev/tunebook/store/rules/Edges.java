package dev.tunebook.store.rules;

import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.RunRow;
import java.util.Optional;

/// Lineage, within one write.
record Edges(Rows rows, Journal journal) {

    /// Once for each run, artifact and direction.
    void add(RunRow run, Artifact artifact, LineageEdge.Direction direction, Optional<String> usedAs) {
        if (run.deleted()
                || rows.lineage().find(run.id(), artifact.id(), direction).isPresent()) {
            return;
        }
        rows.lineage().put(new LineageEdge(rows.newId(), run.id(), artifact.id(), direction, usedAs, journal.now()));
        journal.changed(rows, run.projectId(), Change.Kind.LINEAGE, run.id());
    }
}
