package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static dev.tunebook.store.testkit.Refusals.sameWords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.store.Page;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.ArtifactType;
import dev.tunebook.store.artifacts.CollectionKind;
import dev.tunebook.store.artifacts.CollectionQuery;
import dev.tunebook.store.artifacts.CollectionUpdate;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of types and collections does.
public abstract class CollectionStoreContract extends StoreContract {
    private Versions versions;
    private long project;

    protected CollectionStoreContract(StoreFactory factory) {
        super(factory);
    }

    @BeforeEach
    final void make() {
        versions = new Versions(store, mia);
        project = project("tunes").id();
    }

    private ArtifactCollection sequence(String type, String name) {
        versions.committed(NewArtifact.of("tuners", "tunes", type, name, "d of " + name), Map.of("f", name));
        clock.advance(Duration.ofSeconds(1));
        return store.collections().collection(mia, project, name).orElseThrow();
    }

    private ArtifactMembership linked(String name, long artifact) {
        return store.memberships()
                .link(
                        mia,
                        new NewLink(
                                artifact,
                                Optional.empty(),
                                Optional.of("tuners"),
                                Optional.of("tunes"),
                                Optional.of(name),
                                List.of()));
    }

    private static CollectionUpdate rename(long id, String name) {
        return new CollectionUpdate(id, Optional.of(name), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    @Test
    void keepsTypesByName() {
        var made = store.collections().putType(mia, project, "model", Optional.of("d"));
        assertThat(made).isEqualTo(new ArtifactType(made.id(), project, "model", Optional.of("d"), START));
        assertThat(store.collections().putType(ada, project, "model", Optional.empty()))
                .isEqualTo(made);
        assertThat(store.collections()
                        .putType(ada, project, "model", Optional.of("e"))
                        .description())
                .hasValue("e");
        sequence("data", "set");
        store.collections().putType(mia, project, "\uFF5E", Optional.empty());
        store.collections().putType(mia, project, "\uD83D\uDE80", Optional.empty());
        assertThat(types(false)).containsExactly("data");
        assertThat(types(true)).as("by code point").containsExactly("data", "model", "\uFF5E", "\uD83D\uDE80");
        denied(() -> store.collections().putType(vic, project, "t", Optional.empty()));
        notFound(() -> store.collections().putType(bob, project, "t", Optional.empty()));
        notFound(() -> store.collections().types(bob, project, true));
        assertThatThrownBy(() -> store.collections().putType(mia, project, "a/b", Optional.empty()))
                .isInstanceOf(InvalidNameException.class);
    }

    private List<String> types(boolean all) {
        return store.collections().types(vic, project, all).stream()
                .map(ArtifactType::name)
                .toList();
    }

    @Test
    void findsCollectionsForThoseWhoMaySee() {
        var made = sequence("data", "set");
        assertThat(made)
                .isEqualTo(new ArtifactCollection(
                        made.id(),
                        project,
                        CollectionKind.SEQUENCE,
                        "data",
                        "set",
                        Optional.empty(),
                        List.of(),
                        START,
                        Optional.empty()));
        assertThat(store.collections().collection(vic, project, "set")).hasValue(made);
        assertThat(store.collections().collection(vic, project, "SET")).isEmpty();
        assertThat(store.collections().collection(bob, project, "set")).isEmpty();
        assertThat(store.collections().collections(vic, List.of(made.id(), 987_654L)))
                .containsExactly(made);
        assertThat(store.collections().collections(bob, List.of(made.id()))).isEmpty();
        assertThat(store.collections().byClientId(vic, "unknown")).isEmpty();
    }

    @Test
    void listsByTypeKindAndOrder() {
        sequence("data", "b");
        sequence("model", "c");
        sequence("data", "a");
        linked("folio", versions.committed("tunes", "a", Map.of("x", "x")).id());
        assertThat(names(CollectionQuery.of(project))).containsExactly("a", "b", "c", "folio");
        assertThat(names(query(Optional.of("data"), Optional.empty(), CollectionQuery.Order.OLDEST_FIRST)))
                .containsExactly("b", "a", "folio");
        assertThat(names(query(
                        Optional.of("data"), Optional.of(CollectionKind.SEQUENCE), CollectionQuery.Order.NEWEST_FIRST)))
                .containsExactly("a", "b");
        assertThat(names(query(Optional.empty(), Optional.of(CollectionKind.PORTFOLIO), CollectionQuery.Order.NAME)))
                .containsExactly("folio");
        var page = store.collections().list(vic, CollectionQuery.of(project), Page.Request.first(3));
        assertThat(page.total()).isEqualTo(4);
        assertThat(store.collections()
                        .list(
                                vic,
                                CollectionQuery.of(project),
                                Page.Request.first(3).following(page.endCursor().orElseThrow()))
                        .nodes())
                .map(ArtifactCollection::name)
                .containsExactly("folio");
        notFound(() -> store.collections().list(bob, CollectionQuery.of(project), Page.Request.first(3)));
    }

    private CollectionQuery query(Optional<String> type, Optional<CollectionKind> kind, CollectionQuery.Order order) {
        return new CollectionQuery(project, type, kind, order);
    }

    private List<String> names(CollectionQuery query) {
        return store.collections().list(vic, query, Page.Request.first(9)).nodes().stream()
                .map(ArtifactCollection::name)
                .toList();
    }

    @Test
    void changesOnlyWhatIsGiven() {
        var made = sequence("data", "set");
        var update = new CollectionUpdate(
                made.id(),
                Optional.of("renamed"),
                Optional.of("words"),
                Optional.of("corpus"),
                List.of("t1", "t2"),
                List.of("t2"));
        var changed = store.collections().update(mia, update);
        assertThat(changed)
                .isEqualTo(new ArtifactCollection(
                        made.id(),
                        project,
                        CollectionKind.SEQUENCE,
                        "corpus",
                        "renamed",
                        Optional.of("words"),
                        List.of("t1"),
                        START,
                        Optional.of(START.plusSeconds(1))));
        assertThat(store.collections().collection(vic, project, "renamed")).hasValue(changed);
        assertThat(store.collections().collection(vic, project, "set")).isEmpty();
        assertThat(types(false)).containsExactly("corpus");
        var untouched = store.collections().update(mia, CollectionUpdate.of(made.id()));
        assertThat(untouched.description()).hasValue("words");
        assertThat(untouched.tags()).containsExactly("t1");
        assertThat(store.artifacts()
                        .create(mia, NewArtifact.of("tuners", "tunes", "corpus", "renamed", "next"))
                        .sequenceId())
                .as("new versions join it under its new name")
                .isEqualTo(made.id());
    }

    @Test
    void isChangedByThoseWhoMay() {
        var made = sequence("data", "set");
        sequence("data", "taken");
        conflict("name_taken", () -> store.collections().update(mia, rename(made.id(), "taken")));
        assertThatThrownBy(() -> store.collections().update(mia, rename(made.id(), "a b")))
                .isInstanceOf(InvalidNameException.class);
        denied(() -> store.collections().update(vic, rename(made.id(), "mine")));
        notFound(() -> store.collections().update(bob, rename(made.id(), "mine")));
        denied(() -> store.collections().delete(vic, made.id()));
        notFound(() -> store.collections().delete(bob, made.id()));
        notFound(() -> store.collections().delete(mia, 987_654L));
        sameWords(
                Long.toString(made.id()),
                () -> store.collections().delete(bob, made.id()),
                "987654",
                () -> store.collections().delete(bob, 987_654L));
        assertThat(store.collections().update(mia, rename(made.id(), "set")).name())
                .isEqualTo("set");
    }

    @Test
    void deletesASequenceWithItsVersions() {
        var version = versions.committed("tunes", "set", Map.of("x", "x"));
        var folio = linked("folio", version.id());
        var deleted = store.collections().delete(mia, version.sequenceId());
        assertThat(deleted.name()).isEqualTo("set");
        assertThat(store.artifacts().artifacts(mia, List.of(version.id()))).isEmpty();
        assertThat(store.collections().collection(mia, project, "set")).isEmpty();
        assertThat(store.memberships()
                        .members(mia, folio.collectionId(), true, Page.Request.first(5))
                        .total())
                .as("its links are gone")
                .isZero();
        notFound(() -> store.collections().delete(mia, version.sequenceId()));
        assertThat(versions.committed("tunes", "set", Map.of("x", "x")).versionIndex())
                .as("a new sequence of that name begins at 0")
                .hasValue(0);
        assertThat(store.check()).isEmpty();
    }

    @Test
    void deletesAPortfolioWithItsLinksOnly() {
        var version = versions.committed("tunes", "set", Map.of("x", "x"));
        var folio = linked("folio", version.id());
        assertThat(store.collections().delete(mia, folio.collectionId()).kind()).isEqualTo(CollectionKind.PORTFOLIO);
        assertThat(store.memberships().ofArtifacts(mia, List.of(version.id())))
                .map(ArtifactMembership::collectionId)
                .containsExactly(version.sequenceId());
        assertThat(store.check()).isEmpty();
    }
}
