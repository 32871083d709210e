package dev.tunebook.store.rules;

import dev.tunebook.store.LineageStore;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.artifacts.NewUse;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Lineage.
record LineageRules(Engine engine, Journal journal) implements LineageStore {

    @Override
    public void use(Viewer viewer, NewUse use) {
        engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var run = RunRules.visible(rows, rights, use.runId());
            RunRules.requireRun(rights, run, Access.WRITE);
            var artifact = new ArtifactRights(rows, rights)
                    .requireCommitted(use.artifactId())
                    .artifact();
            new Edges(rows, journal).add(run, artifact, LineageEdge.Direction.INPUT, use.usedAs());
            return true;
        });
    }

    @Override
    public List<LineageEdge> ofRuns(Viewer viewer, Iterable<Long> runIds) {
        return engine.read(rows -> inOrder(
                rows,
                viewer,
                runIds,
                (seen, id) -> seen.run(id)
                        ? rows.lineage().ofRun(id).stream().filter(edge -> seen.artifact(edge.artifactId()))
                        : Stream.empty()));
    }

    @Override
    public List<LineageEdge> ofArtifacts(Viewer viewer, Iterable<Long> artifactIds) {
        return engine.read(rows -> inOrder(
                rows,
                viewer,
                artifactIds,
                (seen, id) -> seen.artifact(id)
                        ? rows.lineage().ofArtifact(id).stream().filter(edge -> seen.run(edge.runId()))
                        : Stream.empty()));
    }

    private static List<LineageEdge> inOrder(
            Rows rows, Viewer viewer, Iterable<Long> ids, BiFunction<Seen, Long, Stream<LineageEdge>> edges) {
        var seen = new Seen(rows, new ArtifactRights(rows, new Rights(rows, viewer)));
        return StreamSupport.stream(ids.spliterator(), false)
                .distinct()
                .flatMap(id -> edges.apply(seen, id))
                .sorted(Comparator.comparingLong(LineageEdge::id))
                .toList();
    }

    /// What the viewer may see of both ends.
    private record Seen(Rows rows, ArtifactRights rights) {
        boolean run(long id) {
            return rows.runs()
                    .byId(id)
                    .filter(run -> rights.rights().mayRead(run.projectId()))
                    .isPresent();
        }

        boolean artifact(long id) {
            return rights.visible(id).isPresent();
        }
    }
}
