package dev.tunebook.store.rows;

import dev.tunebook.store.artifacts.LineageEdge;
import java.util.List;
import java.util.Optional;

public interface LineageRows {
    void put(LineageEdge edge);

    Optional<LineageEdge> find(long runId, long artifactId, LineageEdge.Direction direction);

    List<LineageEdge> ofRun(long runId);

    List<LineageEdge> ofArtifact(long artifactId);

    void delete(long id);
}
