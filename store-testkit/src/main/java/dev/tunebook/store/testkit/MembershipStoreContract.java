package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.Page;
import dev.tunebook.store.accounts.OrganizationUpdate;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.artifacts.AliasTarget;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.CollectionAlias;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewLink;
import dev.tunebook.store.projects.Grantee;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.projects.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of memberships does.
public abstract class MembershipStoreContract extends StoreContract {
    private static final String DIGEST = "0123456789abcdef0123456789abcdef";

    private Versions versions;

    protected MembershipStoreContract(StoreFactory factory) {
        super(factory);
    }

    @BeforeEach
    final void make() {
        versions = new Versions(store, mia);
    }

    private Artifact version(String digest, String... aliases) {
        return versions.committed(
                NewArtifact.of("tuners", "tunes", "data", "set", digest).withAliases(aliases), Map.of("f", digest));
    }

    private static NewLink link(long artifact, String project, String portfolio, String... aliases) {
        return new NewLink(
                artifact,
                Optional.empty(),
                Optional.of("tuners"),
                Optional.of(project),
                Optional.of(portfolio),
                List.of(aliases));
    }

    private static List<AliasTarget> target(String collection, String alias) {
        return List.of(new AliasTarget("tuners", "tunes", collection, alias));
    }

    private Optional<Long> resolved(long collection, String alias) {
        return store.memberships().resolve(vic, collection, alias).map(ArtifactMembership::artifactId);
    }

    private List<String> aliases(Artifact artifact, long collection) {
        return store.memberships().ofArtifacts(mia, List.of(artifact.id())).stream()
                .filter(member -> member.collectionId() == collection)
                .flatMap(member -> member.aliases().stream())
                .map(CollectionAlias::alias)
                .toList();
    }

    @Test
    void resolvesAliasesVersionsAndDigests() {
        var first = version(DIGEST, "best");
        var second = version("other", "new");
        var set = first.sequenceId();
        assertThat(resolved(set, "best")).hasValue(first.id());
        assertThat(resolved(set, "latest")).hasValue(second.id());
        assertThat(resolved(set, "v0")).hasValue(first.id());
        assertThat(resolved(set, "v1")).hasValue(second.id());
        assertThat(resolved(set, "v2")).isEmpty();
        assertThat(resolved(set, DIGEST)).hasValue(first.id());
        for (var unknown : List.of("nothing", "", "v", "v-1", "v99999999999", "V0", "a/b")) {
            assertThat(resolved(set, unknown)).as(unknown).isEmpty();
        }
        assertThat(store.memberships().resolve(bob, set, "latest")).isEmpty();
        assertThat(store.memberships().resolve(mia, 987_654L, "latest")).isEmpty();
        var folio = store.memberships()
                .link(mia, link(first.id(), "tunes", "folio"))
                .collectionId();
        assertThat(resolved(folio, DIGEST)).as("in a portfolio too").hasValue(first.id());
        assertThat(resolved(folio, "other")).isEmpty();
    }

    @Test
    void anAliasStandsForOneMember() {
        var first = version("d1", "best");
        var second = version("d2");
        var set = first.sequenceId();
        store.memberships().addAliases(mia, second.id(), target("set", "best"));
        assertThat(aliases(first, set)).isEmpty();
        assertThat(aliases(second, set)).containsExactly("best", "latest");
        store.memberships().addAliases(mia, second.id(), target("set", "best"));
        assertThat(aliases(second, set)).containsExactly("best", "latest");
        store.memberships().deleteAliases(mia, first.id(), target("set", "best"));
        assertThat(aliases(second, set)).as("it stands elsewhere").containsExactly("best", "latest");
        store.memberships().deleteAliases(mia, second.id(), target("set", "best"));
        store.memberships().deleteAliases(mia, second.id(), target("set", "best"));
        assertThat(aliases(second, set)).containsExactly("latest");
        assertThat(store.check()).isEmpty();
    }

    @Test
    void refusesAliasesThatMayNotBe() {
        var version = version("d1");
        invalid("bad_alias", () -> store.memberships().addAliases(mia, version.id(), target("set", "v0")));
        invalid("bad_alias", () -> store.memberships().deleteAliases(mia, version.id(), target("set", "v0")));
        notFound(() -> store.memberships().addAliases(mia, version.id(), target("absent", "x")));
        versions.committed("tunes", "other", Map.of("o", "o"));
        notFound(() -> store.memberships().addAliases(mia, version.id(), target("other", "x")));
        notFound(() -> store.memberships().addAliases(mia, 987_654L, target("set", "x")));
        denied(() -> store.memberships().addAliases(vic, version.id(), target("set", "x")));
        notFound(() -> store.memberships().addAliases(bob, version.id(), target("set", "x")));
        denied(() -> store.memberships().deleteAliases(vic, version.id(), target("set", "latest")));
        notFound(() -> store.memberships()
                .addAliases(
                        mia,
                        version.id(),
                        List.of(
                                new AliasTarget("tuners", "tunes", "set", "good"),
                                new AliasTarget("tuners", "tunes", "absent", "bad"))));
        assertThat(aliases(version, version.sequenceId())).as("all or none").containsExactly("latest");
    }

    @Test
    void pagesMembersBothWays() {
        var first = version("d0");
        for (int i = 1; i < 5; i++) {
            version("d" + i);
        }
        var set = first.sequenceId();
        assertThat(indexes(set, false)).containsExactly(4, 3, 2, 1, 0);
        assertThat(indexes(set, true)).containsExactly(0, 1, 2, 3, 4);
        var page = store.memberships().members(vic, set, false, Page.Request.first(2));
        assertThat(page.total()).isEqualTo(5);
        version("d5");
        assertThat(store.memberships()
                        .members(
                                vic,
                                set,
                                false,
                                Page.Request.first(2).following(page.endCursor().orElseThrow()))
                        .nodes())
                .map(ArtifactMembership::versionIndex)
                .containsExactly(2, 1);
        notFound(() -> store.memberships().members(bob, set, true, Page.Request.first(2)));
    }

    private List<Integer> indexes(long collection, boolean ascending) {
        return store.memberships().members(vic, collection, ascending, Page.Request.first(9)).nodes().stream()
                .map(ArtifactMembership::versionIndex)
                .toList();
    }

    @Test
    void pagesAliasesByName() {
        var version = version("d0", "b", "a");
        var page = store.memberships().aliases(vic, version.sequenceId(), Page.Request.first(2));
        assertThat(page.nodes()).map(CollectionAlias::alias).containsExactly("a", "b");
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.more()).isTrue();
        notFound(() -> store.memberships().aliases(bob, version.sequenceId(), Page.Request.first(2)));
    }

    @Test
    void linksIntoAPortfolioThatIsMadeWhenMissing() {
        var first = version("d1");
        var second = version("d2");
        var made = store.memberships().link(mia, link(first.id(), "registry", "folio", "prod"));
        assertThat(made.versionIndex()).isZero();
        assertThat(made.aliases()).map(CollectionAlias::alias).containsExactly("latest", "prod");
        var again = store.memberships().link(mia, link(first.id(), "registry", "folio", "staging"));
        assertThat(again.id()).isEqualTo(made.id());
        assertThat(again.aliases()).map(CollectionAlias::alias).containsExactly("latest", "prod", "staging");
        var next = store.memberships().link(mia, link(second.id(), "registry", "folio", "prod"));
        assertThat(next.versionIndex()).isEqualTo(1);
        assertThat(next.aliases()).map(CollectionAlias::alias).containsExactly("latest", "prod");
        assertThat(aliases(first, made.collectionId())).containsExactly("staging");
        assertThat(aliases(first, first.sequenceId())).as("its own stay").isEmpty();
        assertThat(store.memberships().ofArtifacts(vic, List.of(second.id())))
                .as("the source first")
                .map(ArtifactMembership::collectionId)
                .containsExactly(second.sequenceId(), made.collectionId());
        var byId = new NewLink(
                second.id(),
                Optional.of(made.collectionId()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("x"));
        assertThat(store.memberships().link(mia, byId).id()).isEqualTo(next.id());
        assertThat(store.check()).isEmpty();
    }

    @Test
    void refusesLinksThatMayNotBe() {
        var version = version("d1");
        var model = versions.committed(NewArtifact.of("tuners", "tunes", "model", "m", "d"), Map.of("m", "m"));
        store.memberships().link(mia, link(version.id(), "tunes", "folio"));
        conflict("type_mismatch", () -> store.memberships().link(mia, link(model.id(), "tunes", "folio")));
        conflict("collection_kind", () -> store.memberships().link(mia, link(version.id(), "tunes", "set")));
        var pending = store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "data", "set", "p"));
        conflict("not_committed", () -> store.memberships().link(mia, link(pending.id(), "tunes", "folio")));
        denied(() -> store.memberships().link(vic, link(version.id(), "tunes", "folio")));
        notFound(() -> store.memberships().link(bob, link(version.id(), "tunes", "folio")));
        notFound(() -> store.memberships().link(mia, link(987_654L, "tunes", "folio")));
        invalid("bad_alias", () -> store.memberships().link(mia, link(version.id(), "tunes", "fresh", "v1")));
        assertThat(store.collections()
                        .collection(
                                mia,
                                store.projects()
                                        .project(mia, "tuners", "tunes")
                                        .orElseThrow()
                                        .id(),
                                "fresh"))
                .as("nothing is left of a failed link")
                .isEmpty();
        var noName = new NewLink(
                version.id(),
                Optional.empty(),
                Optional.of("tuners"),
                Optional.of("tunes"),
                Optional.empty(),
                List.of());
        invalid("no_portfolio", () -> store.memberships().link(mia, noName));
    }

    @Test
    void aRegistryMustExist() {
        var version = version("d1");
        store.teams().putOrganization(root, new OrganizationUpdate("acme", Optional.of("Acme")));
        store.teams().putMember(root, "acme", "mia", Role.MEMBER);
        var link = new NewLink(
                version.id(),
                Optional.empty(),
                Optional.of("acme"),
                Optional.of("wandb-registry-model"),
                Optional.of("folio"),
                List.of());
        notFound(() -> store.memberships().link(mia, link));
        var registry = store.projects()
                .upsert(root, ProjectUpdate.of("acme", "wandb-registry-model"))
                .value();
        denied(() -> store.memberships().link(mia, link));
        var member = new Grantee.Person(mia.id());
        store.projectMembers().put(root, registry.id(), member, Role.MEMBER);
        assertThat(store.memberships().link(mia, link).versionIndex()).isZero();
        store.projectMembers().put(root, registry.id(), member, Role.VIEWER);
        denied(() -> store.memberships().link(mia, link));
    }

    @Test
    void unlinksFromPortfoliosOnly() {
        var version = version("d1");
        var made = store.memberships().link(mia, link(version.id(), "tunes", "folio", "prod"));
        denied(() -> store.memberships().unlink(vic, version.id(), made.collectionId()));
        notFound(() -> store.memberships().unlink(bob, version.id(), made.collectionId()));
        conflict("collection_kind", () -> store.memberships().unlink(mia, version.id(), version.sequenceId()));
        store.memberships().unlink(mia, version.id(), made.collectionId());
        notFound(() -> store.memberships().unlink(mia, version.id(), made.collectionId()));
        assertThat(store.memberships()
                        .aliases(mia, made.collectionId(), Page.Request.first(5))
                        .total())
                .isZero();
        assertThat(store.memberships()
                        .link(mia, link(version.id(), "tunes", "folio"))
                        .versionIndex())
                .as("version indexes are not used again")
                .isEqualTo(1);
        assertThat(store.check()).isEmpty();
    }

    @Test
    void showsLinksToThoseWhoMaySeeThem() {
        var version = version("d1");
        shared("gallery", Sharing.USER_READ);
        var shown = store.memberships().link(mia, link(version.id(), "gallery", "shown"));
        assertThat(store.memberships().ofArtifacts(bob, List.of(version.id())))
                .as("through the gallery, but not the source")
                .map(ArtifactMembership::collectionId)
                .containsExactly(shown.collectionId());
        assertThat(store.artifacts().artifacts(bob, List.of(version.id()))).hasSize(1);
        denied(() -> store.artifacts().delete(bob, version.id(), true));
        assertThat(store.memberships().ofArtifacts(ANYBODY, List.of(version.id())))
                .isEmpty();
    }
}
