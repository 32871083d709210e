package dev.tunebook.server.artifacts;

import dev.tunebook.store.LineageStore;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.artifacts.LineageEdge.Direction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Follows data from one artifact or run to where it came from and to what became of it, level by level: each level is
/// one question to the store. What merely shares an ancestor is no lineage, and is left out.
final class LineageWalk {
    /// The nearest nodes of a larger lineage.
    private static final int MOST_NODES = 2_000;

    private final LineageStore store;
    private final Viewer viewer;
    private final Set<Long> artifacts = new LinkedHashSet<>();
    private final Set<Long> runs = new LinkedHashSet<>();
    private final Map<Long, LineageEdge> edges = new LinkedHashMap<>();

    LineageWalk(LineageStore store, Viewer viewer) {
        this.store = store;
        this.viewer = viewer;
    }

    Set<Long> artifacts() {
        return artifacts;
    }

    Set<Long> runs() {
        return runs;
    }

    Iterable<LineageEdge> edges() {
        return edges.values();
    }

    void fromArtifact(long id, int depth) {
        artifacts.add(id);
        follow(true, id, depth, Direction.OUTPUT);
        follow(true, id, depth, Direction.INPUT);
    }

    void fromRun(long id, int depth) {
        runs.add(id);
        follow(false, id, depth, Direction.INPUT);
        follow(false, id, depth, Direction.OUTPUT);
    }

    /// Data flows run after artifact and artifact after run: the way up leads from an artifact to the run whose output
    /// it is, from there to that run's inputs, and so on; the way down likewise.
    private void follow(boolean startsAtArtifact, long start, int depth, Direction first) {
        Set<Long> level = Set.of(start);
        boolean atArtifacts = startsAtArtifact;
        Direction direction = first;
        for (int i = 0; i < depth && !level.isEmpty() && artifacts.size() + runs.size() < MOST_NODES; i++) {
            level = step(level, atArtifacts, direction);
            atArtifacts = !atArtifacts;
            direction = direction == Direction.INPUT ? Direction.OUTPUT : Direction.INPUT;
        }
    }

    /// The nodes at the other ends of the level's edges.
    private Set<Long> step(Set<Long> level, boolean atArtifacts, Direction direction) {
        List<LineageEdge> found = atArtifacts ? store.ofArtifacts(viewer, level) : store.ofRuns(viewer, level);
        Set<Long> known = atArtifacts ? runs : artifacts;
        Set<Long> next = found.stream()
                .filter(edge -> edge.direction() == direction && edges.putIfAbsent(edge.id(), edge) == null)
                .map(atArtifacts ? LineageEdge::runId : LineageEdge::artifactId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        known.addAll(next);
        return next;
    }
}
