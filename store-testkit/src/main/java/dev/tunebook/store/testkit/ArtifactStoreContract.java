package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static dev.tunebook.store.testkit.Refusals.sameWords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.artifacts.ArtifactUpdate;
import dev.tunebook.store.artifacts.CollectionAlias;
import dev.tunebook.store.artifacts.CommittedContent;
import dev.tunebook.store.artifacts.DigestAlgorithm;
import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.artifacts.ManifestKind;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewLink;
import dev.tunebook.store.artifacts.NewManifest;
import dev.tunebook.store.projects.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of artifact versions does.
public abstract class ArtifactStoreContract extends StoreContract {
    private static final Map<String, String> FILES = Map.of("a.txt", "alpha", "b/c.txt", "gamma");

    private Versions versions;

    protected ArtifactStoreContract(StoreFactory factory) {
        super(factory);
    }

    @BeforeEach
    final void make() {
        versions = new Versions(store, mia);
        project("tunes");
    }

    private static NewArtifact wanted(String digest) {
        return NewArtifact.of("tuners", "tunes", "data", "set", digest);
    }

    private Artifact commit(NewArtifact wanted) {
        return versions.committed(wanted, FILES);
    }

    private Artifact now(Artifact artifact) {
        return store.artifacts().artifacts(mia, List.of(artifact.id())).getFirst();
    }

    private List<String> aliases(Artifact artifact) {
        return store.memberships().ofArtifacts(mia, List.of(artifact.id())).stream()
                .flatMap(member -> member.aliases().stream())
                .map(CollectionAlias::alias)
                .toList();
    }

    @Test
    void beginsPendingAndEndsCommitted() {
        run("tunes", "r1");
        var wanted = new NewArtifact(
                "TUNERS",
                "other",
                Optional.empty(),
                "data",
                "set",
                "d0",
                DigestAlgorithm.MANIFEST_MD5,
                true,
                Optional.of("the data"),
                Optional.of("{\"rows\": 3.0}"),
                List.of("best", "latest"),
                List.of("t1", "t1", "t 2"),
                Optional.of(-1L),
                Optional.of(7L),
                Optional.of("client-1"),
                Optional.of("sequence-1"),
                Optional.empty());
        var pending = store.artifacts().create(mia, wanted);
        var project = store.projects().project(mia, "tuners", "other").orElseThrow();
        assertThat(pending)
                .isEqualTo(new Artifact(
                        pending.id(),
                        pending.sequenceId(),
                        project.id(),
                        "d0",
                        DigestAlgorithm.MANIFEST_MD5,
                        ArtifactState.PENDING,
                        Optional.empty(),
                        Optional.of("the data"),
                        Optional.of("{\"rows\": 3.0}"),
                        List.of("t1", "t 2"),
                        Optional.empty(),
                        Optional.of(7L),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(mia.id()),
                        START,
                        Optional.empty()));
        assertThat(store.artifacts().byClientId(vic, "client-1")).hasValue(pending);
        assertThat(store.collections()
                        .byClientId(vic, "sequence-1")
                        .orElseThrow()
                        .id())
                .isEqualTo(pending.sequenceId());
        assertThat(aliases(pending)).as("no member yet").isEmpty();

        var committed = store.artifacts().commit(mia, pending.id(), versions.content(pending, FILES));
        assertThat(committed.state()).isEqualTo(ArtifactState.COMMITTED);
        assertThat(committed.versionIndex()).hasValue(0);
        assertThat(committed.size()).isEqualTo(10);
        assertThat(committed.fileCount()).isEqualTo(2);
        assertThat(now(pending)).isEqualTo(committed);
        assertThat(aliases(committed)).containsExactly("best", "latest");
        assertThat(store.check()).isEmpty();
    }

    @Test
    void commitsOnce() {
        var pending = store.artifacts().create(mia, wanted("d"));
        var content = versions.content(pending, FILES);
        var committed = store.artifacts().commit(mia, pending.id(), content);
        var changes = store.changes().latest(mia, committed.projectId());
        var other = versions.content(List.of());
        assertThat(store.artifacts().commit(ada, pending.id(), other)).isEqualTo(committed);
        assertThat(store.changes().latest(mia, committed.projectId())).isEqualTo(changes);
    }

    @Test
    void commitKnowsTheFinalDigest() {
        var pending = store.artifacts().create(mia, wanted("announced"));
        var content = versions.content(pending, FILES);
        var merged = new CommittedContent(
                content.manifest(), content.manifestDigest(), Optional.of("merged"), content.entries());
        assertThat(store.artifacts().commit(mia, pending.id(), merged).digest()).isEqualTo("merged");
        assertThat(store.artifacts().create(mia, wanted("merged")).id()).isEqualTo(pending.id());
        assertThat(store.artifacts().create(mia, wanted("announced")).id()).isNotEqualTo(pending.id());
    }

    @Test
    void refusesAnIncompleteVersion() {
        var pending = store.artifacts().create(mia, wanted("d"));
        var blob = versions.blob("never attached");
        var content = versions.content(List.of(Versions.entry("x.txt", blob)));
        conflict("incomplete", () -> store.artifacts().commit(mia, pending.id(), content));
        assertThat(now(pending)).isEqualTo(pending);
        store.artifactContent().attach(mia, pending.id(), blob.md5(), blob);
        assertThat(store.artifacts().commit(mia, pending.id(), content).versionIndex())
                .hasValue(0);
    }

    @Test
    void takesReferencesWithoutBytes() {
        var pending = store.artifacts().create(mia, wanted("d"));
        var entry = new ManifestEntry(
                "far.csv",
                "etag",
                12,
                Optional.of("s3://bucket/far.csv"),
                Optional.empty(),
                Optional.of("{\"versionID\":\"7\"}"));
        var committed = store.artifacts().commit(mia, pending.id(), versions.content(List.of(entry)));
        assertThat(committed.size()).isEqualTo(12);
        assertThat(store.artifactContent().entries(vic, committed.id(), List.of("far.csv")))
                .containsExactly(entry);
    }

    @Test
    void theSameClientIdIsTheSameArtifact() {
        var first = store.artifacts().create(mia, wanted("d1").withClientId("c1"));
        assertThat(store.artifacts().create(mia, wanted("other").withClientId("c1")))
                .isEqualTo(first);
        var committed = store.artifacts().commit(mia, first.id(), versions.content(first, FILES));
        assertThat(store.artifacts().create(mia, wanted("d1").withClientId("c1")))
                .isEqualTo(committed);
        var again = store.artifacts().create(mia, wanted("d1").withClientId("c2"));
        assertThat(again.id()).as("deduplicated").isEqualTo(first.id());
        assertThat(store.artifacts().byClientId(mia, "c2")).hasValue(now(first));
        assertThat(store.artifacts().byClientId(bob, "c1")).isEmpty();
        assertThat(store.artifacts().byClientId(mia, "unknown")).isEmpty();
        notFound(() -> store.artifacts()
                .create(bob, NewArtifact.of("rivals", "own", "t", "n", "d").withClientId("c1")));
    }

    @Test
    void returnsAnEqualVersionInstead() {
        var run = run("tunes", "r1");
        var first = commit(wanted("d1").withAliases("one"));
        var second = commit(wanted("d2").withAliases("two"));
        var again = store.artifacts()
                .create(ada, wanted("d1").withAliases("latest", "three").withRun("r1"));
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.state()).isEqualTo(ArtifactState.COMMITTED);
        assertThat(aliases(first)).containsExactly("latest", "one", "three");
        assertThat(aliases(second)).containsExactly("two");
        assertThat(store.lineage().ofRuns(mia, List.of(run.id())))
                .singleElement()
                .satisfies(edge -> {
                    assertThat(edge.artifactId()).isEqualTo(first.id());
                    assertThat(edge.direction()).isEqualTo(LineageEdge.Direction.OUTPUT);
                });
        assertThat(commit(undeduplicated("d1")).versionIndex()).hasValue(2);
        assertThat(store.artifacts().create(mia, wanted("d1")).versionIndex())
                .as("the newest of equals")
                .hasValue(2);
        var elsewhere = NewArtifact.of("tuners", "tunes", "data", "another-set", "d1");
        assertThat(store.artifacts().create(mia, elsewhere).state())
                .as("another sequence")
                .isEqualTo(ArtifactState.PENDING);
    }

    private static NewArtifact undeduplicated(String digest) {
        var wanted = wanted(digest);
        return new NewArtifact(
                wanted.entity(),
                wanted.project(),
                wanted.run(),
                wanted.type(),
                wanted.collection(),
                digest,
                wanted.digestAlgorithm(),
                false,
                wanted.description(),
                wanted.metadata(),
                wanted.aliases(),
                wanted.tags(),
                wanted.ttlSeconds(),
                wanted.historyStep(),
                wanted.clientId(),
                wanted.sequenceClientId(),
                wanted.distributedId());
    }

    @Test
    void sharesAPendingVersionByDistributedId() {
        var first = store.artifacts().create(mia, wanted("d1").withDistributedId("job"));
        var second = store.artifacts().create(ada, wanted("d2").withDistributedId("job"));
        assertThat(second).isEqualTo(first);
        store.artifacts().commit(mia, first.id(), versions.content(first, FILES));
        assertThat(store.artifacts()
                        .create(mia, wanted("d3").withDistributedId("job"))
                        .id())
                .as("what is committed is not shared")
                .isNotEqualTo(first.id());
    }

    @Test
    void refusesWhatMayNotBe() {
        commit(wanted("d"));
        conflict(
                "type_mismatch",
                () -> store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "model", "set", "e")));
        store.memberships()
                .link(
                        mia,
                        new NewLink(
                                store.artifacts().create(mia, wanted("d")).id(),
                                Optional.empty(),
                                Optional.of("tuners"),
                                Optional.of("tunes"),
                                Optional.of("folio"),
                                List.of()));
        conflict(
                "collection_kind",
                () -> store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "data", "folio", "e")));
        for (var name : List.of("", "a/b", "a:b", "a b", "x".repeat(129))) {
            assertThatThrownBy(
                            () -> store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "data", name, "e")))
                    .isInstanceOf(InvalidNameException.class);
        }
        assertThatThrownBy(() -> store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "a/b", "n", "e")))
                .isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> store.artifacts().create(mia, wanted("e").withAliases("a/b")))
                .isInstanceOf(InvalidNameException.class);
        invalid("bad_alias", () -> store.artifacts().create(mia, wanted("e").withAliases("v3")));
        notFound(() -> store.artifacts().create(mia, wanted("e").withRun("nobody")));
    }

    private static ArtifactUpdate described(long id, String description, String metadata) {
        return new ArtifactUpdate(
                id,
                Optional.of(description),
                Optional.of(metadata),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    @Test
    void whatIsSentBackAsItWasReadChangesNothingAndIsRefusedToNoReader() {
        var made = store.artifacts().create(mia, wanted("d"));
        store.artifacts().update(mia, described(made.id(), "by mia", "{\"a\": 0.5, \"b\": [1]}"));
        var kept = store.artifacts().artifacts(mia, List.of(made.id()));
        assertThat(store.artifacts().update(vic, described(made.id(), "by mia", "{\"b\":[1],\"a\":0.5}")))
                .isEqualTo(kept.getFirst());
        assertThat(store.artifacts().artifacts(mia, List.of(made.id()))).isEqualTo(kept);
        denied(() -> store.artifacts().update(vic, described(made.id(), "by mia", "{\"b\":[2],\"a\":0.5}")));
        notFound(() -> store.artifacts().update(bob, described(made.id(), "by mia", "{\"b\":[1],\"a\":0.5}")));
    }

    @Test
    void isWrittenByThoseWhoMay() {
        var pending = store.artifacts().create(mia, wanted("d"));
        var content = versions.content(pending, FILES);
        denied(() -> store.artifacts().create(vic, wanted("e")));
        notFound(() -> store.artifacts().create(bob, wanted("e")));
        denied(() -> store.artifacts().commit(vic, pending.id(), content));
        notFound(() -> store.artifacts().commit(bob, pending.id(), content));
        notFound(() -> store.artifacts().update(bob, ArtifactUpdate.of(pending.id())));
        denied(() -> store.artifacts().update(vic, described(pending.id(), "by vic", "{}")));
        denied(() -> store.artifacts().delete(vic, pending.id(), true));
        notFound(() -> store.artifacts().delete(bob, pending.id(), true));
        notFound(() -> store.artifacts().delete(mia, 987_654L, true));
        sameWords(
                Long.toString(pending.id()),
                () -> store.artifacts().delete(bob, pending.id(), true),
                "987654",
                () -> store.artifacts().delete(bob, 987_654L, true));
        assertThat(store.artifacts().artifacts(vic, List.of(pending.id(), 987_654L)))
                .containsExactly(pending);
        assertThat(store.artifacts().artifacts(bob, List.of(pending.id()))).isEmpty();
    }

    @Test
    void givesVersionsNumbersThatAreNotUsedAgain() {
        var first = commit(wanted("d0"));
        var second = commit(wanted("d1"));
        assertThat(List.of(first, second))
                .map(version -> version.versionIndex().orElseThrow())
                .containsExactly(0, 1);
        conflict("has_aliases", () -> store.artifacts().delete(mia, second.id(), false));
        assertThat(store.artifacts().delete(mia, second.id(), true).state()).isEqualTo(ArtifactState.DELETED);
        notFound(() -> store.artifacts().delete(mia, second.id(), true));
        assertThat(store.artifacts().artifacts(mia, List.of(second.id()))).isEmpty();
        assertThat(aliases(first)).as("`latest` does not move back").isEmpty();
        assertThat(store.artifacts().delete(mia, first.id(), false).state()).isEqualTo(ArtifactState.DELETED);
        assertThat(commit(wanted("d1")).versionIndex()).hasValue(2);
        assertThat(store.check()).isEmpty();
    }

    @Test
    void tellsEveryProjectThatShowedADeletedVersion() {
        var folioProject = project("folios");
        var run = store.runs()
                .upsert(mia, dev.tunebook.store.runs.RunUpdate.of("tuners", "readers", "r1"))
                .value();
        var version = commit(wanted("d"));
        ArtifactMembership link = store.memberships()
                .link(
                        mia,
                        new NewLink(
                                version.id(),
                                Optional.empty(),
                                Optional.of("tuners"),
                                Optional.of("folios"),
                                Optional.of("folio"),
                                List.of()));
        store.lineage().use(mia, new dev.tunebook.store.artifacts.NewUse(run.id(), version.id(), Optional.empty()));
        var folios = store.changes().latest(mia, folioProject.id());
        var readers = store.changes().latest(mia, run.projectId());
        store.artifacts().delete(mia, version.id(), true);
        assertThat(store.changes().after(mia, folioProject.id(), folios, 10))
                .map(Change::kind, Change::objectId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Change.Kind.COLLECTION, link.collectionId()));
        assertThat(store.changes().after(mia, run.projectId(), readers, 10))
                .map(Change::kind, Change::objectId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Change.Kind.LINEAGE, run.id()));
    }

    @Test
    void changesOnlyWhatIsGiven() {
        var version = commit(wanted("d").withAliases("one", "two"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(store.artifacts()
                        .update(mia, ArtifactUpdate.of(version.id()))
                        .updatedAt())
                .hasValue(START.plusSeconds(1));
        var update = new ArtifactUpdate(
                version.id(),
                Optional.of("words"),
                Optional.of("{\"a\":1}"),
                Optional.of(3600L),
                List.of("t1", "t2"),
                List.of("t2", "absent"),
                Optional.of(List.of("two", "three")));
        var changed = store.artifacts().update(mia, update);
        assertThat(changed.description()).hasValue("words");
        assertThat(changed.metadata()).hasValue("{\"a\":1}");
        assertThat(changed.ttlSeconds()).hasValue(3600L);
        assertThat(changed.tags()).containsExactly("t1");
        assertThat(aliases(version)).containsExactly("three", "two");
        assertThat(now(version)).isEqualTo(changed);
        var inherited = new ArtifactUpdate(
                version.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(-1L),
                List.of(),
                List.of(),
                Optional.empty());
        assertThat(store.artifacts().update(mia, inherited).ttlSeconds()).isEmpty();
        assertThatThrownBy(() -> store.artifacts()
                        .update(
                                mia,
                                new ArtifactUpdate(
                                        version.id(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of("a/b"),
                                        List.of(),
                                        Optional.empty())))
                .isInstanceOf(InvalidNameException.class);
    }

    @Test
    void keepsOneManifestForEachName() {
        var base = commit(wanted("base"));
        var pending = store.artifacts().create(mia, wanted("d"));
        var sent = new NewManifest(
                pending.id(), "wandb_manifest.json", ManifestKind.FULL, "", Optional.empty(), Optional.empty());
        var made = store.artifacts().putManifest(mia, sent);
        assertThat(made)
                .isEqualTo(new ManifestFile(
                        made.id(),
                        pending.id(),
                        "wandb_manifest.json",
                        ManifestKind.FULL,
                        "",
                        Optional.empty(),
                        Optional.empty()));
        var named = new NewManifest(
                pending.id(), sent.name(), ManifestKind.INCREMENTAL, "md5", Optional.of(base.id()), Optional.empty());
        var changed = store.artifacts().putManifest(mia, named);
        assertThat(changed.id()).isEqualTo(made.id());
        assertThat(changed.digest()).isEqualTo("md5");
        assertThat(changed.baseArtifactId()).hasValue(base.id());
        var patch = new NewManifest(
                pending.id(), sent.name(), ManifestKind.PATCH, "p", Optional.empty(), Optional.of("r2"));
        assertThat(store.artifacts().putManifest(mia, patch).id())
                .as("each run sends its own")
                .isNotEqualTo(made.id());
        denied(() -> store.artifacts().putManifest(vic, sent));
        notFound(() -> store.artifacts().putManifest(bob, sent));
        notFound(() -> store.artifacts()
                .putManifest(
                        mia,
                        new NewManifest(
                                pending.id(), "m", ManifestKind.FULL, "", Optional.of(987_654L), Optional.empty())));
        store.artifacts().commit(mia, pending.id(), versions.content(pending, FILES));
        assertThat(store.artifacts().putManifest(mia, sent).id())
                .as("as it stands")
                .isEqualTo(made.id());
        conflict(
                "committed",
                () -> store.artifacts()
                        .putManifest(
                                mia,
                                new NewManifest(
                                        pending.id(),
                                        "late",
                                        ManifestKind.FULL,
                                        "",
                                        Optional.empty(),
                                        Optional.empty())));
    }

    @Test
    void givesUpWhatIsPendingTooLong() {
        var old = store.artifacts().create(mia, wanted("d1").withClientId("c1"));
        var done = commit(wanted("d2"));
        clock.advance(Duration.ofHours(1));
        var young = store.artifacts().create(mia, wanted("d3"));
        denied(() -> store.artifacts().abandonPending(root, START.plusSeconds(1)));
        assertThat(store.artifacts().abandonPending(SYSTEM, START.plusSeconds(1)))
                .isEqualTo(1);
        assertThat(store.artifacts().artifacts(mia, List.of(old.id(), done.id(), young.id())))
                .map(Artifact::id)
                .containsExactlyInAnyOrder(done.id(), young.id());
        assertThat(store.artifacts().byClientId(mia, "c1")).isEmpty();
        assertThat(store.artifacts()
                        .create(mia, wanted("d1").withClientId("c1"))
                        .id())
                .isNotEqualTo(old.id());
    }

    @Test
    void isMadeByItsRun() {
        var run = run("tunes", "r1");
        var made = commit(wanted("d").withRun("r1"));
        assertThat(made.createdByRun()).hasValue(run.id());
        assertThat(store.lineage().ofArtifacts(vic, List.of(made.id())))
                .map(LineageEdge::runId, LineageEdge::direction)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(run.id(), LineageEdge.Direction.OUTPUT));
        notFound(() -> store.artifacts()
                .create(
                        mia,
                        NewArtifact.of("tuners", "elsewhere", "data", "set", "d")
                                .withRun("r1")));
    }
}
