package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.Page;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.OrganizationUpdate;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.artifacts.AliasTarget;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.CollectionQuery;
import dev.tunebook.store.artifacts.NewLink;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Grantee;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectMember;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.projects.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of project members does. The organisation `acme` is led by Olga; Otto is a plain member of it. The
/// team `tuners` belongs to it.
public abstract class ProjectMemberStoreContract extends StoreContract {
    private static final String REGISTRY = "wandb-registry-models";

    private Viewer.User olga;
    private Viewer.User otto;
    private Project registry;

    protected ProjectMemberStoreContract(StoreFactory factory) {
        super(factory);
    }

    @BeforeEach
    final void found() {
        store.teams().putOrganization(root, new OrganizationUpdate("acme", Optional.of("Acme Inc.")));
        olga = person("olga", Role.ADMIN);
        otto = person("otto", Role.MEMBER);
        store.teams().putTeam(root, "tuners", Optional.of("acme"));
        registry = registry(REGISTRY, Sharing.PRIVATE);
    }

    private Viewer.User person(String name, Role role) {
        var user = store.accounts().putUser(root, UserUpdate.of(name)).value();
        store.teams().putMember(root, "acme", name, role);
        return new Viewer.User(user.id(), name, false);
    }

    private Project registry(String name, Sharing sharing) {
        return store.projects()
                .upsert(
                        olga,
                        new ProjectUpdate(
                                Optional.empty(),
                                Optional.of("acme"),
                                Optional.of(name),
                                Optional.empty(),
                                Optional.of(sharing),
                                Optional.empty()))
                .value();
    }

    private Grantee team(String name) {
        return new Grantee.Team(
                store.accounts().entity(root, name).orElseThrow().id());
    }

    private void share(Viewer.User with, Role role) {
        store.projectMembers().put(olga, registry.id(), new Grantee.Person(with.id()), role);
    }

    private Optional<Access> access(Viewer viewer) {
        return store.projects().access(viewer, registry.id());
    }

    private List<String> members(Viewer viewer) {
        return store.projectMembers().members(viewer, registry.id()).stream()
                .map(member -> switch (member) {
                    case ProjectMember.Person person -> person.user().username() + " " + person.role();
                    case ProjectMember.Team team -> "team " + team.team().name() + " " + team.role();
                })
                .toList();
    }

    private Artifact linked(String... aliases) {
        var artifact = new Versions(store, mia).committed("tunes", "set", Map.of("f", "content"));
        store.projectMembers().put(olga, registry.id(), new Grantee.Person(mia.id()), Role.MEMBER);
        store.memberships()
                .link(
                        mia,
                        new NewLink(
                                artifact.id(),
                                Optional.empty(),
                                Optional.of("acme"),
                                Optional.of(REGISTRY),
                                Optional.of("best"),
                                List.of(aliases)));
        return artifact;
    }

    @Test
    void theMakerIsTheFirstAdministrator() {
        assertThat(members(olga)).containsExactly("olga ADMIN");
        assertThat(store.projectMembers().members(mia, project("tunes").id()))
                .as("an ordinary project has none")
                .isEmpty();
    }

    @Test
    void sharesWithUsersAndTeams() {
        share(bob, Role.VIEWER);
        store.projectMembers().put(olga, registry.id(), team("tuners"), Role.MEMBER);
        share(bob, Role.MEMBER);
        assertThat(members(bob)).containsExactly("bob MEMBER", "olga ADMIN", "team tuners MEMBER");
        assertThat(store.projectMembers().role(bob, registry.id(), new Grantee.Person(bob.id())))
                .hasValue(Role.MEMBER);
        assertThat(store.projectMembers().role(bob, registry.id(), new Grantee.Person(vic.id())))
                .isEmpty();
        assertThat(store.projectMembers().remove(olga, registry.id(), team("tuners")))
                .isTrue();
        assertThat(store.projectMembers().remove(olga, registry.id(), team("tuners")))
                .isFalse();
        assertThat(members(olga)).containsExactly("bob MEMBER", "olga ADMIN");
        notFound(() -> store.projectMembers().put(olga, registry.id(), new Grantee.Person(987_654), Role.VIEWER));
        notFound(() ->
                store.projectMembers().put(olga, registry.id(), new Grantee.Team(registry.entityId()), Role.VIEWER));
    }

    @Test
    void theRoleInTheRegistryDecides() {
        assertThat(access(olga)).as("leads the organisation").hasValue(Access.ADMINISTER);
        assertThat(access(otto)).as("any member of it").hasValue(Access.READ);
        assertThat(access(bob)).as("a stranger").isEmpty();
        var expected = Map.of(
                Role.ADMIN, Access.ADMINISTER,
                Role.MEMBER, Access.WRITE,
                Role.VIEWER, Access.READ,
                Role.RESTRICTED_VIEWER, Access.BROWSE);
        expected.forEach((role, access) -> {
            share(bob, role);
            assertThat(access(bob)).as(role.name()).hasValue(access);
        });
        share(otto, Role.RESTRICTED_VIEWER);
        assertThat(access(otto)).as("a lower role takes nothing away").hasValue(Access.READ);
        assertThat(access(vic)).as("a team's organisation implies nothing").isEmpty();
        store.projectMembers().put(olga, registry.id(), team("tuners"), Role.MEMBER);
        assertThat(access(vic)).as("whatever the role in the team").hasValue(Access.WRITE);
        store.teams().removeMember(ada, "tuners", "vic");
        assertThat(access(vic)).isEmpty();
    }

    @Test
    void aRestrictedRegistryIsForThoseNamed() {
        registry = registry("wandb-registry-secret", Sharing.RESTRICTED);
        assertThat(access(otto)).isEmpty();
        assertThat(access(olga)).hasValue(Access.ADMINISTER);
        share(otto, Role.VIEWER);
        assertThat(access(otto)).hasValue(Access.READ);
    }

    @Test
    void isStaffedByItsAdministrators() {
        share(bob, Role.MEMBER);
        for (var other : List.of(bob, otto)) {
            denied(() -> store.projectMembers().put(other, registry.id(), new Grantee.Person(other.id()), Role.ADMIN));
            denied(() -> store.projectMembers().remove(other, registry.id(), new Grantee.Person(olga.id())));
            denied(() -> store.collections().putType(other, registry.id(), "model", Optional.empty()));
        }
        notFound(() -> store.projectMembers().put(vic, registry.id(), new Grantee.Person(vic.id()), Role.ADMIN));
        notFound(() -> store.projectMembers().members(vic, registry.id()));
        share(bob, Role.ADMIN);
        store.projectMembers().put(bob, registry.id(), new Grantee.Person(vic.id()), Role.VIEWER);
        assertThat(access(vic)).hasValue(Access.READ);
    }

    @Test
    void aRestrictedViewerSeesNamesButNoBytes() {
        var artifact = linked();
        share(bob, Role.RESTRICTED_VIEWER);
        assertThat(store.artifacts().artifacts(bob, List.of(artifact.id()))).hasSize(1);
        assertThat(store.collections()
                        .list(bob, CollectionQuery.of(registry.id()), Page.Request.first(9))
                        .nodes())
                .hasSize(1);
        denied(() -> store.artifactContent().entries(bob, artifact.id(), Page.Request.first(9)));
        denied(() -> store.artifactContent().blobs(bob, artifact.id(), List.of("f")));
        denied(() -> store.artifactContent().manifests(bob, artifact.id()));
        share(bob, Role.VIEWER);
        assertThat(store.artifactContent().blobs(bob, artifact.id(), List.of("f")))
                .hasSize(1);
        assertThat(store.projects().projects(bob, List.of(artifact.projectId())))
                .as("the source stays hidden")
                .isEmpty();
    }

    @Test
    void whoIsInvitedMayKnowTheOwner() {
        assertThat(store.accounts().entity(bob, "acme")).isEmpty();
        share(bob, Role.RESTRICTED_VIEWER);
        assertThat(store.accounts().entity(bob, "acme")).isPresent();
        assertThat(store.teams().organization(bob, "Acme Inc.")).isPresent();
        store.projectMembers().remove(olga, registry.id(), new Grantee.Person(bob.id()));
        store.projectMembers().put(olga, registry.id(), team("rivals"), Role.VIEWER);
        assertThat(store.teams().organization(bob, "acme")).isPresent();
    }

    @Test
    void protectedAliasesAreForAdministrators() {
        protect("prod");
        var artifact = linked("candidate");
        var prod = List.of(new AliasTarget("acme", REGISTRY, "best", "prod"));
        var candidate = List.of(new AliasTarget("acme", REGISTRY, "best", "candidate"));
        denied(() -> store.memberships().addAliases(mia, artifact.id(), prod));
        store.memberships().addAliases(mia, artifact.id(), candidate);
        store.projectMembers().put(olga, registry.id(), new Grantee.Person(ada.id()), Role.ADMIN);
        store.memberships().addAliases(ada, artifact.id(), prod);
        denied(() -> store.memberships().deleteAliases(mia, artifact.id(), prod));
        var portfolio = store.collections()
                .collection(mia, registry.id(), "best")
                .orElseThrow()
                .id();
        denied(() -> store.memberships().unlink(mia, artifact.id(), portfolio));
        denied(() -> store.artifacts().delete(mia, artifact.id(), true));
        store.memberships().deleteAliases(mia, artifact.id(), candidate);
        store.memberships().deleteAliases(ada, artifact.id(), prod);
        store.memberships().unlink(mia, artifact.id(), portfolio);
    }

    private void protect(String alias) {
        var settings = "{\"" + Project.PROTECTED_ALIASES + "\":[\"" + alias + "\"]}";
        share(bob, Role.MEMBER);
        denied(() -> store.projects().upsert(bob, settings(settings)));
        registry = store.projects().upsert(olga, settings(settings)).value();
        assertThat(registry.protectedAliases()).containsExactly(alias);
    }

    private ProjectUpdate settings(String settings) {
        return new ProjectUpdate(
                Optional.of(registry.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(settings));
    }

    @Test
    void goesWithUserTeamAndProject() {
        share(bob, Role.VIEWER);
        store.projectMembers().put(olga, registry.id(), team("tuners"), Role.VIEWER);
        store.accounts().deleteUser(root, "bob");
        store.teams().delete(root, "tuners", true);
        assertThat(members(olga)).containsExactly("olga ADMIN");
        store.projects().delete(olga, registry.id());
        notFound(() -> store.projectMembers().members(olga, registry.id()));
        assertThat(store.check()).isEmpty();
    }

    @Test
    void countsWhatIsStored() {
        var project = project("tunes");
        assertThat(store.projects().storedBytes(mia, project.id())).isZero();
        var versions = new Versions(store, mia);
        versions.committed("tunes", "set", Map.of("f", "12345"));
        versions.committed("tunes", "set", Map.of("f", "12345", "g", "678"));
        assertThat(store.projects().storedBytes(mia, project.id())).isGreaterThanOrEqualTo(8);
        notFound(() -> store.projects().storedBytes(bob, project.id()));
    }
}
