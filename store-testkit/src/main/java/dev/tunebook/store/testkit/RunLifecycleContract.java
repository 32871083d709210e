package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.gone;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.RunState;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunProjection;
import dev.tunebook.store.runs.RunUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every engine makes of a run's life.
public abstract class RunLifecycleContract extends StoreContract {
    protected RunLifecycleContract(StoreFactory factory) {
        super(factory);
    }

    private static RunProjection projection(int generation, long watermark) {
        return new RunProjection(
                generation,
                watermark,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static RunProjection summary(int generation, long watermark, String summary) {
        return new RunProjection(
                generation,
                watermark,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(summary),
                Optional.empty());
    }

    private static RunProjection heartbeat(long watermark, Instant at) {
        return new RunProjection(
                0, watermark, Optional.empty(), Optional.empty(), Optional.of(at), Optional.empty(), Optional.empty());
    }

    private static RunProjection ended(long watermark, RunState state, int exitCode) {
        return new RunProjection(
                0,
                watermark,
                Optional.of(state),
                Optional.of(exitCode),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private boolean project(Run run, RunProjection projection) {
        return store.runLifecycle().project(SYSTEM, run.id(), projection);
    }

    private Run now(Run run) {
        return store.runs().runs(SYSTEM, List.of(run.id())).getFirst();
    }

    @Test
    void projectsWhatCameWithTheLines() {
        var run = run("tunes", "r1");
        clock.advance(Duration.ofSeconds(30));
        var told = new RunProjection(
                0,
                17,
                Optional.of(RunState.FINISHED),
                Optional.of(0),
                Optional.of(START.plusSeconds(20)),
                Optional.of("{\"loss\":0.10}"),
                Optional.of("{\"system.cpu\":3.0}"));
        assertThat(project(run, told)).isTrue();
        var after = now(run);
        assertThat(after.status().state()).isEqualTo(RunState.FINISHED);
        assertThat(after.status().exitCode()).hasValue(0);
        assertThat(after.status().watermark()).isEqualTo(17);
        assertThat(after.status().heartbeatAt()).isEqualTo(START.plusSeconds(20));
        assertThat(after.status().updatedAt()).isEqualTo(START.plusSeconds(30));
        assertThat(after.summary()).isEqualTo("{\"loss\":0.10}");
        assertThat(after.systemMetrics()).hasValue("{\"system.cpu\":3.0}");
        assertThat(after.config()).isEqualTo(run.config());
        assertThat(store.changes().latest(vic, run.projectId())).isEqualTo(3);
    }

    @Test
    void replaysFreely() {
        var run = run("tunes", "r1");
        assertThat(project(run, summary(0, 5, "{\"a\":5}"))).isTrue();
        assertThat(project(run, summary(0, 5, "{\"a\":6}")))
                .as("the same again")
                .isFalse();
        assertThat(project(run, summary(0, 4, "{\"a\":4}"))).as("an older one").isFalse();
        assertThat(now(run).summary()).isEqualTo("{\"a\":5}");
        var next = store.runLifecycle().nextGeneration(mia, run.id());
        store.runLifecycle().activate(next, "{\"b\":0}");
        assertThat(project(run, summary(0, 99, "{\"a\":99}")))
                .as("of the generation before")
                .isFalse();
        assertThat(project(run, summary(next.generation(), 1, "{\"b\":1}"))).isTrue();
        assertThat(now(run).summary()).isEqualTo("{\"b\":1}");
        store.runs().delete(mia, run.id(), false);
        assertThat(project(run, summary(next.generation(), 2, "{\"b\":2}")))
                .as("of a run that is gone")
                .isFalse();
        assertThat(store.runLifecycle().project(SYSTEM, 987_654L, projection(0, 1)))
                .isFalse();
        denied(() -> store.runLifecycle().project(root, run.id(), projection(0, 1)));
    }

    @Test
    void heartbeatsOnlyGoForward() {
        var run = run("tunes", "r1");
        project(run, heartbeat(1, START.plusSeconds(10)));
        project(run, heartbeat(2, START.plusSeconds(5)));
        assertThat(now(run).status().heartbeatAt()).isEqualTo(START.plusSeconds(10));
        project(run, ended(3, RunState.FAILED, 7));
        project(run, heartbeat(4, START.plusSeconds(20)));
        assertThat(now(run).status().state())
                .as("a heartbeat alone changes no state")
                .isEqualTo(RunState.FAILED);
        assertThat(now(run).status().exitCode()).hasValue(7);
        project(
                run,
                new RunProjection(
                        0,
                        5,
                        Optional.of(RunState.RUNNING),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(now(run).status().exitCode()).as("it runs again").isEmpty();
    }

    @Test
    void stopsWhatRuns() {
        var run = run("tunes", "r1");
        denied(() -> store.runLifecycle().stop(vic, run.id()));
        notFound(() -> store.runLifecycle().stop(bob, run.id()));
        assertThat(store.runLifecycle().stop(mia, run.id()).status().stopRequested())
                .isTrue();
        var changes = store.changes().latest(vic, run.projectId());
        store.runLifecycle().stop(mia, run.id());
        assertThat(store.changes().latest(vic, run.projectId()))
                .as("again is nothing")
                .isEqualTo(changes);
        var ended = run("tunes", "r2");
        run(RunUpdate.of("tuners", "tunes", "r2").withState(RunState.FINISHED));
        assertThat(store.runLifecycle().stop(mia, ended.id()).status().stopRequested())
                .as("what has ended is left as it is")
                .isFalse();
    }

    @Test
    void changesStateByHandWhereAllowed() {
        Map<RunState, Set<RunState>> allowed = Map.of(
                RunState.PENDING, Set.of(RunState.RUNNING, RunState.FAILED, RunState.CRASHED, RunState.PREEMPTED),
                RunState.FAILED, Set.of(RunState.PENDING, RunState.RUNNING));
        var states = List.of(
                RunState.PENDING,
                RunState.RUNNING,
                RunState.FINISHED,
                RunState.FAILED,
                RunState.CRASHED,
                RunState.KILLED,
                RunState.PREEMPTING,
                RunState.PREEMPTED);
        for (var from : states) {
            for (var to : states) {
                var name = from + "-" + to;
                var run = run(RunUpdate.of("tuners", "tunes", name).withState(from));
                if (allowed.getOrDefault(to, Set.of()).contains(from)) {
                    assertThat(store.runLifecycle()
                                    .setState(mia, run.id(), to)
                                    .status()
                                    .state())
                            .isEqualTo(to);
                } else {
                    conflict("invalid_state", () -> store.runLifecycle().setState(mia, run.id(), to));
                    assertThatThrownBy(() -> store.runLifecycle().setState(mia, run.id(), to))
                            .hasMessageContaining("invalid state transition");
                }
            }
        }
    }

    @Test
    void forgetsTheExitCodeOfWhatIsPendingAgain() {
        var run = run("tunes", "r1");
        project(run, ended(1, RunState.FAILED, 3));
        denied(() -> store.runLifecycle().setState(vic, run.id(), RunState.PENDING));
        notFound(() -> store.runLifecycle().setState(bob, run.id(), RunState.PENDING));
        assertThat(store.runLifecycle()
                        .setState(mia, run.id(), RunState.PENDING)
                        .status()
                        .exitCode())
                .isEmpty();
    }

    @Test
    void startsAGenerationOnlyWhenActivated() {
        var run = run("tunes", "r1");
        project(run, ended(9, RunState.FINISHED, 0));
        denied(() -> store.runLifecycle().nextGeneration(vic, run.id()));
        notFound(() -> store.runLifecycle().nextGeneration(bob, run.id()));
        var garbage = store.runLifecycle().nextGeneration(mia, run.id());
        var next = store.runLifecycle().nextGeneration(mia, run.id());
        assertThat(next).isEqualTo(new RunGrant(run.id(), run.projectId(), run.path(), 2, Access.WRITE));
        assertThat(garbage.generation()).isEqualTo(1);
        assertThat(store.runs().open(mia, run.id(), Access.WRITE).generation()).isZero();

        clock.advance(Duration.ofSeconds(3));
        var after = store.runLifecycle().activate(next, "{\"kept\":1}");
        assertThat(after).isEqualTo(now(run));
        assertThat(after.status().state()).isEqualTo(RunState.RUNNING);
        assertThat(after.status().generation()).isEqualTo(2);
        assertThat(after.status().watermark()).isZero();
        assertThat(after.status().exitCode()).isEmpty();
        assertThat(after.status().heartbeatAt()).isEqualTo(START.plusSeconds(3));
        assertThat(after.summary()).isEqualTo("{\"kept\":1}");
        assertThat(store.runs().open(mia, run.id(), Access.WRITE).generation()).isEqualTo(2);
        conflict("generation", () -> store.runLifecycle().activate(garbage, "{}"));
        conflict("generation", () -> store.runLifecycle().activate(next, "{}"));
    }

    @Test
    void activatesWithAGrantThatWritesOnly() {
        var run = run("tunes", "r1");
        var next = store.runLifecycle().nextGeneration(mia, run.id());
        var reading = new RunGrant(next.runId(), next.projectId(), next.path(), next.generation(), Access.READ);
        denied(() -> store.runLifecycle().activate(reading, "{}"));
        assertThatThrownBy(() -> store.runLifecycle().activate(next, "[]")).isInstanceOf(InvalidJsonException.class);
        var invented = new RunGrant(next.runId(), next.projectId(), next.path(), 7, Access.WRITE);
        conflict("generation", () -> store.runLifecycle().activate(invented, "{}"));
        store.runs().delete(mia, run.id(), false);
        gone(() -> store.runLifecycle().activate(next, "{}"));
        gone(() -> store.runLifecycle().nextGeneration(mia, run.id()));
    }

    @Test
    void marksWhatFellSilent() {
        var silent = run("tunes", "silent");
        var preempting = run(RunUpdate.of("tuners", "tunes", "preempting").withState(RunState.PREEMPTING));
        var finished = run(RunUpdate.of("tuners", "tunes", "finished").withState(RunState.FINISHED));
        var pending = run(RunUpdate.of("tuners", "tunes", "pending").withState(RunState.PENDING));
        var deleted = run("tunes", "deleted");
        store.runs().delete(mia, deleted.id(), false);
        clock.advance(Duration.ofSeconds(60));
        var alive = run("tunes", "alive");
        var since = START.plusSeconds(30);

        denied(() -> store.runLifecycle().markSilent(root, since, START));
        assertThat(store.runLifecycle().markSilent(SYSTEM, since, since))
                .as("silence counts from the server's own start")
                .isEmpty();
        assertThat(store.runLifecycle().markSilent(SYSTEM, since, START))
                .map(run -> run.path().run() + " " + run.status().state())
                .containsExactlyInAnyOrder("silent crashed", "preempting preempted");
        assertThat(store.runLifecycle().markSilent(SYSTEM, since, START)).isEmpty();
        assertThat(List.of(silent, preempting, finished, pending, alive))
                .map(run -> now(run).status().state().value())
                .containsExactly("crashed", "preempted", "finished", "pending", "running");
        assertThat(store.changes().latest(vic, silent.projectId())).isEqualTo(10);
    }
}
