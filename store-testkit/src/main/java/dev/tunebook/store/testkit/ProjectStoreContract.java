package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static dev.tunebook.store.testkit.Refusals.sameWords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.store.Page;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.projects.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every project store does.
public abstract class ProjectStoreContract extends StoreContract {
    private static final ProjectUpdate NOTHING = new ProjectUpdate(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    protected ProjectStoreContract(StoreFactory factory) {
        super(factory);
    }

    @Test
    void createsOnceAndIgnoresCase() {
        var made = store.projects().upsert(mia, ProjectUpdate.of("TUNERS", "Tunes"));
        assertThat(made.inserted()).isTrue();
        var project = made.value();
        assertThat(project)
                .isEqualTo(new Project(
                        project.id(),
                        project.entityId(),
                        "tuners",
                        "Tunes",
                        Optional.empty(),
                        Sharing.PRIVATE,
                        "{}",
                        START,
                        START,
                        Optional.of(mia.id())));
        clock.advance(Duration.ofSeconds(1));
        var again = store.projects().upsert(ada, ProjectUpdate.of("tuners", "tUNES"));
        assertThat(again.inserted()).isFalse();
        assertThat(again.value()).as("nothing given, nothing changed").isEqualTo(project);
        assertThat(store.projects().project(vic, "Tuners", "tunes")).hasValue(project);
    }

    @Test
    void changesOnlyWhatIsGiven() {
        var project = project("tunes");
        clock.advance(Duration.ofSeconds(1));
        var described = store.projects()
                .upsert(
                        mia,
                        new ProjectUpdate(
                                Optional.of(project.id()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("All our tunes"),
                                Optional.empty(),
                                Optional.of("{\"views\":{}}")))
                .value();
        assertThat(described.description()).hasValue("All our tunes");
        assertThat(described.settings()).isEqualTo("{\"views\":{}}");
        assertThat(described.name()).isEqualTo("tunes");
        assertThat(described.createdAt()).isEqualTo(START);
        assertThat(described.updatedAt()).isEqualTo(START.plusSeconds(1));
        assertThat(store.projects().projects(vic, List.of(project.id()))).containsExactly(described);
    }

    @Test
    void fillsInWhatIsNotNamed() {
        var unnamed = store.projects().upsert(mia, NOTHING).value();
        assertThat(unnamed.entity() + "/" + unnamed.name()).isEqualTo("mia/uncategorized");
        store.accounts().putUser(mia, UserUpdate.of("mia").withDefaultEntity("tuners"));
        assertThat(store.projects().upsert(mia, NOTHING).value().entity()).isEqualTo("tuners");
        invalid("no_entity", () -> store.projects().upsert(SYSTEM, NOTHING));
    }

    @Test
    void isMadeByThoseWhoMayWriteThere() {
        denied(() -> store.projects().upsert(vic, ProjectUpdate.of("tuners", "new")));
        denied(() -> store.projects().upsert(rex, ProjectUpdate.of("tuners", "new")));
        denied(() -> store.projects().upsert(bob, ProjectUpdate.of("ada", "new")));
        notFound(() -> store.projects().upsert(bob, ProjectUpdate.of("tuners", "new")));
        notFound(() -> store.projects().upsert(ANYBODY, ProjectUpdate.of("tuners", "new")));
        sameWords(
                "TUNERS",
                () -> store.projects().upsert(bob, ProjectUpdate.of("TUNERS", "new")),
                "NOBODY",
                () -> store.projects().upsert(bob, ProjectUpdate.of("NOBODY", "new")));
        for (var name : List.of("a/b", "a\\b", "a#b", "a?b", "a%b", "a:b", "a\tb", "x".repeat(129))) {
            assertThatThrownBy(() -> store.projects().upsert(mia, ProjectUpdate.of("tuners", name)))
                    .isInstanceOf(InvalidNameException.class);
        }
        assertThat(store.projects()
                        .list(root, Optional.of("tuners"), Page.Request.first(9))
                        .total())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE,      ADMINISTER, WRITE, READ,  -,     -",
        "RESTRICTED,   ADMINISTER, WRITE, READ,  -,     -",
        "ENTITY_READ,  ADMINISTER, WRITE, READ,  READ,  -",
        "ENTITY_WRITE, ADMINISTER, WRITE, WRITE, WRITE, -",
        "USER_READ,    ADMINISTER, WRITE, READ,  READ,  READ",
        "USER_WRITE,   ADMINISTER, WRITE, WRITE, WRITE, WRITE"
    })
    void givesAccessByRoleAndSharing(
            Sharing sharing, String adas, String mias, String vics, String rexs, String strangers) {
        var project = shared("tunes", sharing);
        Map<Viewer, String> expected = Map.of(
                ada,
                adas,
                mia,
                mias,
                vic,
                vics,
                rex,
                rexs,
                bob,
                strangers,
                root,
                "ADMINISTER",
                SYSTEM,
                "ADMINISTER",
                ANYBODY,
                "-");
        expected.forEach((viewer, access) -> {
            var found = store.projects().access(viewer, project.id());
            assertThat(found.map(Access::name).orElse("-")).as("%s", viewer).isEqualTo(access);
            assertThat(store.projects().project(viewer, "tuners", "tunes").isPresent())
                    .as("%s sees it", viewer)
                    .isEqualTo(found.isPresent());
            assertThat(store.projects().projects(viewer, List.of(project.id())).isEmpty())
                    .isEqualTo(found.isEmpty());
        });
    }

    @Test
    void hidesWhatMayNotBeSeen() {
        var project = project("tunes");
        var byId = new ProjectUpdate(
                Optional.of(project.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.of("mine"),
                Optional.empty(),
                Optional.empty());
        var unknown = new ProjectUpdate(
                Optional.of(987_654L),
                Optional.empty(),
                Optional.empty(),
                Optional.of("mine"),
                Optional.empty(),
                Optional.empty());
        notFound(() -> store.projects().upsert(bob, byId));
        sameWords(
                Long.toString(project.id()),
                () -> store.projects().upsert(bob, byId),
                "987654",
                () -> store.projects().upsert(bob, unknown));
        denied(() -> store.projects().upsert(vic, byId));
        notFound(() -> store.projects().rename(bob, project.id(), "mine"));
        assertThat(store.projects().access(bob, 987_654L)).isEmpty();
    }

    @Test
    void isSharedAndRenamedByItsAdministrators() {
        var project = project("tunes");
        project("taken");
        denied(() -> store.projects().rename(mia, project.id(), "songs"));
        denied(() -> store.projects()
                .upsert(
                        mia,
                        new ProjectUpdate(
                                Optional.of(project.id()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Sharing.USER_WRITE),
                                Optional.empty())));
        conflict("name_taken", () -> store.projects().rename(ada, project.id(), "TAKEN"));
        assertThatThrownBy(() -> store.projects().rename(ada, project.id(), "a/b"))
                .isInstanceOf(InvalidNameException.class);
        assertThat(store.projects().rename(ada, project.id(), "Tunes").name())
                .as("another spelling of its own name")
                .isEqualTo("Tunes");
        var renamed = store.projects().rename(ada, project.id(), "songs");
        assertThat(store.projects().project(vic, "tuners", "songs")).hasValue(renamed);
        assertThat(store.projects().project(vic, "tuners", "tunes")).isEmpty();
        assertThat(store.projects()
                        .upsert(mia, ProjectUpdate.of("tuners", "tunes"))
                        .inserted())
                .as("the old name is free")
                .isTrue();
    }

    @Test
    void listsNewestActivityFirst() {
        for (var name : List.of("one", "two", "three")) {
            project(name);
            clock.advance(Duration.ofSeconds(1));
        }
        run("one", "r1");
        assertThat(names(mia, Optional.of("TUNERS"))).containsExactly("one", "three", "two");
        assertThat(names(bob, Optional.of("tuners"))).isEmpty();
        assertThat(names(bob, Optional.of("nobody"))).isEmpty();
        assertThat(names(ANYBODY, Optional.of("tuners"))).isEmpty();
        store.projects().upsert(mia, ProjectUpdate.of("mia", "own"));
        assertThat(names(mia, Optional.empty())).containsExactly("own", "one", "three", "two");
        assertThat(names(root, Optional.empty())).as("root belongs to none").isEmpty();
        shared("open", Sharing.USER_READ);
        assertThat(names(bob, Optional.of("tuners"))).containsExactly("open");
    }

    private List<String> names(Viewer viewer, Optional<String> entity) {
        return store.projects().list(viewer, entity, Page.Request.first(10)).nodes().stream()
                .map(Project::name)
                .toList();
    }

    @Test
    void pagesWithoutSkippingOrRepeating() {
        for (int i = 0; i < 7; i++) {
            project("p" + i);
            clock.advance(Duration.ofSeconds(1));
        }
        var request = Page.Request.first(3);
        var first = store.projects().list(vic, Optional.of("tuners"), request);
        assertThat(first.nodes()).map(Project::name).containsExactly("p6", "p5", "p4");
        assertThat(first.more()).isTrue();
        assertThat(first.total()).isEqualTo(7);
        project("newcomer");
        store.projects().delete(ada, first.nodes().getLast().id());
        var second = store.projects()
                .list(
                        vic,
                        Optional.of("tuners"),
                        request.following(first.endCursor().orElseThrow()));
        assertThat(second.nodes()).map(Project::name).containsExactly("p3", "p2", "p1");
        var last = store.projects()
                .list(
                        vic,
                        Optional.of("tuners"),
                        request.following(second.endCursor().orElseThrow()));
        assertThat(last.nodes()).map(Project::name).containsExactly("p0");
        assertThat(last.more()).isFalse();
        assertThat(store.projects()
                        .list(vic, Optional.of("tuners"), Page.Request.first(0))
                        .total())
                .isEqualTo(7);
        invalid(
                "bad_cursor",
                () -> store.projects().list(vic, Optional.of("tuners"), request.following("bm90IG91cnM")));
    }

    @Test
    void deletesWithEverythingInIt() {
        var project = project("tunes");
        var run = run("tunes", "r1");
        assertThat(store.projects().delete(bob, project.id()))
                .as("not there for him")
                .isFalse();
        denied(() -> store.projects().delete(mia, project.id()));
        assertThat(store.projects().delete(ada, project.id())).isTrue();
        assertThat(store.projects().delete(ada, project.id())).isFalse();
        assertThat(store.projects().project(ada, "tuners", "tunes")).isEmpty();
        assertThat(store.runs().runs(SYSTEM, List.of(run.id()))).isEmpty();
        notFound(() -> store.runs().open(SYSTEM, run.id(), Access.READ));
        notFound(() -> store.changes().latest(SYSTEM, project.id()));
        var again = run("tunes", "r1");
        assertThat(again.id()).as("ids are not given twice").isNotEqualTo(run.id());
        assertThat(store.check()).isEmpty();
    }
}
