package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.gone;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static dev.tunebook.store.testkit.Refusals.sameWords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.model.RunPath;
import dev.tunebook.model.RunState;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewUse;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Sharing;
import dev.tunebook.store.runs.NewRunFile;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunOrigin;
import dev.tunebook.store.runs.RunStatus;
import dev.tunebook.store.runs.RunUpdate;
import dev.tunebook.store.runs.RunUpdate.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every run store does.
public abstract class RunStoreContract extends StoreContract {
    private static final RunPath PATH = RunPath.of("tuners", "tunes", "r1");

    protected RunStoreContract(StoreFactory factory) {
        super(factory);
    }

    private static RunUpdate named(String run) {
        return RunUpdate.of("tuners", "tunes", run);
    }

    @Test
    void createsTheRunAndItsProject() {
        var made = store.runs().upsert(mia, RunUpdate.of("TUNERS", "Tunes", "r1"));
        assertThat(made.inserted()).isTrue();
        var run = made.value();
        var project = store.projects().project(vic, "tuners", "tunes").orElseThrow();
        assertThat(run)
                .isEqualTo(new Run(
                        run.id(),
                        project.id(),
                        RunPath.of("tuners", "Tunes", "r1"),
                        new RunLabels(
                                run.labels().displayName(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()),
                        RunOrigin.NONE,
                        new RunStatus(RunState.RUNNING, false, Optional.empty(), 0, 0, START, START, START),
                        "{}",
                        "{}",
                        Optional.empty(),
                        Optional.of(mia.id())));
        assertThat(run.labels().displayName()).matches("[a-z]+-[a-z]+-1");
        assertThat(run("tunes", "r2").labels().displayName()).endsWith("-2");
        assertThat(store.runs().run(vic, PATH)).hasValue(run);
        assertThat(store.runs().runs(vic, List.of(run.id(), run.id(), 987_654L)))
                .containsExactly(run);
        assertThat(store.runs().run(vic, RunPath.of("tuners", "tunes", "R1")))
                .as("run ids keep their case")
                .isEmpty();
    }

    @Test
    void fillsInWhatIsNotNamed() {
        var update = RunUpdate.of(new Selector.ByName(Optional.empty(), Optional.empty(), "r1"));
        assertThat(store.runs().upsert(mia, update).value().path()).isEqualTo(RunPath.of("mia", "uncategorized", "r1"));
    }

    @Test
    void changesOnlyWhatIsGiven() {
        var labels = new RunLabels.Update(
                Optional.of("first try"),
                Optional.of("d"),
                Optional.of("n"),
                Optional.of("g"),
                Optional.of("fine-tune"),
                Optional.of(List.of("b", "a", "b")));
        var origin = new RunOrigin(
                Optional.of("host"), Optional.of("abc"), Optional.of("p.py"), Optional.of("repo"), Optional.of("s"));
        var made = run(named("r1")
                .withLabels(labels)
                .withOrigin(origin)
                .withConfig("{\"lr\": {\"value\": 1.00}, \"n\": {\"value\": NaN}}")
                .withSummary("{\"loss\":  0.10, \"big\": 18446744073709551616, \"日本\": \"🚀\"}"));
        assertThat(made.config()).isEqualTo("{\"lr\": {\"value\": 1.00}, \"n\": {\"value\": NaN}}");
        assertThat(made.summary()).isEqualTo("{\"loss\":  0.10, \"big\": 18446744073709551616, \"日本\": \"🚀\"}");
        clock.advance(Duration.ofSeconds(5));
        assertThat(store.runs().upsert(ada, named("r1")).value()).isEqualTo(made);

        var again = store.runs()
                .upsert(
                        ada,
                        named("r1")
                                .withLabels(new RunLabels.Update(
                                        Optional.empty(),
                                        Optional.of(""),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(List.of())))
                                .withConfig("{\"lr\":{\"value\":2}}"));
        assertThat(again.inserted()).isFalse();
        var changed = again.value();
        assertThat(changed.labels())
                .isEqualTo(new RunLabels(
                        "first try",
                        Optional.of(""),
                        Optional.of("n"),
                        Optional.of("g"),
                        Optional.of("fine-tune"),
                        List.of()));
        assertThat(changed.origin()).isEqualTo(origin);
        assertThat(changed.config()).isEqualTo("{\"lr\":{\"value\":2}}");
        assertThat(changed.summary()).isEqualTo(made.summary());
        assertThat(changed.userId()).as("whoever made it").hasValue(mia.id());
        assertThat(changed.status().updatedAt()).isEqualTo(START.plusSeconds(5));
        assertThat(changed.status().heartbeatAt()).as("no sign of life").isEqualTo(START);
        assertThat(store.runs().run(vic, PATH)).hasValue(changed);
    }

    @Test
    void isChangedByItsIdToo() {
        var run = run("tunes", "r1");
        var byId = RunUpdate.of(new Selector.ById(run.id())).withSummary("{\"loss\":1}");
        assertThat(store.runs().upsert(mia, byId).value().summary()).isEqualTo("{\"loss\":1}");
        denied(() -> store.runs().upsert(vic, byId));
        notFound(() -> store.runs().upsert(bob, byId));
        notFound(() -> store.runs().upsert(mia, RunUpdate.of(new Selector.ById(987_654L))));
        sameWords(
                Long.toString(run.id()),
                () -> store.runs().upsert(bob, byId),
                "987654",
                () -> store.runs().upsert(bob, RunUpdate.of(new Selector.ById(987_654L))));
    }

    @Test
    void refusesWhatIsNoRun() {
        for (var name : List.of("", "a/b", "a:b", "a;b", "a,b", "a#b", "a?b", "a'b", "a\\b", "x".repeat(129))) {
            assertThatThrownBy(() -> run(named(name))).isInstanceOf(InvalidNameException.class);
        }
        for (var json : List.of("", "[]", "{", "\"x\"")) {
            assertThatThrownBy(() -> run(named("r1").withConfig(json))).isInstanceOf(InvalidJsonException.class);
            assertThatThrownBy(() -> run(named("r1").withSummary(json))).isInstanceOf(InvalidJsonException.class);
        }
        invalid(
                "no_entity",
                () -> store.runs()
                        .upsert(
                                SYSTEM,
                                RunUpdate.of(new Selector.ByName(Optional.empty(), Optional.of("tunes"), "r1"))));
        assertThat(store.projects().project(root, "tuners", "tunes"))
                .as("no project is left behind")
                .isEmpty();
    }

    @Test
    void isWrittenByThoseWhoMay() {
        project("tunes");
        denied(() -> store.runs().upsert(vic, named("r1")));
        denied(() -> store.runs().upsert(rex, named("r1")));
        notFound(() -> store.runs().upsert(bob, named("r1")));
        notFound(() -> store.runs().upsert(ANYBODY, named("r1")));
        shared("open", Sharing.USER_WRITE);
        assertThat(store.runs()
                        .upsert(bob, RunUpdate.of("tuners", "open", "r1"))
                        .inserted())
                .isTrue();
        shared("readable", Sharing.USER_READ);
        denied(() -> store.runs().upsert(bob, RunUpdate.of("tuners", "readable", "r1")));
    }

    @Test
    void comesBackToLifeOnlyWhenToldTo() {
        var run = run("tunes", "r1");
        run(named("r1").withState(RunState.FINISHED));
        clock.advance(Duration.ofSeconds(9));
        assertThat(run(named("r1").withSummary("{\"x\":1}")).status().state()).isEqualTo(RunState.FINISHED);
        var back = run(named("r1").reactivating()).status();
        assertThat(back.state()).isEqualTo(RunState.RUNNING);
        assertThat(back.heartbeatAt()).isEqualTo(START.plusSeconds(9));
        store.runLifecycle().stop(mia, run.id());
        run(named("r1").withState(new RunState("failed")));
        var again = run(named("r1").reactivating()).status();
        assertThat(again.stopRequested()).isFalse();
        assertThat(again.generation()).as("history goes on").isZero();
        assertThat(run(named("r1").withState(new RunState("dreaming"))).status().state())
                .as("a state nobody knows is data")
                .isEqualTo(new RunState("dreaming"));
    }

    @Test
    void namesAnOwnerForAServiceAccount() {
        var update = new UserUpdate(
                "robot",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty());
        var robot = store.accounts().putUser(root, update).value();
        store.teams().putMember(ada, "tuners", "robot", Role.MEMBER);
        var viewer = new dev.tunebook.store.Viewer.User(robot.id(), "robot", false);
        assertThat(store.runs().upsert(viewer, onBehalfOf("r1", "vic")).value().userId())
                .hasValue(vic.id());
        assertThat(store.runs()
                        .upsert(viewer, onBehalfOf("r2", "nobody"))
                        .value()
                        .userId())
                .hasValue(robot.id());
        assertThat(store.runs().upsert(mia, onBehalfOf("r3", "ada")).value().userId())
                .as("people speak for themselves")
                .hasValue(mia.id());
        assertThat(store.runs().upsert(viewer, onBehalfOf("r3", "vic")).value().userId())
                .as("only when it is made")
                .hasValue(mia.id());
    }

    private static RunUpdate onBehalfOf(String run, String username) {
        var update = named(run);
        return new RunUpdate(
                update.selector(),
                update.labels(),
                update.origin(),
                update.state(),
                update.reactivate(),
                update.config(),
                update.summary(),
                Optional.of(username));
    }

    @Test
    void opensForThoseWhoMay() {
        var run = run("tunes", "r1");
        assertThat(store.runs().open(vic, RunPath.of("TUNERS", "TUNES", "r1"), Access.READ))
                .isEqualTo(new RunGrant(run.id(), run.projectId(), PATH, 0, Access.READ));
        assertThat(store.runs().open(mia, run.id(), Access.WRITE).access()).isEqualTo(Access.WRITE);
        denied(() -> store.runs().open(vic, PATH, Access.WRITE));
        denied(() -> store.runs().open(mia, run.id(), Access.ADMINISTER));
        notFound(() -> store.runs().open(bob, PATH, Access.READ));
        notFound(() -> store.runs().open(bob, run.id(), Access.READ));
        notFound(() -> store.runs().open(rex, run.id(), Access.READ));
        notFound(() -> store.runs().open(mia, RunPath.of("tuners", "tunes", "r2"), Access.READ));
        sameWords(
                "tunes",
                () -> store.runs().open(bob, PATH, Access.READ),
                "absent",
                () -> store.runs().open(bob, RunPath.of("tuners", "absent", "r1"), Access.READ));
        assertThat(store.runs().run(bob, PATH)).isEmpty();
        assertThat(store.runs().runs(bob, List.of(run.id()))).isEmpty();
    }

    @Test
    void aRunThatIsOpenedOftenIsAsItIsNow() {
        var run = run("tunes", "r1");
        var opened = store.runs().openRun(mia, PATH, Access.WRITE);
        assertThat(opened.grant()).isEqualTo(store.runs().open(mia, PATH, Access.WRITE));
        assertThat(opened.run()).isEqualTo(run);
        assertThat(store.runs().openRun(mia, PATH, Access.WRITE)).isEqualTo(opened);
        store.runLifecycle().stop(mia, run.id());
        assertThat(store.runs().openRun(mia, PATH, Access.WRITE).run().status().stopRequested())
                .isTrue();
        store.teams().removeMember(root, "tuners", mia.username());
        notFound(() -> store.runs().openRun(mia, PATH, Access.WRITE));
    }

    @Test
    void aDeletedIdStaysTaken() {
        var run = run("tunes", "r1");
        var grant = store.runs().open(mia, run.id(), Access.WRITE);
        var versions = new Versions(store, mia);
        store.runFiles().put(grant, new NewRunFile("a.txt", versions.blob("a"), Optional.empty()));
        var data = versions.committed("tunes", "data", Map.of("d.txt", "d"));
        store.lineage().use(mia, new NewUse(run.id(), data.id(), Optional.empty()));
        denied(() -> store.runs().delete(vic, run.id(), false));
        notFound(() -> store.runs().delete(bob, run.id(), false));

        store.runs().delete(mia, run.id(), false);
        store.runs().delete(mia, run.id(), true);
        denied(() -> store.runs().delete(vic, run.id(), false));
        notFound(() -> store.runs().delete(mia, 987_654, false));
        assertThat(store.runs().run(mia, PATH)).isEmpty();
        assertThat(store.runs().runs(mia, List.of(run.id()))).isEmpty();
        assertThat(store.lineage().ofArtifacts(mia, List.of(data.id()))).isEmpty();
        assertThat(store.runFiles().count(grant)).isZero();
        gone(() -> store.runs().upsert(mia, named("r1")));
        gone(() -> store.runs().upsert(mia, RunUpdate.of(new Selector.ById(run.id()))));
        gone(() -> store.runs().open(vic, PATH, Access.READ));
        gone(() -> store.runs().open(mia, run.id(), Access.WRITE));
        gone(() -> store.runFiles().put(grant, new NewRunFile("b.txt", versions.blob("b"), Optional.empty())));
        gone(() -> store.runLifecycle().stop(mia, run.id()));
        gone(() -> store.artifacts()
                .create(mia, NewArtifact.of("tuners", "tunes", "t", "out", "d").withRun("r1")));
        notFound(() -> store.runs().open(bob, run.id(), Access.READ));
        notFound(() -> store.runs().open(bob, PATH, Access.READ));
    }

    @Test
    void takesItsOutputsAlongWhereAsked() {
        var keeping = run("tunes", "keeping");
        var taking = run("tunes", "taking");
        var versions = new Versions(store, mia);
        var kept = versions.committed(
                NewArtifact.of("tuners", "tunes", "t", "kept", "k").withRun("keeping"), Map.of("k", "k"));
        var taken = versions.committed(
                NewArtifact.of("tuners", "tunes", "t", "taken", "k").withRun("taking"), Map.of("k", "k"));
        store.runs().delete(mia, keeping.id(), false);
        store.runs().delete(mia, taking.id(), true);
        assertThat(store.artifacts().artifacts(mia, List.of(kept.id(), taken.id())))
                .singleElement()
                .satisfies(artifact -> {
                    assertThat(artifact.id()).isEqualTo(kept.id());
                    assertThat(artifact.state()).isEqualTo(ArtifactState.COMMITTED);
                    assertThat(artifact.createdByRun()).isEmpty();
                });
        assertThat(store.check()).isEmpty();
    }
}
