package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.gone;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static dev.tunebook.store.testkit.Refusals.sameWords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.RunPath;
import dev.tunebook.store.Page;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.ArtifactUpdate;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewUse;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.runs.NewRunAlert;
import dev.tunebook.store.runs.NewRunFile;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunAlert;
import dev.tunebook.store.runs.RunColumn;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunOrder;
import dev.tunebook.store.runs.RunQuery;
import dev.tunebook.store.runs.RunSelection;
import dev.tunebook.store.runs.RunUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of runs that are put into another project. They begin in `tunes`.
public abstract class MovedRunsContract extends StoreContract {
    private static final RunPath OLD = RunPath.of("tuners", "tunes", "r1");
    private static final RunPath NEW = RunPath.of("tuners", "songs", "r1");

    private Project tunes;
    private Project songs;

    protected MovedRunsContract(StoreFactory factory) {
        super(factory);
    }

    @BeforeEach
    void make() {
        tunes = project("tunes");
        songs = project("songs");
    }

    private static RunSelection named(String... names) {
        return new RunSelection.Names("tuners", "tunes", List.of(names));
    }

    private static RunSelection all(String project) {
        return new RunSelection.Matching("tuners", project, RunFilter.ALL);
    }

    private List<Run> move(RunSelection runs, String to) {
        return store.bulkRuns().move(mia, runs, "tuners", to);
    }

    private List<String> listed(Project project) {
        return store
                .runQueries()
                .query(SYSTEM, new RunQuery(project.id(), RunFilter.ALL, RunOrder.OLDEST_FIRST), Page.Request.first(99))
                .nodes()
                .stream()
                .map(run -> run.path().toString())
                .toList();
    }

    /// Puts the run where only the rivals and Root may read.
    private Project hide(Run run) {
        var loot =
                store.projects().upsert(bob, ProjectUpdate.of("rivals", "loot")).value();
        assertThat(store.bulkRuns().move(root, named(run.path().run().value()), "rivals", "loot"))
                .hasSize(1);
        return loot;
    }

    @Test
    void keepWhatHangsOnThem() {
        var run = run(RunUpdate.of("tuners", "tunes", "r1").withConfig("{\"lr\":{\"value\":0.10}}"));
        run("tunes", "r2");
        var grant = store.runs().open(mia, run.id(), Access.WRITE);
        store.history()
                .append(grant, StreamBatch.of(START, new LineBlock(HistoryFile.HISTORY, 0, List.of("{\"a\":1}"))));
        var versions = new Versions(store, mia);
        store.runFiles().put(grant, new NewRunFile("f.txt", versions.blob("file"), Optional.empty()));
        store.runAlerts().raise(grant, new NewRunAlert("nan", "loss is NaN", RunAlert.Severity.WARN, Duration.ZERO));
        var model = versions.committed(
                NewArtifact.of("tuners", "tunes", "model", "m", "d").withRun("r1"), Map.of("m", "m"));
        var before = store.runs().run(mia, OLD).orElseThrow();

        assertThat(move(named("r1"), "songs"))
                .singleElement()
                .isEqualTo(new Run(
                        run.id(),
                        songs.id(),
                        NEW,
                        before.labels(),
                        before.origin(),
                        before.status(),
                        before.config(),
                        before.summary(),
                        before.systemMetrics(),
                        before.userId()))
                .isEqualTo(store.runs().run(vic, NEW).orElseThrow());

        var moved = store.runs().open(vic, run.id(), Access.READ);
        assertThat(moved.path()).isEqualTo(NEW);
        assertThat(store.history().rawRange(moved, HistoryFile.HISTORY, LineQuery.ALL))
                .map(HistoryLine::text)
                .containsExactly("{\"a\":1}");
        assertThat(store.runFiles().count(moved)).isEqualTo(1);
        assertThat(store.runAlerts().list(moved, Page.Request.first(9)).nodes()).hasSize(1);
        assertThat(store.lineage().ofRuns(vic, List.of(run.id()))).hasSize(1);
        assertThat(store.projects().storedBytes(vic, songs.id())).isEqualTo(4);
        var staying = store.artifacts().artifacts(vic, List.of(model.id())).getFirst();
        assertThat(staying.projectId()).as("artifacts stay").isEqualTo(tunes.id());
        assertThat(staying.createdByRun()).hasValue(run.id());
        assertThat(listed(tunes)).containsExactly("tuners/tunes/r2");
        assertThat(listed(songs)).containsExactly("tuners/songs/r1");
        assertThat(store.check()).isEmpty();
    }

    @Test
    void areFoundByTheirOldPath() {
        var run = run("tunes", "r1");
        move(named("r1"), "songs");
        assertThat(store.runs().openRun(mia, OLD, Access.WRITE).run().path()).isEqualTo(NEW);
        assertThat(store.runs().run(vic, OLD)).isEqualTo(store.runs().run(vic, NEW));
        var again =
                store.runs().upsert(mia, RunUpdate.of("tuners", "tunes", "r1").withSummary("{\"loss\":1}"));
        assertThat(again.inserted()).as("no second run is made").isFalse();
        assertThat(again.value().path()).isEqualTo(NEW);
        var late = store.artifacts()
                .create(
                        mia,
                        NewArtifact.of("tuners", "tunes", "data", "set", "d").withRun("r1"));
        assertThat(late.createdByRun()).hasValue(run.id());
        assertThat(listed(tunes)).isEmpty();

        store.projects().rename(ada, tunes.id(), "ballads");
        assertThat(store.runs().run(vic, RunPath.of("tuners", "ballads", "r1")))
                .as("whatever the project is called")
                .isPresent();
        store.runs().delete(mia, run.id(), false);
        gone(() -> store.runs().open(mia, RunPath.of("tuners", "ballads", "r1"), Access.WRITE));
        assertThat(store.runs().run(vic, RunPath.of("tuners", "ballads", "r1"))).isEmpty();
    }

    @Test
    void areNotFoundByThoseWhoMayNotReadThemThere() {
        var run = run("tunes", "r1");
        hide(run);
        for (var person : List.of(mia, vic)) {
            gone(() -> store.runs().open(person, OLD, Access.READ));
            assertThat(store.runs().run(person, OLD)).isEmpty();
            assertThat(store.runs().runs(person, List.of(run.id()))).isEmpty();
            notFound(() -> store.runs().open(person, run.id(), Access.READ));
        }
        assertThatThrownBy(() -> store.runs().open(mia, OLD, Access.WRITE))
                .hasMessage("run tuners/tunes/r1 was moved out of this project; start a run with another id");
        denied(() -> store.runs().open(vic, OLD, Access.WRITE));
        notFound(() -> store.runs().open(rex, OLD, Access.READ));
        gone(() -> store.runs().upsert(mia, RunUpdate.of("tuners", "tunes", "r1")));
        gone(() -> store.artifacts()
                .create(
                        mia,
                        NewArtifact.of("tuners", "tunes", "data", "set", "d").withRun("r1")));
        notFound(() -> move(named("r1"), "songs"));
        assertThat(listed(tunes)).isEmpty();
        for (var stranger : List.of(bob, ANYBODY)) {
            sameWords(
                    "r1",
                    () -> store.runs().open(stranger, OLD, Access.READ),
                    "r9",
                    () -> store.runs().open(stranger, RunPath.of("tuners", "tunes", "r9"), Access.READ));
            assertThat(store.runs().run(stranger, OLD)).isEmpty();
        }
        assertThat(store.runs().run(root, OLD)).isPresent();
    }

    @Test
    void moveOnAndBack() {
        var run = run("tunes", "r1");
        var ballads = project("ballads");
        move(named("r1"), "songs");
        move(all("songs"), "ballads");
        assertThat(store.runs().run(vic, OLD))
                .isEqualTo(store.runs().run(vic, NEW))
                .isPresent();
        assertThat(listed(ballads)).containsExactly("tuners/ballads/r1");
        move(all("ballads"), "tunes");
        assertThat(listed(tunes)).containsExactly("tuners/tunes/r1");
        assertThat(store.runs().run(vic, NEW).orElseThrow().path()).isEqualTo(OLD);
        assertThat(store.runs().open(vic, OLD, Access.READ).runId()).isEqualTo(run.id());
        assertThat(store.check()).isEmpty();
    }

    @Test
    void giveTheirNamesToNobody() {
        run("tunes", "r1");
        run("tunes", "r2");
        run("tunes", "r3");
        run("songs", "r2");
        store.runs().delete(mia, run("songs", "r3").id(), false);
        conflict("name_taken", () -> move(all("tunes"), "songs"));
        assertThatThrownBy(() -> move(all("tunes"), "songs"))
                .hasMessage("tuners/songs has, or had, a run r2, r3, and ids of runs are given once; nothing was"
                        + " moved: leave them out, or choose another project");
        assertThat(listed(tunes)).as("all or nothing").hasSize(3);
        assertThat(listed(songs)).containsExactly("tuners/songs/r2");

        move(named("r1"), "songs");
        project("ballads");
        run("ballads", "r1");
        conflict("name_taken", () -> move(all("ballads"), "tunes"));
    }

    @Test
    void aRepeatedMoveIsNothing() {
        run("tunes", "r1");
        run("tunes", "r2");
        assertThat(move(named("r1", "r2", "r1"), "songs")).hasSize(2);
        var before =
                List.of(store.changes().latest(mia, tunes.id()), store.changes().latest(mia, songs.id()));
        assertThat(move(named("r1", "r2"), "songs")).isEmpty();
        assertThat(move(all("tunes"), "songs")).isEmpty();
        assertThat(move(all("songs"), "songs")).as("to where they are").isEmpty();
        assertThat(List.of(
                        store.changes().latest(mia, tunes.id()), store.changes().latest(mia, songs.id())))
                .isEqualTo(before);
        notFound(() -> move(named("r1"), "tunes"));
        notFound(() -> move(named("never"), "songs"));
        store.runs().delete(mia, run("tunes", "r3").id(), false);
        gone(() -> move(named("r3"), "songs"));
    }

    @Test
    void takeWriteAccessToBothProjects() {
        run("tunes", "r1");
        var loot =
                store.projects().upsert(bob, ProjectUpdate.of("rivals", "loot")).value();
        denied(() -> store.bulkRuns().move(vic, named("r1"), "tuners", "songs"));
        notFound(() -> store.bulkRuns().move(bob, named("r1"), "rivals", "loot"));
        for (Viewer person : List.of(mia, ada)) {
            sameWords(
                    "rivals/loot",
                    () -> store.bulkRuns().move(person, all("tunes"), "rivals", "loot"),
                    "rivals/none",
                    () -> store.bulkRuns().move(person, all("tunes"), "rivals", "none"));
        }
        sameWords(
                "tuners/tunes",
                () -> store.bulkRuns().move(bob, all("tunes"), "rivals", "loot"),
                "tuners/none",
                () -> store.bulkRuns().move(bob, all("none"), "rivals", "loot"));
        notFound(() -> store.bulkRuns().move(mia, all("tunes"), "tuners", "none"));
        invalid("selection", () -> move(new RunSelection.Ids(List.of(1L)), "songs"));
        project("wandb-registry-model");
        invalid("registry", () -> move(all("tunes"), "wandb-registry-model"));
        assertThat(listed(loot)).isEmpty();
        assertThat(listed(tunes)).hasSize(1);
    }

    @Test
    void tellBothProjects() {
        var run = run("tunes", "r1");
        var other = run("tunes", "r2");
        move(named("r1"), "songs");
        assertThat(store.changes().after(vic, tunes.id(), 2, 9))
                .containsExactly(
                        new Change(3, Change.Kind.RUN, other.id(), START),
                        new Change(4, Change.Kind.RUN, run.id(), START));
        assertThat(store.changes().after(vic, songs.id(), 1, 9))
                .containsExactly(new Change(2, Change.Kind.RUN, run.id(), START));
        run(RunUpdate.of("tuners", "songs", "r1").withSummary("{\"loss\":1}"));
        assertThat(store.changes().latest(vic, tunes.id()))
                .as("what comes later is the new project's alone")
                .isEqualTo(4);
        assertThat(store.changes().after(vic, tunes.id(), 3, 9)).hasSize(1);
        assertThat(store.check()).isEmpty();
    }

    @Test
    void areTakenBackWithTheirTransaction() {
        run("tunes", "r1");
        assertThat(listed(tunes)).hasSize(1);
        assertThatThrownBy(() -> store.transaction(() -> {
                    assertThat(move(all("tunes"), "songs")).hasSize(1);
                    assertThat(listed(songs)).hasSize(1);
                    throw new IllegalStateException("never mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(listed(tunes)).hasSize(1);
        assertThat(listed(songs)).isEmpty();
        assertThat(store.runs().run(vic, NEW)).isEmpty();
    }

    @Test
    void leaveTheTableOfAProjectWhateverBecomesOfThem() {
        run(RunUpdate.of("tuners", "tunes", "r1").withConfig("{\"lr\":{\"value\":1}}"));
        assertThat(listed(tunes)).as("the table is known").hasSize(1);
        move(named("r1"), "songs");
        store.projects().delete(ada, songs.id());
        assertThat(listed(tunes)).isEmpty();
        assertThat(store.runQueries().columns(vic, tunes.id(), "", 9)).isEmpty();
        gone(() -> store.runs().upsert(mia, RunUpdate.of("tuners", "tunes", "r1")));
        assertThat(store.check()).isEmpty();
    }

    @Test
    void areForgottenWithTheProjectTheyLeft() {
        run("tunes", "r1");
        move(named("r1"), "songs");
        store.projects().delete(ada, tunes.id());
        notFound(() -> store.runs().open(mia, OLD, Access.READ));
        assertThat(run("tunes", "r1").path()).isEqualTo(OLD);
        assertThat(store.runs().run(vic, NEW)).isPresent();
        assertThat(store.check()).isEmpty();
    }

    @Test
    void showWhatTheirModelsSayWhereverThoseAre() {
        run(RunUpdate.of("tuners", "tunes", "r1").withConfig("{\"tune\":{\"value\":{\"epochs\":3}}}"));
        var model = new Versions(store, mia)
                .committed(NewArtifact.of("tuners", "tunes", "model", "m", "d").withRun("r1"), Map.of("m", "m"));
        move(named("r1"), "songs");
        assertThat(columns(songs)).contains("ft.epochs").doesNotContain("ft.score");
        store.artifacts()
                .update(
                        mia,
                        new ArtifactUpdate(
                                model.id(),
                                Optional.empty(),
                                Optional.of("{\"score\":1}"),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                Optional.empty()));
        assertThat(columns(songs)).contains("ft.score");
        store.artifacts().delete(mia, model.id(), true);
        assertThat(columns(songs)).contains("ft.epochs").doesNotContain("ft.score");
    }

    private List<String> columns(Project project) {
        return store.runQueries().columns(vic, project.id(), "ft.", 9).stream()
                .map(RunColumn::key)
                .map(key -> key.spelling())
                .toList();
    }

    @Test
    void areDeletedWithoutWhatOthersHold() {
        var run = run("tunes", "r1");
        var model = new Versions(store, mia)
                .committed(NewArtifact.of("tuners", "tunes", "model", "m", "d").withRun("r1"), Map.of("m", "m"));
        hide(run);
        store.lineage().use(root, new NewUse(run.id(), model.id(), Optional.empty()));
        store.runs().delete(bob, run.id(), true);
        assertThat(store.artifacts().artifacts(vic, List.of(model.id())))
                .singleElement()
                .satisfies(kept -> assertThat(kept.createdByRun()).isEmpty());
        assertThat(store.lineage().ofArtifacts(root, List.of(model.id()))).isEmpty();
        assertThat(store.check()).isEmpty();
    }

    @Test
    void areInOneProjectWhoeverMovesThem() throws Exception {
        var ballads = project("ballads");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = IntStream.range(0, 6)
                    .<Callable<Boolean>>mapToObj(thread -> () -> {
                        for (int i = 0; i < 20; i++) {
                            run("tunes", "w" + thread + "-" + i);
                            attempt(all("tunes"), thread % 2 == 0 ? "songs" : "ballads");
                        }
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(listed(tunes)).isEmpty();
        assertThat(store.runQueries().count(vic, songs.id(), RunFilter.ALL)
                        + store.runQueries().count(vic, ballads.id(), RunFilter.ALL))
                .isEqualTo(120);
        assertThat(store.check()).isEmpty();
    }

    private void attempt(RunSelection runs, String to) {
        try {
            move(runs, to);
        } catch (StoreException.Busy e) {
            throw new AssertionError("nothing is too busy for this", e);
        }
    }
}
