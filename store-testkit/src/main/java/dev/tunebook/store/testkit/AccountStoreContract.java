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
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.User;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.projects.ProjectUpdate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every account store does.
public abstract class AccountStoreContract extends StoreContract {
    protected AccountStoreContract(StoreFactory factory) {
        super(factory);
    }

    @Test
    void makesTheFirstAdministratorOnceWithCredentials() {
        try (var fresh = open("fresh")) {
            var made =
                    fresh.accounts().createFirstAdministrator(SYSTEM, UserUpdate.of("boss"), List.of(key("first-key")));
            assertThat(made)
                    .hasValueSatisfying(user -> assertThat(user.administrator()).isTrue());
            assertThat(fresh.credentials().authenticate(CredentialKind.API_KEY, sha256("first-key")))
                    .hasValueSatisfying(found -> assertThat(found.user()).isEqualTo(made.orElseThrow()));
            assertThat(fresh.accounts()
                            .createFirstAdministrator(SYSTEM, UserUpdate.of("second"), List.of(key("second-key"))))
                    .isEmpty();
            assertThat(fresh.credentials().authenticate(CredentialKind.API_KEY, sha256("second-key")))
                    .isEmpty();
        }
        denied(() -> store.accounts().createFirstAdministrator(root, UserUpdate.of("other"), List.of()));
    }

    @Test
    void createsAUserWithAPersonalEntity() {
        var made = store.accounts().putUser(root, UserUpdate.of("Grace").withEmail("grace@example.com"));
        assertThat(made.inserted()).isTrue();
        var user = made.value();
        assertThat(user)
                .isEqualTo(new User(
                        user.id(),
                        user.entityId(),
                        "Grace",
                        Optional.of("grace@example.com"),
                        Optional.empty(),
                        false,
                        false,
                        "Grace",
                        START));
        assertThat(store.accounts().entity(root, "gRACE"))
                .hasValue(new Entity(
                        user.entityId(), "Grace", EntityKind.USER, Optional.empty(), Optional.empty(), START));
        assertThat(store.accounts().user(bob, "GRACE")).hasValue(user.withoutEmail());
    }

    @Test
    void changesOnlyWhatIsGiven() {
        store.accounts().putUser(root, UserUpdate.of("grace").withEmail("g@example.com"));
        var changed = store.accounts()
                .putUser(
                        root,
                        new UserUpdate(
                                "GRACE",
                                Optional.empty(),
                                Optional.of("Grace H."),
                                Optional.of(true),
                                Optional.of(true),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(changed.inserted()).isFalse();
        assertThat(changed.value().username()).isEqualTo("grace");
        assertThat(changed.value().email()).hasValue("g@example.com");
        assertThat(changed.value().name()).hasValue("Grace H.");
        assertThat(changed.value().administrator()).isTrue();
        assertThat(changed.value().service()).as("a person stays a person").isFalse();
    }

    @Test
    void showsAnAddressToThoseWhoWorkTogether() {
        store.accounts().putUser(SYSTEM, UserUpdate.of("mia").withEmail("mia@example.com"));
        for (var viewer : List.of(SYSTEM, root, mia, ada, vic)) {
            assertThat(store.accounts().user(viewer, "mia").orElseThrow().email())
                    .as("%s", viewer)
                    .hasValue("mia@example.com");
            assertThat(store.accounts()
                            .users(viewer, List.of(mia.id()))
                            .getFirst()
                            .email())
                    .hasValue("mia@example.com");
            assertThat(store.accounts().search(viewer, "@example", 9)).hasSize(1);
        }
        assertThat(store.accounts().user(bob, "mia").orElseThrow().email()).isEmpty();
        assertThat(store.accounts().users(bob, List.of(mia.id())).getFirst().email())
                .isEmpty();
        assertThat(store.accounts().search(bob, "mia@example.com", 9))
                .as("nor can it be guessed")
                .isEmpty();
        assertThat(store.accounts().search(bob, "mia", 9).getFirst().email()).isEmpty();
    }

    @Test
    void letsPeopleChangeThemselvesOnly() {
        assertThat(store.accounts()
                        .putUser(mia, UserUpdate.of("mia").withEmail("mia@example.com"))
                        .value()
                        .email())
                .hasValue("mia@example.com");
        denied(() -> store.accounts().putUser(mia, UserUpdate.of("mia").withAdministrator(true)));
        denied(() -> store.accounts().putUser(mia, UserUpdate.of("ada").withEmail("x@example.com")));
        denied(() -> store.accounts().putUser(mia, UserUpdate.of("newcomer")));
        denied(() -> store.accounts().putUser(ANYBODY, UserUpdate.of("newcomer")));
        assertThat(store.accounts().user(root, "newcomer")).isEmpty();
    }

    @Test
    void tellsNobodyWhichHiddenNamesAreTaken() {
        sameWords(
                "rivals",
                () -> store.accounts().putUser(mia, UserUpdate.of("rivals")),
                "nobody",
                () -> store.accounts().putUser(mia, UserUpdate.of("nobody")));
    }

    @Test
    void keepsOneNamespace() {
        conflict("name_taken", () -> store.accounts().putUser(root, UserUpdate.of("Tuners")));
        invalid("reserved_name", () -> store.accounts().putUser(root, UserUpdate.of("Settings")));
        for (var name : List.of("", " ", "a/b", "a\\b", "..", "a\nb", "x".repeat(129))) {
            assertThatThrownBy(() -> store.accounts().putUser(root, UserUpdate.of(name)))
                    .isInstanceOf(InvalidNameException.class);
        }
    }

    @Test
    void takesADefaultEntityTheUserBelongsTo() {
        var tuner = store.accounts().putUser(mia, UserUpdate.of("mia").withDefaultEntity("TUNERS"));
        assertThat(tuner.value().defaultEntity()).isEqualTo("tuners");
        notFound(() -> store.accounts().putUser(mia, UserUpdate.of("mia").withDefaultEntity("rivals")));
        notFound(() -> store.accounts().putUser(root, UserUpdate.of("grace").withDefaultEntity("tuners")));
        assertThat(store.accounts().user(root, "grace")).as("taken back").isEmpty();
        store.teams().delete(root, "tuners", true);
        assertThat(store.accounts().user(mia, "mia").orElseThrow().defaultEntity())
                .as("falls back when the team is gone")
                .isEqualTo("mia");
    }

    @Test
    void findsUsersByNameAndId() {
        assertThat(store.accounts().user(ANYBODY, "ada")).isEmpty();
        assertThat(store.accounts().user(bob, "nobody")).isEmpty();
        assertThat(store.accounts().user(bob, "tuners")).as("a team is no user").isEmpty();
        assertThat(store.accounts().users(bob, List.of(ada.id(), 987_654L, mia.id())))
                .map(User::username)
                .containsExactlyInAnyOrder("ada", "mia");
        assertThat(store.accounts().users(ANYBODY, List.of(ada.id()))).isEmpty();
    }

    @Test
    void searchesExactMatchesFirst() {
        for (var name : List.of("Adamant", "cascADA", "Adage")) {
            store.accounts().putUser(root, UserUpdate.of(name));
        }
        store.accounts().putUser(root, UserUpdate.of("zoe").withEmail("zoe@Ada.example"));
        store.accounts().deleteUser(root, "Adage");
        assertThat(search("ADA", 10)).containsExactly("ada", "Adamant", "cascADA", "zoe");
        assertThat(search("ada", 2)).containsExactly("ada", "Adamant");
        assertThat(search("ZOE@ada.example", 5)).containsExactly("zoe");
        assertThat(store.accounts().search(ANYBODY, "ada", 5)).isEmpty();
    }

    private List<String> search(String text, int limit) {
        return store.accounts().search(root, text, limit).stream()
                .map(User::username)
                .toList();
    }

    @Test
    void deletesAUserWithAllThatIsHers() {
        var own = store.projects().upsert(mia, ProjectUpdate.of("mia", "notes")).value();
        var teams = project("tunes");
        run("tunes", "r1");
        store.credentials().add(mia, mia.id(), key("mia-key"));
        denied(() -> store.accounts().deleteUser(ada, "mia"));
        denied(() -> store.accounts().deleteUser(mia, "mia"));
        assertThat(store.accounts().deleteUser(root, "MIA")).isTrue();
        assertThat(store.accounts().deleteUser(root, "mia")).isFalse();
        assertThat(store.accounts().deleteUser(root, "tuners")).isFalse();

        assertThat(store.accounts().user(root, "mia")).isEmpty();
        assertThat(store.accounts().entity(root, "mia")).isEmpty();
        assertThat(store.projects().projects(SYSTEM, List.of(own.id()))).isEmpty();
        assertThat(store.credentials().authenticate(CredentialKind.API_KEY, sha256("mia-key")))
                .isEmpty();
        assertThat(store.teams().members(ada, "tuners"))
                .map(member -> member.user().username())
                .containsExactly("ada", "rex", "vic");
        assertThat(store.projects().access(mia, teams.id()))
                .as("her old session opens nothing")
                .isEmpty();
        assertThat(store.runs().upsert(ada, runUpdate("r1")).inserted())
                .as("the team keeps its runs")
                .isFalse();
        assertThat(store.accounts().putUser(root, UserUpdate.of("mia")).inserted())
                .as("the name is free again")
                .isTrue();
    }

    private static dev.tunebook.store.runs.RunUpdate runUpdate(String name) {
        return dev.tunebook.store.runs.RunUpdate.of("tuners", "tunes", name);
    }

    @Test
    void keepsOneAdministrator() {
        conflict("last_administrator", () -> store.accounts().deleteUser(root, "root"));
        conflict(
                "last_administrator",
                () -> store.accounts().putUser(root, UserUpdate.of("root").withAdministrator(false)));
        store.accounts().putUser(root, UserUpdate.of("ada").withAdministrator(true));
        assertThat(store.accounts().deleteUser(root, "root")).isTrue();
    }

    @Test
    void showsEntitiesToThoseWhoMayKnowThem() {
        assertThat(store.accounts().entity(bob, "ada")).as("people are known").isPresent();
        for (var member : List.of(root, ada, mia, vic, rex)) {
            assertThat(store.accounts().entity(member, "Tuners")).isPresent();
        }
        assertThat(store.accounts().entity(bob, "tuners")).isEmpty();
        assertThat(store.accounts().entity(ANYBODY, "ada")).isEmpty();
    }

    @Test
    void listsEntitiesForAdministrators() {
        store.accounts().putUser(root, UserUpdate.of("Adam"));
        var first = store.accounts().entities(root, EntityKind.USER, "AD", Page.Request.first(1));
        assertThat(first.total()).isEqualTo(2);
        assertThat(first.more()).isTrue();
        assertThat(first.nodes()).map(Entity::name).containsExactly("ada");
        store.accounts().putUser(root, UserUpdate.of("adaline"));
        var next = Page.Request.first(5).following(first.endCursor().orElseThrow());
        var second = store.accounts().entities(SYSTEM, EntityKind.USER, "AD", next);
        assertThat(second.nodes()).map(Entity::name).containsExactly("adaline", "Adam");
        assertThat(second.more()).isFalse();
        assertThat(store.accounts()
                        .entities(root, EntityKind.TEAM, "", Page.Request.first(9))
                        .nodes())
                .map(Entity::name)
                .containsExactly("rivals", "tuners");
        denied(() -> store.accounts().entities(ada, EntityKind.TEAM, "", Page.Request.first(9)));
        invalid(
                "bad_cursor",
                () -> store.accounts()
                        .entities(
                                root, EntityKind.USER, "", Page.Request.first(1).following("!")));
    }
}
