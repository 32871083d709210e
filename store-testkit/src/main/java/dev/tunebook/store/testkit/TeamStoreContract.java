package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static dev.tunebook.store.testkit.Refusals.sameWords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Organization;
import dev.tunebook.store.accounts.OrganizationUpdate;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.projects.ProjectUpdate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every team store does.
public abstract class TeamStoreContract extends StoreContract {
    protected TeamStoreContract(StoreFactory factory) {
        super(factory);
    }

    private Organization organization(String name, String displayName) {
        return store.teams()
                .putOrganization(root, new OrganizationUpdate(name, Optional.of(displayName)))
                .value();
    }

    @Test
    void createsAndMovesTeams() {
        var acme = organization("acme-org", "Acme");
        var made = store.teams().putTeam(root, "Crew", Optional.of("ACME-org"));
        assertThat(made.inserted()).isTrue();
        assertThat(made.value().kind()).isEqualTo(EntityKind.TEAM);
        assertThat(made.value().organizationId()).hasValue(acme.entity().id());
        var again = store.teams().putTeam(root, "crew", Optional.empty());
        assertThat(again.inserted()).isFalse();
        assertThat(again.value()).as("without an organisation it stays").isEqualTo(made.value());
        var other = organization("other", "Other Ltd");
        assertThat(store.teams()
                        .putTeam(root, "crew", Optional.of("Other Ltd"))
                        .value()
                        .organizationId())
                .hasValue(other.entity().id());
        notFound(() -> store.teams().putTeam(root, "crew", Optional.of("nobody")));
    }

    @Test
    void isMadeByAdministratorsOfTheServer() {
        denied(() -> store.teams().putTeam(ada, "mine", Optional.empty()));
        denied(() -> store.teams().putTeam(ANYBODY, "mine", Optional.empty()));
        denied(() -> store.teams().putOrganization(ada, new OrganizationUpdate("mine", Optional.empty())));
        denied(() -> store.teams().delete(ada, "tuners", true));
        assertThat(store.teams().putTeam(SYSTEM, "mine", Optional.empty()).inserted())
                .isTrue();
    }

    @Test
    void keepsOneNamespace() {
        organization("acme", "Acme");
        conflict("name_taken", () -> store.teams().putTeam(root, "Ada", Optional.empty()));
        conflict("name_taken", () -> store.teams().putTeam(root, "ACME", Optional.empty()));
        conflict("name_taken", () -> organization("tuners", "Tuners"));
        invalid("reserved_name", () -> store.teams().putTeam(root, "login", Optional.empty()));
        invalid("reserved_name", () -> organization("Login", "Login"));
        assertThatThrownBy(() -> store.teams().putTeam(root, "a/b", Optional.empty()))
                .isInstanceOf(InvalidNameException.class);
    }

    @Test
    void namesOrganisationsTwice() {
        var unnamed = store.teams()
                .putOrganization(root, new OrganizationUpdate("acme-org", Optional.empty()))
                .value();
        assertThat(unnamed.displayName()).isEqualTo("acme-org");
        var named = organization("acme-org", "Acme Inc.");
        assertThat(store.teams()
                        .putOrganization(root, new OrganizationUpdate("ACME-ORG", Optional.empty()))
                        .value())
                .as("keeps its display name")
                .isEqualTo(named);
        assertThat(store.teams().organization(root, "Acme-Org")).hasValue(named);
        assertThat(store.teams().organization(root, "acme inc.")).hasValue(named);
        assertThat(store.teams().organization(root, "tuners"))
                .as("a team is none")
                .isEmpty();
    }

    @Test
    void showsAnOrganisationToItsPeopleAndItsTeamsPeople() {
        organization("first", "Twin");
        var second = organization("second", "Twin");
        store.teams().putTeam(root, "tuners", Optional.of("second"));
        assertThat(store.teams().organization(mia, "second")).hasValue(second);
        assertThat(store.teams().organization(mia, "first")).isEmpty();
        assertThat(store.teams().organization(mia, "Twin"))
                .as("of two with the name, the one she may see")
                .hasValue(second);
        assertThat(store.teams().organization(bob, "second")).isEmpty();
        assertThat(store.teams().organization(ANYBODY, "second")).isEmpty();
        store.teams().putMember(root, "second", "bob", Role.VIEWER);
        assertThat(store.teams().organization(bob, "second")).hasValue(second);
        assertThat(store.accounts().entity(bob, "tuners"))
                .as("an organisation's people are not its teams' people")
                .isEmpty();
    }

    @Test
    void deletesWithWhatItHolds() {
        organization("acme", "Acme");
        store.teams().putTeam(root, "tuners", Optional.of("acme"));
        var project = project("tunes");
        conflict("not_empty", () -> store.teams().delete(root, "tuners", false));
        conflict("not_empty", () -> store.teams().delete(root, "acme", false));
        assertThat(store.projects().access(mia, project.id())).isPresent();

        assertThat(store.teams().delete(root, "ACME", true)).isTrue();
        assertThat(store.teams().delete(root, "acme", true)).isFalse();
        assertThat(store.teams().delete(root, "ada", true))
                .as("a person is none")
                .isFalse();
        assertThat(store.accounts().entity(root, "tuners")).isEmpty();
        assertThat(store.projects().projects(SYSTEM, List.of(project.id()))).isEmpty();
        assertThat(store.teams().memberships(mia, mia.id()))
                .map(membership -> membership.entity().name())
                .containsExactly("mia");
        assertThat(store.teams().delete(root, "rivals", false))
                .as("members alone do not hold it")
                .isTrue();
    }

    @Test
    void isRunByItsAdministrators() {
        var member = store.teams().putMember(ada, "Tuners", "BOB", Role.VIEWER);
        assertThat(member.user().username()).isEqualTo("bob");
        assertThat(member.role()).isEqualTo(Role.VIEWER);
        assertThat(store.teams().putMember(root, "tuners", "bob", Role.MEMBER).role())
                .isEqualTo(Role.MEMBER);
        for (var other : List.of(mia, vic, rex)) {
            denied(() -> store.teams().putMember(other, "tuners", "root", Role.VIEWER));
            denied(() -> store.teams().removeMember(other, "tuners", "bob"));
        }
        assertThat(store.teams().removeMember(ada, "tuners", "bob")).isTrue();
        assertThat(store.teams().removeMember(ada, "tuners", "bob")).isFalse();
        notFound(() -> store.teams().putMember(ada, "tuners", "nobody", Role.VIEWER));
        notFound(() -> store.teams().putMember(bob, "tuners", "bob", Role.ADMIN));
        sameWords(
                "tuners",
                () -> store.teams().putMember(bob, "tuners", "bob", Role.ADMIN),
                "nobodys",
                () -> store.teams().putMember(bob, "nobodys", "bob", Role.ADMIN));
        invalid("not_a_team", () -> store.teams().putMember(ada, "ada", "bob", Role.MEMBER));
    }

    @Test
    void listsMembersByName() {
        assertThat(store.teams().members(rex, "TUNERS"))
                .map(member -> member.user().username() + " " + member.role())
                .containsExactly("ada ADMIN", "mia MEMBER", "rex RESTRICTED_VIEWER", "vic VIEWER");
        assertThat(store.teams().members(bob, "ada"))
                .as("a person's own")
                .map(member -> member.user().username() + " " + member.role())
                .containsExactly("ada ADMIN");
        assertThat(store.teams().members(bob, "tuners")).isEmpty();
        assertThat(store.teams().members(root, "nobody")).isEmpty();
    }

    @Test
    void listsServiceAccountsAfterPeopleAndTheNewestLast() {
        store.teams().putServiceAccount(ada, "tuners", "nightly");
        store.teams().putServiceAccount(ada, "tuners", "builds");
        assertThat(store.teams().members(ada, "tuners"))
                .map(member -> member.user().username())
                .containsExactly("ada", "mia", "rex", "vic", "nightly", "builds");
    }

    @Test
    void takesItsServiceAccountsAlong() {
        for (var name : List.of("nightly", "builds")) {
            var account = store.teams().putServiceAccount(ada, "tuners", name).value();
            store.credentials().add(SYSTEM, account.id(), key(name));
        }
        assertThat(store.teams().removeMember(ada, "tuners", "nightly")).isTrue();
        assertNothingLeftOf("nightly");
        assertThat(store.credentials().authenticate(CredentialKind.API_KEY, sha256("builds")))
                .isPresent();

        store.teams().putMember(root, "rivals", "builds", Role.VIEWER);
        store.teams().delete(root, "tuners", true);
        assertThat(store.accounts().user(SYSTEM, "builds"))
                .as("it is in another team")
                .isPresent();
        store.teams().delete(root, "rivals", true);
        assertNothingLeftOf("builds");
        assertThat(store.accounts().user(SYSTEM, "mia")).as("a person stays").isPresent();
    }

    private void assertNothingLeftOf(String account) {
        assertThat(store.accounts().user(SYSTEM, account)).isEmpty();
        assertThat(store.accounts().entity(SYSTEM, account)).isEmpty();
        assertThat(store.credentials().authenticate(CredentialKind.API_KEY, sha256(account)))
                .isEmpty();
    }

    @Test
    void tellsWhatAUserBelongsTo() {
        organization("aaa", "First");
        store.teams().putMember(root, "aaa", "mia", Role.VIEWER);
        store.teams().putMember(root, "rivals", "mia", Role.VIEWER);
        assertThat(store.teams().memberships(mia, mia.id()))
                .map(membership -> membership.entity().name() + " " + membership.role())
                .containsExactly("mia ADMIN", "rivals VIEWER", "tuners MEMBER", "aaa VIEWER");
        assertThat(store.teams().memberships(root, mia.id())).hasSize(4);
        denied(() -> store.teams().memberships(ada, mia.id()));
    }

    @Test
    void losesAccessWithMembership() {
        var project = project("tunes");
        assertThat(store.projects().access(mia, project.id())).isPresent();
        store.teams().removeMember(ada, "tuners", "mia");
        assertThat(store.projects().access(mia, project.id())).isEmpty();
        notFound(() -> store.projects().upsert(mia, ProjectUpdate.of("tuners", "tunes")));
    }
}
