package dev.tunebook.store.rules;

import dev.tunebook.store.LineageStore;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.artifacts.NewUse;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.RunRow;
import java.util.ArrayList;
import java.util.List;

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
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            var artifacts = new ArtifactRights(rows, rights);
            var found = new ArrayList<LineageEdge>();
            runIds.forEach(id -> rows.runs()
                    .byId(id)
                    .filter(run -> rights.mayRead(run.projectId()))
                    .map(RunRow::id)
                    .map(rows.lineage()::ofRun)
                    .ifPresent(edges -> edges.stream()
                            .filter(edge ->
                                    artifacts.readable(edge.artifactId()).isPresent())
                            .forEach(found::add)));
            return found;
        });
    }

    @Override
    public List<LineageEdge> ofArtifacts(Viewer viewer, Iterable<Long> artifactIds) {
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            var artifacts = new ArtifactRights(rows, rights);
            var found = new ArrayList<LineageEdge>();
            artifactIds.forEach(id -> {
                if (artifacts.readable(id).isPresent()) {
                    rows.lineage().ofArtifact(id).stream()
                            .filter(edge -> rows.runs()
                                    .byId(edge.runId())
                                    .filter(run -> rights.mayRead(run.projectId()))
                                    .isPresent())
                            .forEach(found::add);
                }
            });
            return found;
        });
    }
}
