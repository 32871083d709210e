package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.gone;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static dev.tunebook.store.testkit.Refusals.sameWords;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.RunPath;
import dev.tunebook.model.RunState;
import dev.tunebook.store.Page;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.SealedSecret;
import dev.tunebook.store.artifacts.CollectionQuery;
import dev.tunebook.store.charts.NewCustomChart;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.projects.Sharing;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunKey;
import dev.tunebook.store.runs.RunOrder;
import dev.tunebook.store.runs.RunQuery;
import dev.tunebook.store.runs.RunSelection;
import dev.tunebook.store.runs.RunUpdate;
import dev.tunebook.store.views.AccessToken;
import dev.tunebook.store.views.NewAccessToken;
import dev.tunebook.store.views.View;
import dev.tunebook.store.views.ViewQuery;
import dev.tunebook.store.views.ViewUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every store of access tokens does, and what their bearers may do.
public abstract class AccessTokenStoreContract extends StoreContract {
    private static final SealedSecret SECRET = new SealedSecret("0a1b2c3d", "c2VhbGVk");

    protected AccessTokenStoreContract(StoreFactory factory) {
        super(factory);
    }

    private View report(Viewer viewer, Project project) {
        return store.views().upsert(viewer, update(project, "{\"blocks\": []}")).value();
    }

    private static ViewUpdate update(Project project, String spec) {
        return new ViewUpdate(
                Optional.empty(),
                Optional.of(project.id()),
                Optional.of("runs"),
                Optional.of("report"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(spec));
    }

    private static NewAccessToken token(View view, String name, Project... projects) {
        return new NewAccessToken(
                view.id(), List.of(projects).stream().map(Project::id).toList(), sha256(name), SECRET);
    }

    private Viewer bearer(View view, Project... projects) {
        var made = store.accessTokens().create(mia, token(view, "token", projects));
        return new Viewer.Bearer(made.id());
    }

    private boolean reads(Viewer viewer, Run run) {
        return store.runs().run(viewer, run.path()).isPresent();
    }

    @Test
    void keepsWhatItIsTold() {
        var tunes = project("tunes");
        var songs = project("songs");
        var view = report(mia, tunes);
        var made = store.accessTokens().create(mia, token(view, "first", tunes, songs, tunes));
        assertThat(made)
                .isEqualTo(new AccessToken(
                        made.id(),
                        view.id(),
                        List.of(tunes.id(), songs.id()),
                        SECRET,
                        mia.id(),
                        START,
                        Optional.empty()));
        var second = store.accessTokens().create(ada, token(view, "second"));
        assertThat(store.accessTokens().ofView(ada, view.id())).containsExactly(made, second);
        assertThat(store.accessTokens().authenticate(sha256("first"))).hasValue(made);
        assertThat(store.accessTokens().authenticate(sha256("third"))).isEmpty();
        assertThat(store.accessTokens().ofView(mia, report(mia, tunes).id())).isEmpty();
        assertThat(store.check()).isEmpty();
    }

    @Test
    void isForThoseWhoMayChangeTheView() {
        var tunes = project("tunes");
        var view = report(mia, tunes);
        store.accessTokens().create(mia, token(view, "token", tunes));
        var hash = sha256("token");
        denied(() -> store.accessTokens().create(vic, token(view, "other")));
        denied(() -> store.accessTokens().ofView(vic, view.id()));
        denied(() -> store.accessTokens().setProjects(vic, hash, List.of()));
        denied(() -> store.accessTokens().revoke(vic, hash));
        for (var stranger : List.of(bob, rex, ANYBODY)) {
            notFound(() -> store.accessTokens().create(stranger, token(view, "other")));
            notFound(() -> store.accessTokens().ofView(stranger, view.id()));
            sameWords(
                    hash,
                    () -> store.accessTokens().revoke(stranger, hash),
                    sha256("none"),
                    () -> store.accessTokens().revoke(stranger, sha256("none")));
            sameWords(
                    hash,
                    () -> store.accessTokens().setProjects(stranger, hash, List.of()),
                    sha256("none"),
                    () -> store.accessTokens().setProjects(stranger, sha256("none"), List.of()));
        }
        invalid("no_user", () -> store.accessTokens().create(SYSTEM, token(view, "other")));
        notFound(() -> store.accessTokens().ofView(mia, 987_654));
    }

    @Test
    void opensNothingItsGiverMayNotRead() {
        var tunes = project("tunes");
        var view = report(mia, tunes);
        var theirs = store.projects()
                .upsert(bob, ProjectUpdate.of("rivals", "tunes"))
                .value();
        notFound(() -> store.accessTokens().create(mia, token(view, "token", tunes, theirs)));
        store.accessTokens().create(mia, token(view, "token", tunes));
        notFound(() -> store.accessTokens().setProjects(mia, sha256("token"), List.of(theirs.id())));
        var many = LongStream.rangeClosed(1, 1_001).boxed().toList();
        invalid("too_many_projects", () -> store.accessTokens().setProjects(mia, sha256("token"), many));
        assertThat(store.accessTokens().authenticate(sha256("token")))
                .hasValueSatisfying(token -> assertThat(token.projectIds()).containsExactly(tunes.id()));
    }

    @Test
    void itsBearerReadsTheViewAndTheRuns() {
        var tunes = project("tunes");
        var other = run("songs", "r2");
        var run = run(RunUpdate.of("tuners", "tunes", "r1").withSummary("{\"loss\":1}"));
        var view = report(mia, tunes);
        var bearer = bearer(view, tunes);
        assertThat(store.views().view(bearer, view.id())).hasValue(view);
        assertThat(store.runs().run(bearer, run.path())).hasValue(run);
        assertThat(store.runs().runs(bearer, List.of(run.id(), other.id()))).containsExactly(run);
        var all = new RunQuery(tunes.id(), RunFilter.ALL, RunOrder.OLDEST_FIRST);
        assertThat(store.runQueries().query(bearer, all, Page.Request.first(9)).nodes())
                .containsExactly(run);
        assertThat(store.runQueries().count(bearer, tunes.id(), RunFilter.ALL)).isEqualTo(1);
        assertThat(store.runQueries().columns(bearer, tunes.id(), "loss", 9)).isNotEmpty();
        assertThat(store.runQueries()
                        .values(bearer, tunes.id(), List.of(run.id()), List.of(RunKey.parse("summary.loss"))))
                .containsKey(run.id());
        assertThat(store.runs().open(bearer, run.id(), Access.METRICS).access()).isEqualTo(Access.METRICS);
        assertThat(store.projects().access(bearer, tunes.id())).hasValue(Access.METRICS);
    }

    @Test
    void itsBearerSeesOfTheProjectNoMoreThanNames() {
        var tunes = store.projects()
                .upsert(
                        ada,
                        new ProjectUpdate(
                                Optional.empty(),
                                Optional.of("tuners"),
                                Optional.of("tunes"),
                                Optional.of("secret plans"),
                                Optional.of(Sharing.ENTITY_WRITE),
                                Optional.of("{\"views\":\"secret\"}")))
                .value();
        var bearer = bearer(report(mia, tunes), tunes);
        assertThat(store.projects().project(bearer, "tuners", "tunes")).hasValueSatisfying(shown -> {
            assertThat(shown.id()).isEqualTo(tunes.id());
            assertThat(shown.toString()).doesNotContain("secret", "ENTITY_WRITE");
            assertThat(shown.createdBy()).isEmpty();
            assertThat(store.projects().projects(bearer, List.of(tunes.id()))).containsExactly(shown);
            assertThat(store.projects()
                            .list(bearer, Optional.of("tuners"), Page.Request.first(9))
                            .nodes())
                    .containsExactly(shown);
        });
    }

    @Test
    void itsBearerReadsNothingElse() {
        var tunes = project("tunes");
        var run = run("tunes", "r1");
        var hidden = run("songs", "r2");
        var view = report(mia, tunes);
        var draft = report(mia, tunes);
        var bearer = bearer(view, tunes);
        var files = store.runs().open(bearer, run.id(), Access.METRICS);
        var everything = Page.Request.first(9);
        store.customCharts().put(mia, new NewCustomChart("tuners", "bars", "Bars", "vega2", true, "{}"));

        assertThat(reads(bearer, hidden)).isFalse();
        assertThat(store.views().view(bearer, draft.id())).isEmpty();
        assertThat(store.projects().project(bearer, "tuners", "songs")).isEmpty();
        assertThat(store.accounts().user(bearer, "mia")).isEmpty();
        assertThat(store.accounts().users(bearer, List.of(mia.id()))).isEmpty();
        assertThat(store.accounts().search(bearer, "m", 9)).isEmpty();
        assertThat(store.accounts().entity(bearer, "tuners")).isEmpty();
        assertThat(store.customCharts().chart(bearer, "tuners", "bars")).isEmpty();
        denied(() -> store.runs().open(bearer, run.id(), Access.READ));
        denied(() -> store.runs().openRun(bearer, run.path(), Access.READ));
        denied(() -> store.runFiles().list(files, Optional.empty(), everything));
        denied(() -> store.runFiles().named(files, List.of("a")));
        denied(() -> store.runFiles().count(files));
        denied(() -> store.runAlerts().list(files, everything));
        denied(() -> store.changes().after(bearer, tunes.id(), 0, 9));
        denied(() -> store.projects().storedBytes(bearer, tunes.id()));
        denied(() -> store.projectMembers().members(bearer, tunes.id()));
        denied(() -> store.collections().list(bearer, CollectionQuery.of(tunes.id()), everything));
        denied(() -> store.collections().types(bearer, tunes.id(), true));
        denied(() -> store.views()
                .list(
                        bearer,
                        new ViewQuery(tunes.id(), Optional.empty(), Optional.empty(), Optional.empty()),
                        everything));
        denied(() -> store.accessTokens().ofView(bearer, view.id()));
    }

    @Test
    void itsBearerChangesNothing() {
        var tunes = project("tunes");
        var run = run("tunes", "r1");
        var view = report(mia, tunes);
        var bearer = bearer(view, tunes);
        var before = store.changes().latest(ada, tunes.id());
        denied(() -> store.views().upsert(bearer, update(tunes, "{}")));
        denied(() -> store.views().delete(bearer, view.id()));
        denied(() -> store.runs().upsert(bearer, RunUpdate.of("tuners", "tunes", "r1")));
        denied(() -> store.runs().upsert(bearer, RunUpdate.of("tuners", "tunes", "new")));
        denied(() -> store.runs().delete(bearer, run.id(), false));
        denied(() -> store.runLifecycle().stop(bearer, run.id()));
        denied(() -> store.runLifecycle().setState(bearer, run.id(), RunState.FAILED));
        denied(() -> store.runLifecycle().nextGeneration(bearer, run.id()));
        denied(() -> store.projects().upsert(bearer, ProjectUpdate.of("tuners", "tunes")));
        notFound(() -> store.projects().upsert(bearer, ProjectUpdate.of("tuners", "new")));
        assertThat(store.projects().delete(bearer, tunes.id())).isFalse();
        denied(() -> store.accessTokens().create(bearer, token(view, "other", tunes)));
        denied(() -> store.accessTokens().setProjects(bearer, sha256("token"), List.of()));
        denied(() -> store.accessTokens().revoke(bearer, sha256("token")));
        assertThat(store.changes().latest(ada, tunes.id())).isEqualTo(before);
    }

    @Test
    void isRevokedAtOnceAndForEver() {
        var tunes = project("tunes");
        var run = run("tunes", "r1");
        var view = report(mia, tunes);
        var bearer = bearer(view, tunes);
        var path = RunPath.of("tuners", "tunes", "r1");
        assertThat(store.runs().openRun(bearer, path, Access.METRICS).run()).isEqualTo(run);
        clock.advance(Duration.ofMinutes(1));
        var revoked = store.accessTokens().revoke(ada, sha256("token"));
        assertThat(revoked.revokedAt()).hasValue(START.plusSeconds(60));
        assertThat(store.views().view(bearer, view.id())).isEmpty();
        assertThat(reads(bearer, run)).isFalse();
        notFound(() -> store.runs().openRun(bearer, path, Access.METRICS));
        assertThat(store.accessTokens().ofView(mia, view.id())).containsExactly(revoked);
        assertThat(store.accessTokens().authenticate(sha256("token"))).hasValue(revoked);
        clock.advance(Duration.ofMinutes(1));
        var changes = store.changes().latest(ada, tunes.id());
        assertThat(store.accessTokens().revoke(mia, sha256("token"))).isEqualTo(revoked);
        assertThat(store.changes().latest(ada, tunes.id())).isEqualTo(changes);
        conflict("revoked", () -> store.accessTokens().setProjects(mia, sha256("token"), List.of(tunes.id())));
    }

    @Test
    void opensWhatItsGiverStillReads() {
        var tunes = project("tunes");
        var run = run("tunes", "r1");
        var view = report(mia, tunes);
        var bearer = bearer(view, tunes);
        store.teams().removeMember(ada, "tuners", "mia");
        assertThat(reads(bearer, run)).isFalse();
        assertThat(store.views().view(bearer, view.id())).isEmpty();
        store.teams().putMember(ada, "tuners", "mia", Role.VIEWER);
        assertThat(reads(bearer, run)).isTrue();
        store.accounts().deleteUser(root, "mia");
        assertThat(reads(bearer, run)).isFalse();
        store.accessTokens().setProjects(ada, sha256("token"), List.of(tunes.id()));
        assertThat(reads(bearer, run)).isTrue();
    }

    @Test
    void opensTheProjectsItWasGivenLast() {
        var tunes = project("tunes");
        var run = run("tunes", "r1");
        var other = run("songs", "r2");
        var bearer = bearer(report(mia, tunes), tunes);
        store.accessTokens().setProjects(ada, sha256("token"), List.of(other.projectId()));
        assertThat(reads(bearer, run)).isFalse();
        assertThat(reads(bearer, other)).isTrue();
        store.projects().delete(ada, other.projectId());
        assertThat(reads(bearer, other)).isFalse();
    }

    /// Its old path finds it exactly where that opens it, and it opens no more of it than the new one.
    @Test
    void aRunThatWasMovedIsOpenWhereItIs() {
        var tunes = project("tunes");
        var songs = project("songs");
        var bearer = bearer(report(mia, tunes), tunes);
        var before = run("tunes", "r1").path();
        var after = move(before, "songs");
        for (var opened : List.of(List.of(tunes), List.of(songs), List.of(tunes, songs), List.<Project>of())) {
            setProjects(opened);
            assertIsOpen(bearer, before, opened.containsAll(List.of(tunes, songs)));
            assertIsOpen(bearer, after, opened.contains(songs));
        }
        setProjects(List.of(tunes));
        gone(() -> store.runs().openRun(bearer, before, Access.METRICS));
        setProjects(List.of(songs));
        sameWords(
                before.toString(),
                () -> store.runs().openRun(bearer, before, Access.METRICS),
                "tuners/tunes/never",
                () -> store.runs().openRun(bearer, RunPath.of("tuners", "tunes", "never"), Access.METRICS));
    }

    @Test
    void aRunThatWasMovedAndCannotBeReadThereIsClosed() {
        var tunes = project("tunes");
        var songs = project("songs");
        var bearer = bearer(report(mia, tunes), tunes, songs);
        var hidden = run("tunes", "r1").path();
        var deleted = run("tunes", "r2").path();
        var back = run("tunes", "r3").path();
        store.projects().upsert(bob, ProjectUpdate.of("rivals", "loot"));
        store.bulkRuns().move(root, new RunSelection.Names("tuners", "tunes", List.of("r1")), "rivals", "loot");
        store.runs()
                .delete(
                        mia,
                        store.runs()
                                .run(mia, move(deleted, "songs"))
                                .orElseThrow()
                                .id(),
                        false);
        move(move(back, "songs"), "tunes");
        assertIsOpen(bearer, hidden, false);
        assertIsOpen(bearer, deleted, false);
        setProjects(List.of(tunes));
        assertIsOpen(bearer, back, true);
        assertIsOpen(bearer, RunPath.of("tuners", "songs", "r3"), false);
        store.projects().delete(ada, tunes.id());
        assertIsOpen(bearer, back, false);
    }

    private RunPath move(RunPath run, String to) {
        var named = new RunSelection.Names(
                "tuners", run.project().value(), List.of(run.run().value()));
        return store.bulkRuns().move(ada, named, "tuners", to).getFirst().path();
    }

    private void setProjects(List<Project> projects) {
        store.accessTokens()
                .setProjects(
                        ada, sha256("token"), projects.stream().map(Project::id).toList());
    }

    private void assertIsOpen(Viewer bearer, RunPath path, boolean open) {
        assertThat(store.runs().run(bearer, path).isPresent())
                .as("found by %s", path)
                .isEqualTo(open);
        assertThat(isGiven(bearer, path, Access.METRICS))
                .as("opened by %s", path)
                .isEqualTo(open);
        for (var more : List.of(Access.BROWSE, Access.READ, Access.WRITE)) {
            assertThat(isGiven(bearer, path, more)).as("%s by %s", more, path).isFalse();
        }
    }

    private boolean isGiven(Viewer viewer, RunPath path, Access access) {
        try {
            return store.runs().openRun(viewer, path, access).grant().access() == access;
        } catch (StoreException.NotFound | StoreException.Denied | StoreException.Gone _) {
            return false;
        }
    }

    @Test
    void goesWithItsView() {
        var tunes = project("tunes");
        var view = report(mia, tunes);
        bearer(view, tunes);
        store.accessTokens().create(mia, token(report(mia, tunes), "of another", tunes));
        store.views().delete(mia, view.id());
        assertThat(store.accessTokens().authenticate(sha256("token"))).isEmpty();
        assertThat(store.accessTokens().authenticate(sha256("of another"))).isPresent();
        store.projects().delete(ada, tunes.id());
        assertThat(store.accessTokens().authenticate(sha256("of another"))).isEmpty();
    }

    @Test
    void isSealedAnewByTheServerAlone() {
        var tunes = project("tunes");
        var view = report(mia, tunes);
        var made = store.accessTokens().create(mia, token(view, "token", tunes));
        var anew = new SealedSecret("ffff", "bmV3");
        assertThat(store.accessTokens().notSealedBy(SYSTEM, "0a1b2c3d")).isEmpty();
        assertThat(store.accessTokens().notSealedBy(SYSTEM, "ffff")).containsExactly(made);
        assertThat(store.accessTokens().reseal(SYSTEM, made.id(), anew, SECRET)).isFalse();
        assertThat(store.accessTokens().reseal(SYSTEM, made.id(), SECRET, anew)).isTrue();
        assertThat(store.accessTokens().ofView(mia, view.id())).containsExactly(made.withSecret(anew));
        for (var viewer : List.of(root, mia, new Viewer.Bearer(made.id()))) {
            denied(() -> store.accessTokens().notSealedBy(viewer, "ffff"));
            denied(() -> store.accessTokens().reseal(viewer, made.id(), anew, SECRET));
        }
    }
}
