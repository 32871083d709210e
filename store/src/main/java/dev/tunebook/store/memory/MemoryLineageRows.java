package dev.tunebook.store.memory;

import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.rows.LineageRows;
import java.util.List;
import java.util.Optional;

final class MemoryLineageRows implements LineageRows {
    private final Table<Long, LineageEdge> rows;
    private final Table<Long, LineageEdge>.Index<Long> byRun;
    private final Table<Long, LineageEdge>.Index<Long> byArtifact;

    MemoryLineageRows(Undo undo) {
        rows = new Table<>(undo, LineageEdge::id);
        byRun = rows.by(LineageEdge::runId);
        byArtifact = rows.by(LineageEdge::artifactId);
    }

    @Override
    public void put(LineageEdge edge) {
        rows.put(edge);
    }

    @Override
    public Optional<LineageEdge> find(long runId, long artifactId, LineageEdge.Direction direction) {
        return byRun.all(runId).stream()
                .filter(edge -> edge.artifactId() == artifactId && edge.direction() == direction)
                .findFirst();
    }

    @Override
    public List<LineageEdge> ofRun(long runId) {
        return byRun.all(runId);
    }

    @Override
    public List<LineageEdge> ofArtifact(long artifactId) {
        return byArtifact.all(artifactId);
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }
}
