package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.denied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of the histories of runs that were deleted by metadata alone, as when a crash came next.
public abstract class HistoryCleanupContract extends StoreContract {
    private static final Instant EVER = Instant.parse("2999-01-01T00:00:00Z");

    protected HistoryCleanupContract(StoreFactory factory) {
        super(factory);
    }

    private RunGrant logged(String project, String name) {
        var grant = store.runs().open(mia, run(project, name).id(), Access.WRITE);
        log(grant, 0);
        return grant;
    }

    private void log(RunGrant grant, long line) {
        store.history().append(grant, HistoryScenario.history(line, "{\"loss\":1}"));
    }

    private boolean isKept(RunGrant grant) {
        return !store.history()
                .rawRange(grant, HistoryFile.HISTORY, LineQuery.ALL)
                .isEmpty();
    }

    private int drop(int most) {
        return store.historyCleanup().drop(SYSTEM, EVER, most);
    }

    @Test
    void dropsThoseOfDeletedRunsOnly() {
        var kept = logged("tunes", "kept");
        var one = logged("tunes", "one");
        var more = List.of(logged("tunes", "two"), logged("tunes", "three"));
        assertThat(drop(9)).isZero();
        store.runs().delete(mia, one.runId(), false);
        store.bulkRuns().delete(mia, new RunSelection.Names("tuners", "tunes", List.of("two", "three")), false);
        assertThat(more).allMatch(this::isKept);
        assertThat(drop(2)).isEqualTo(2);
        assertThat(drop(2)).isEqualTo(1);
        assertThat(drop(2)).isZero();
        assertThat(isKept(one)).isFalse();
        assertThat(more).noneMatch(this::isKept);
        assertThat(isKept(kept)).isTrue();
        store.bulkRuns().delete(mia, new RunSelection.Names("tuners", "tunes", List.of("one", "two")), false);
        assertThat(drop(9)).as("a repeated deletion is nothing").isZero();
        assertThat(store.check()).isEmpty();
    }

    @Test
    void dropsThoseOfDeletedProjectsButWhatWasMovedOutBefore() {
        var moved = logged("tunes", "moved");
        var gone = logged("tunes", "gone");
        project("songs");
        store.bulkRuns().move(mia, new RunSelection.Names("tuners", "tunes", List.of("moved")), "tuners", "songs");
        store.projects().delete(ada, gone.projectId());
        assertThat(drop(9)).isEqualTo(1);
        assertThat(isKept(gone)).isFalse();
        assertThat(isKept(moved)).isTrue();
        store.teams().delete(root, "tuners", true);
        assertThat(drop(9)).isEqualTo(1);
        assertThat(isKept(moved)).isFalse();
        assertThat(store.check()).isEmpty();
    }

    @Test
    void dropsLinesThatComeLate() {
        var run = logged("tunes", "r1");
        store.runs().delete(mia, run.runId(), false);
        store.history().drop(List.of(run.runId()));
        log(run, 1);
        assertThat(isKept(run)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(store.historyCleanup().drop(SYSTEM, START, 9)).isZero();
        assertThat(isKept(run)).as("more may come").isTrue();
        assertThat(store.historyCleanup().drop(SYSTEM, START.plusNanos(1_000), 9))
                .isEqualTo(1);
        assertThat(isKept(run)).isFalse();
    }

    @Test
    void keepsThoseOfRunsWhoseDeletionWasTakenBack() {
        var run = logged("tunes", "r1");
        var all = new RunSelection.Matching("tuners", "tunes", RunFilter.ALL);
        assertThatThrownBy(() -> store.transaction(() -> {
                    store.bulkRuns().delete(mia, all, false);
                    throw new IllegalStateException("never mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(drop(9)).isZero();
        assertThat(isKept(run)).isTrue();
    }

    @Test
    void isTheServersOwn() {
        store.runs().delete(mia, logged("tunes", "r1").runId(), false);
        for (var person : List.of(root, mia, ANYBODY)) {
            denied(() -> store.historyCleanup().drop(person, EVER, 9));
        }
        assertThat(drop(9)).isEqualTo(1);
    }
}
