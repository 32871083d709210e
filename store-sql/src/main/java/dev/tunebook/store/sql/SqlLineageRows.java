package dev.tunebook.store.sql;

import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.rows.LineageRows;
import java.util.List;
import java.util.Optional;

record SqlLineageRows(Session session) implements LineageRows {
    private static final Table<LineageEdge> EDGES = new Table<>(
            "lineage_edge",
            1,
            "id, run_id, artifact_id, direction, used_as, created_at",
            cells -> new LineageEdge(
                    cells.number(),
                    cells.number(),
                    cells.number(),
                    cells.constant(LineageEdge.Direction.class),
                    cells.optional(Cells::text),
                    cells.instant()),
            edge -> List.of(
                    edge.id(), edge.runId(), edge.artifactId(), edge.direction(), edge.usedAs(), edge.createdAt()));
    private static final Query<LineageEdge> FIND = EDGES.where("run_id = ? AND artifact_id = ? AND direction = ?");
    private static final Query<LineageEdge> OF_RUN = EDGES.where("run_id = ? ORDER BY id");
    private static final Query<LineageEdge> OF_ARTIFACT = EDGES.where("artifact_id = ? ORDER BY id");
    private static final String DELETE = EDGES.deleteWhere("id = ?");

    @Override
    public void put(LineageEdge edge) {
        session.put(EDGES, edge);
    }

    @Override
    public Optional<LineageEdge> find(long runId, long artifactId, LineageEdge.Direction direction) {
        return session.one(FIND, runId, artifactId, direction);
    }

    @Override
    public List<LineageEdge> ofRun(long runId) {
        return session.all(OF_RUN, runId);
    }

    @Override
    public List<LineageEdge> ofArtifact(long artifactId) {
        return session.all(OF_ARTIFACT, artifactId);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE, id);
    }
}
