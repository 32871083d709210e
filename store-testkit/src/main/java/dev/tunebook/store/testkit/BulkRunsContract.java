package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.gone;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import dev.tunebook.store.runs.RunKey;
import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunSelection;
import dev.tunebook.store.runs.RunsUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of many runs that are changed or deleted at once.
public abstract class BulkRunsContract extends StoreContract {
    private Run first;
    private Run second;

    protected BulkRunsContract(StoreFactory factory) {
        super(factory);
    }

    @BeforeEach
    void make() {
        first = run("tunes", "r1");
        second = run("tunes", "r2");
    }

    private static RunSelection named(String... names) {
        return new RunSelection.Names("tuners", "tunes", List.of(names));
    }

    private static RunSelection matching(String key, String text) {
        return new RunSelection.Matching(
                "tuners", "tunes", new RunFilter.Compare(RunKey.parse(key), Comparison.EQUAL, new Value.Text(text)));
    }

    private static RunSelection ids(Run... runs) {
        return new RunSelection.Ids(List.of(runs).stream().map(Run::id).toList());
    }

    private static RunLabels.Update labels(Optional<String> displayName, Optional<String> group) {
        return new RunLabels.Update(
                displayName, Optional.empty(), Optional.of("looked at"), group, Optional.of("eval"), Optional.empty());
    }

    private RunLabels now(Run run) {
        return store.runs().runs(SYSTEM, List.of(run.id())).getFirst().labels();
    }

    private long changes() {
        return store.changes().latest(SYSTEM, first.projectId());
    }

    @Test
    void changesTags() {
        store.bulkRuns().modify(mia, named("r1"), RunsUpdate.tags(List.of("old", "best"), List.of()));
        clock.advance(Duration.ofSeconds(1));
        var changed = store.bulkRuns()
                .modify(mia, ids(first, second), RunsUpdate.tags(List.of("best", "new"), List.of("old")));
        assertThat(changed)
                .map(run -> run.labels().tags())
                .containsExactly(List.of("best", "new"), List.of("best", "new"));
        assertThat(changed).isEqualTo(store.runs().runs(vic, List.of(first.id(), second.id())));
        assertThat(changed).map(run -> run.status().updatedAt()).containsOnly(START.plusSeconds(1));
        var before = changes();
        store.bulkRuns().modify(mia, matching("tags", "new"), RunsUpdate.tags(List.of("best"), List.of("old")));
        assertThat(changes()).as("nothing is written for nothing").isEqualTo(before);
        assertThat(store.bulkRuns().modify(mia, matching("tags", "old"), RunsUpdate.tags(List.of("x"), List.of())))
                .as("what matches none")
                .isEmpty();
    }

    @Test
    void changesLabels() {
        store.bulkRuns()
                .modify(mia, named("r1", "r2", "r1"), RunsUpdate.of(labels(Optional.empty(), Optional.of("g"))));
        assertThat(List.of(now(first), now(second))).allSatisfy(labels -> {
            assertThat(labels.group()).hasValue("g");
            assertThat(labels.jobType()).hasValue("eval");
            assertThat(labels.notes()).hasValue("looked at");
        });
        var named = RunsUpdate.of(labels(Optional.of("the best"), Optional.of("h")));
        invalid("display_name", () -> store.bulkRuns().modify(mia, matching("group", "g"), named));
        assertThat(now(first).group()).as("all or nothing").hasValue("g");
        store.bulkRuns().modify(mia, named("r1"), named);
        assertThat(now(first).displayName()).isEqualTo("the best");
        assertThat(now(second).displayName()).isEqualTo(second.labels().displayName());
    }

    @Test
    void isForThoseWhoMayWrite() {
        var update = RunsUpdate.tags(List.of("mine"), List.of());
        for (var runs : List.of(named("r1"), ids(first), matching("name", "r1"))) {
            denied(() -> store.bulkRuns().modify(vic, runs, update));
            denied(() -> store.bulkRuns().delete(vic, runs, true));
            notFound(() -> store.bulkRuns().modify(bob, runs, update));
            notFound(() -> store.bulkRuns().delete(bob, runs, true));
            notFound(() -> store.bulkRuns().modify(ANYBODY, runs, update));
        }
        notFound(() -> store.bulkRuns().modify(mia, named("r1", "never"), update));
        assertThat(now(first).tags()).isEmpty();
    }

    @Test
    void deletes() {
        var model = new Versions(store, mia)
                .committed(NewArtifact.of("tuners", "tunes", "model", "m", "d").withRun("r1"), Map.of("m", "m"));
        var other = new Versions(store, mia)
                .committed(NewArtifact.of("tuners", "tunes", "model", "n", "d").withRun("r2"), Map.of("n", "n"));
        assertThat(store.bulkRuns().delete(mia, matching("name", "r1"), true)).containsExactly(first.id());
        assertThat(store.bulkRuns().delete(mia, named("r1", "r2"), false))
                .as("a repetition goes on where the first left off")
                .containsExactly(first.id(), second.id());
        var before = changes();
        assertThat(store.bulkRuns().delete(mia, ids(first, second), false)).hasSize(2);
        assertThat(changes()).isEqualTo(before);
        assertThat(store.artifacts().artifacts(mia, List.of(model.id(), other.id())))
                .singleElement()
                .satisfies(kept -> assertThat(kept.createdByRun()).isEmpty());
        gone(() -> store.bulkRuns().modify(mia, named("r1"), RunsUpdate.tags(List.of("x"), List.of())));
        gone(() -> store.bulkRuns().modify(mia, ids(first), RunsUpdate.tags(List.of("x"), List.of())));
        notFound(() -> store.bulkRuns().delete(mia, named("never"), false));
        assertThat(store.runQueries().count(mia, first.projectId(), RunFilter.ALL))
                .isZero();
        assertThat(store.check()).isEmpty();
    }
}
