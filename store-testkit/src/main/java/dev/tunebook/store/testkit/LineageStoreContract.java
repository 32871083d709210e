package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.artifacts.LineageEdge.Direction;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewUse;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.projects.Sharing;
import dev.tunebook.store.runs.RunUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every lineage store does.
public abstract class LineageStoreContract extends StoreContract {
    protected LineageStoreContract(StoreFactory factory) {
        super(factory);
    }

    private static NewUse use(long run, long artifact) {
        return new NewUse(run, artifact, Optional.empty());
    }

    @Test
    void recordsAUseOnce() {
        var run = run("tunes", "r1");
        var data = new Versions(store, mia).committed("tunes", "set", Map.of("a", "a"));
        store.lineage().use(mia, new NewUse(run.id(), data.id(), Optional.of("train")));
        var before = store.changes().latest(mia, run.projectId());
        store.lineage().use(mia, new NewUse(run.id(), data.id(), Optional.of("again")));
        assertThat(store.changes().latest(mia, run.projectId())).isEqualTo(before);
        var edges = store.lineage().ofRuns(vic, List.of(run.id()));
        assertThat(edges)
                .containsExactly(new LineageEdge(
                        edges.getFirst().id(), run.id(), data.id(), Direction.INPUT, Optional.of("train"), START));
        assertThat(store.lineage().ofArtifacts(vic, List.of(data.id()))).isEqualTo(edges);
    }

    @Test
    void tellsEdgesInTheOrderTheyWereMade() {
        var first = run("tunes", "r1");
        var second = run("tunes", "r2");
        var versions = new Versions(store, mia);
        var data = versions.committed("tunes", "set", Map.of("a", "a"));
        store.lineage().use(mia, use(second.id(), data.id()));
        store.lineage().use(mia, use(first.id(), data.id()));
        var model = versions.committed(
                NewArtifact.of("tuners", "tunes", "model", "m", "d").withRun("r2"), Map.of("m", "m"));
        store.lineage().use(mia, use(first.id(), model.id()));
        assertThat(store.lineage().ofRuns(mia, List.of(first.id(), second.id(), first.id(), 987_654L)))
                .map(edge -> edge.runId() + " " + edge.direction() + " " + edge.artifactId())
                .containsExactly(
                        second.id() + " INPUT " + data.id(),
                        first.id() + " INPUT " + data.id(),
                        second.id() + " OUTPUT " + model.id(),
                        first.id() + " INPUT " + model.id());
        assertThat(store.lineage().ofArtifacts(mia, List.of(model.id(), data.id())))
                .hasSize(4)
                .isEqualTo(store.lineage().ofRuns(mia, List.of(first.id(), second.id())));
    }

    @Test
    void aRunMayReadWhatItMade() {
        var run = run("tunes", "r1");
        var made = new Versions(store, mia)
                .committed(NewArtifact.of("tuners", "tunes", "data", "set", "d").withRun("r1"), Map.of("a", "a"));
        store.lineage().use(mia, use(run.id(), made.id()));
        assertThat(store.lineage().ofRuns(mia, List.of(run.id())))
                .map(LineageEdge::direction)
                .containsExactly(Direction.OUTPUT, Direction.INPUT);
    }

    @Test
    void isWrittenByThoseWhoMay() {
        var run = run("tunes", "r1");
        var data = new Versions(store, mia).committed("tunes", "set", Map.of("a", "a"));
        var pending = store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "data", "set", "other"));
        conflict("not_committed", () -> store.lineage().use(mia, use(run.id(), pending.id())));
        denied(() -> store.lineage().use(vic, use(run.id(), data.id())));
        notFound(() -> store.lineage().use(bob, use(run.id(), data.id())));
        notFound(() -> store.lineage().use(mia, use(run.id(), 987_654L)));
        notFound(() -> store.lineage().use(mia, use(987_654L, data.id())));
        store.projects().upsert(bob, ProjectUpdate.of("rivals", "own"));
        var bobs = store.runs().upsert(bob, RunUpdate.of("rivals", "own", "r1")).value();
        notFound(() -> store.lineage().use(bob, use(bobs.id(), data.id())));
        assertThat(store.lineage().ofArtifacts(mia, List.of(data.id()))).isEmpty();
    }

    @Test
    void leavesOutWhatTheViewerMayNotSee() {
        shared("open", Sharing.USER_READ);
        var data = new Versions(store, mia).committed("open", "set", Map.of("a", "a"));
        store.projects().upsert(bob, ProjectUpdate.of("rivals", "own"));
        var bobs = store.runs().upsert(bob, RunUpdate.of("rivals", "own", "r1")).value();
        store.lineage().use(bob, use(bobs.id(), data.id()));
        assertThat(store.lineage().ofArtifacts(bob, List.of(data.id()))).hasSize(1);
        assertThat(store.lineage().ofArtifacts(mia, List.of(data.id())))
                .as("another tenant's run")
                .isEmpty();
        assertThat(store.lineage().ofRuns(mia, List.of(bobs.id()))).isEmpty();
        var hidden = new Versions(store, mia).committed("tunes", "set", Map.of("a", "a"));
        assertThat(store.lineage().ofArtifacts(bob, List.of(hidden.id()))).isEmpty();
    }

    @Test
    void goesWithItsEnds() {
        var run = run("tunes", "r1");
        var versions = new Versions(store, mia);
        var data = versions.committed("tunes", "set", Map.of("a", "a"));
        var other = versions.committed("tunes", "other", Map.of("b", "b"));
        store.lineage().use(mia, use(run.id(), data.id()));
        store.lineage().use(mia, use(run.id(), other.id()));
        store.artifacts().delete(mia, data.id(), true);
        assertThat(store.lineage().ofRuns(mia, List.of(run.id())))
                .map(LineageEdge::artifactId)
                .containsExactly(other.id());
        store.runs().delete(mia, run.id(), false);
        assertThat(store.lineage().ofArtifacts(mia, List.of(other.id()))).isEmpty();
    }
}
