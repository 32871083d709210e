package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.ArtifactContentStore.BytesAddress;
import dev.tunebook.store.Page;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactFileSlot;
import dev.tunebook.store.artifacts.ArtifactFileSpec;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.artifacts.ManifestKind;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewLink;
import dev.tunebook.store.artifacts.NewManifest;
import dev.tunebook.store.artifacts.StoredBytes;
import dev.tunebook.store.projects.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of artifact bytes does.
public abstract class ArtifactContentStoreContract extends StoreContract {
    private Versions versions;

    protected ArtifactContentStoreContract(StoreFactory factory) {
        super(factory);
    }

    @BeforeEach
    final void make() {
        versions = new Versions(store, mia);
    }

    private Artifact pending(String project) {
        return store.artifacts().create(mia, NewArtifact.of("tuners", project, "data", "set", "pending"));
    }

    private ArtifactFileSlot prepare(Viewer viewer, Artifact artifact, String name, String digest) {
        return store.artifactContent()
                .prepare(viewer, List.of(new ArtifactFileSpec(artifact.id(), name, digest)))
                .getFirst();
    }

    @Test
    void tellsWhatMustBeUploaded() {
        var blob = versions.blob("alpha");
        var artifact = pending("tunes");
        var spec = new ArtifactFileSpec(artifact.id(), "a.txt", blob.md5());
        assertThat(store.artifactContent().prepare(mia, List.of(spec)))
                .containsExactly(new ArtifactFileSlot(spec, artifact.id(), Optional.empty()));
        store.artifactContent().attach(mia, artifact.id(), blob.md5(), blob);
        store.artifactContent().attach(mia, artifact.id(), blob.md5(), blob);
        var stored = new StoredBytes(artifact.id(), blob.md5(), blob);
        assertThat(store.artifactContent().prepare(mia, List.of(spec, spec)))
                .containsOnly(new ArtifactFileSlot(spec, artifact.id(), Optional.of(stored)));
    }

    @Test
    void uploadsNothingTwiceThatTheViewerMayRead() {
        var first = versions.committed("tunes", "set", Map.of("a.txt", "alpha"));
        var blob = versions.blob("alpha");
        var slot = prepare(mia, pending("other"), "copy.txt", blob.md5());
        assertThat(slot.birthArtifactId()).isEqualTo(first.id());
        assertThat(slot.stored())
                .hasValueSatisfying(stored -> assertThat(stored.blob()).isEqualTo(blob));
    }

    @Test
    void aDigestGivesNobodyAFile() {
        versions.committed("tunes", "set", Map.of("secret.txt", "the secret"));
        var digest = versions.blob("the secret").md5();
        var thief = store.artifacts().create(bob, NewArtifact.of("rivals", "own", "data", "set", "d"));
        var slot = prepare(bob, thief, "loot.txt", digest);
        assertThat(slot.stored()).as("he must show that he has it").isEmpty();
        assertThat(slot.birthArtifactId()).isEqualTo(thief.id());
        var claim = new ManifestEntry("loot.txt", digest, 10, Optional.empty(), Optional.empty(), Optional.empty());
        conflict(
                "incomplete",
                () -> store.artifacts().commit(bob, thief.id(), new Versions(store, bob).content(List.of(claim))));
        var birth = store.artifacts()
                .artifacts(
                        mia, List.of(prepare(mia, pending("tunes"), "x", digest).birthArtifactId()))
                .getFirst();
        var aimed =
                new ManifestEntry("loot.txt", digest, 10, Optional.empty(), Optional.of(birth.id()), Optional.empty());
        conflict(
                "incomplete",
                () -> store.artifacts().commit(bob, thief.id(), new Versions(store, bob).content(List.of(aimed))));
        assertThat(store.artifactContent().bytes(bob, new BytesAddress.OfArtifact(birth.id(), digest)))
                .isEmpty();
        assertThat(store.artifactContent().bytes(bob, new BytesAddress.OfEntity("tuners", digest)))
                .isEmpty();
    }

    @Test
    void isFilledByThoseWhoMayWhilePending() {
        var artifact = pending("tunes");
        var blob = versions.blob("alpha");
        var content = store.artifactContent();
        denied(() -> prepare(vic, artifact, "a", blob.md5()));
        notFound(() -> prepare(bob, artifact, "a", blob.md5()));
        denied(() -> content.attach(vic, artifact.id(), blob.md5(), blob));
        notFound(() -> content.attach(bob, artifact.id(), blob.md5(), blob));
        invalid(
                "digest_mismatch",
                () -> content.attach(mia, artifact.id(), versions.blob("beta").md5(), blob));
        content.attach(mia, artifact.id(), blob.md5(), blob);
        store.artifacts().commit(mia, artifact.id(), versions.content(List.of(Versions.entry("a.txt", blob))));
        content.attach(mia, artifact.id(), blob.md5(), blob);
        var late = versions.blob("late");
        conflict("committed", () -> content.attach(mia, artifact.id(), late.md5(), late));
        conflict("committed", () -> prepare(mia, artifact, "late", late.md5()));
    }

    @Test
    void keepsManifestsThatFitTheirDigest() {
        var artifact = pending("tunes");
        var blob = versions.blob("the manifest");
        var content = store.artifactContent();
        var manifest = store.artifacts()
                .putManifest(
                        mia,
                        new NewManifest(
                                artifact.id(), "m.json", ManifestKind.FULL, "", Optional.empty(), Optional.empty()));
        denied(() -> content.attachManifest(vic, manifest.id(), blob));
        notFound(() -> content.attachManifest(bob, manifest.id(), blob));
        notFound(() -> content.attachManifest(mia, 987_654L, blob));
        var attached = content.attachManifest(mia, manifest.id(), blob);
        assertThat(attached.blob()).hasValue(blob);
        assertThat(content.attachManifest(mia, manifest.id(), blob)).isEqualTo(attached);
        assertThat(content.manifest(vic, manifest.id())).hasValue(attached);
        assertThat(content.manifest(bob, manifest.id())).isEmpty();
        var other = versions.blob("another manifest");
        var expecting = content.updateManifest(mia, manifest.id(), other.md5(), Optional.empty());
        assertThat(expecting.blob()).as("the old bytes are not it").isEmpty();
        invalid("digest_mismatch", () -> content.attachManifest(mia, manifest.id(), blob));
        assertThat(content.attachManifest(mia, manifest.id(), other).blob()).hasValue(other);
        notFound(() -> content.updateManifest(mia, manifest.id(), "x", Optional.of(987_654L)));
        denied(() -> content.updateManifest(vic, manifest.id(), "x", Optional.empty()));
    }

    @Test
    void listsManifestsWithTheMergedOneLast() {
        var artifact = pending("tunes");
        var patch = store.artifacts()
                .putManifest(
                        mia,
                        new NewManifest(
                                artifact.id(), "p.json", ManifestKind.PATCH, "", Optional.empty(), Optional.of("r1")));
        var committed =
                store.artifacts().commit(mia, artifact.id(), versions.content(artifact, Map.of("a.txt", "alpha")));
        assertThat(store.artifactContent().manifests(vic, artifact.id()))
                .map(ManifestFile::id)
                .containsExactly(patch.id(), committed.manifestId().orElseThrow());
        notFound(() -> store.artifactContent().manifests(bob, artifact.id()));
    }

    @Test
    void servesTheManifestThatWasSent() {
        var artifact = pending("tunes");
        var manifest = store.artifacts()
                .putManifest(
                        mia,
                        new NewManifest(
                                artifact.id(), "m.json", ManifestKind.FULL, "", Optional.empty(), Optional.empty()));
        var content = versions.content(artifact, Map.of("a.txt", "alpha"));
        store.artifactContent().attachManifest(mia, manifest.id(), content.manifest());
        assertThat(store.artifacts().commit(mia, artifact.id(), content).manifestId())
                .hasValue(manifest.id());
        assertThat(store.artifactContent().manifests(mia, artifact.id())).hasSize(1);
    }

    @Test
    void pagesEntriesInCodePointOrder() {
        var names = List.of("B", "a", "a/b", "z", "\uFF5E.txt", "\uD83D\uDE80.txt");
        var version = versions.committed(
                "tunes", "set", names.stream().collect(Collectors.toMap(name -> name, name -> "of " + name)));
        var page = store.artifactContent().entries(vic, version.id(), Page.Request.first(4));
        assertThat(page.nodes()).map(ManifestEntry::path).containsExactly("B", "a", "a/b", "z");
        assertThat(page.total()).isEqualTo(6);
        assertThat(page.more()).isTrue();
        var next = Page.Request.first(4).following(page.endCursor().orElseThrow());
        var rest = store.artifactContent().entries(vic, version.id(), next);
        assertThat(rest.nodes()).map(ManifestEntry::path).containsExactly("\uFF5E.txt", "\uD83D\uDE80.txt");
        assertThat(rest.more()).isFalse();
        assertThat(rest.nodes()).allMatch(entry -> entry.birthArtifactId().equals(Optional.of(version.id())));
        assertThat(store.artifactContent().entries(vic, version.id(), List.of("z", "nothing", "a")))
                .map(ManifestEntry::path)
                .containsExactly("z", "a");
        notFound(() -> store.artifactContent().entries(bob, version.id(), Page.Request.first(4)));
        notFound(() -> store.artifactContent().entries(bob, version.id(), List.of("z")));
    }

    @Test
    void takesManyEntries() {
        var artifact = pending("tunes");
        var blob = versions.blob("the same everywhere");
        store.artifactContent().attach(mia, artifact.id(), blob.md5(), blob);
        var entries = IntStream.range(0, 2_000)
                .mapToObj(i -> Versions.entry("f%04d".formatted(i), blob))
                .toList();
        var committed = store.artifacts().commit(mia, artifact.id(), versions.content(entries));
        assertThat(committed.fileCount()).isEqualTo(2_000);
        assertThat(store.artifactContent()
                        .entries(vic, committed.id(), Page.Request.first(3_000))
                        .nodes())
                .map(ManifestEntry::path)
                .isSorted()
                .hasSize(2_000);
        assertThat(store.check()).isEmpty();
    }

    @Test
    void findsBytesByBothAddresses() {
        var blob = versions.blob("alpha");
        var first = versions.committed("tunes", "set", Map.of("a.txt", "alpha"));
        var stored = new StoredBytes(first.id(), blob.md5(), blob);
        assertThat(store.artifactContent().bytes(vic, new BytesAddress.OfArtifact(first.id(), blob.md5())))
                .hasValue(stored);
        assertThat(store.artifactContent().bytes(vic, new BytesAddress.OfEntity("TUNERS", blob.md5())))
                .hasValue(stored);
        assertThat(store.artifactContent().bytes(vic, new BytesAddress.OfEntity("rivals", blob.md5())))
                .isEmpty();
        assertThat(store.artifactContent().bytes(vic, new BytesAddress.OfArtifact(first.id(), "other")))
                .isEmpty();
    }

    @Test
    void bytesOutliveTheVersionTheyWereBornIn() {
        var blob = versions.blob("alpha");
        var born = versions.committed("tunes", "set", Map.of("a.txt", "alpha"));
        var heir = store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "data", "heirs", "h"));
        store.artifacts().commit(mia, heir.id(), versions.content(List.of(Versions.entry("b.txt", blob))));
        store.artifacts().delete(mia, born.id(), true);
        var stored = new StoredBytes(born.id(), blob.md5(), blob);
        assertThat(store.artifactContent().bytes(vic, new BytesAddress.OfArtifact(born.id(), blob.md5())))
                .hasValue(stored);
        assertThat(store.artifactContent().bytes(vic, new BytesAddress.OfEntity("tuners", blob.md5())))
                .as("an artifact of the entity still has them")
                .hasValue(stored);
        assertThat(store.artifactContent().bytes(bob, new BytesAddress.OfArtifact(born.id(), blob.md5())))
                .isEmpty();
        assertThat(store.check()).isEmpty();
        store.artifacts().delete(mia, heir.id(), true);
        assertThat(store.artifactContent().bytes(root, new BytesAddress.OfArtifact(born.id(), blob.md5())))
                .as("nobody has them any more")
                .isEmpty();
    }

    @Test
    void isReadThroughTheCollectionsThatLinkIt() {
        var version = versions.committed("tunes", "set", Map.of("a.txt", "alpha"));
        var digest = versions.blob("alpha").md5();
        var address = new BytesAddress.OfArtifact(version.id(), digest);
        assertThat(store.artifactContent().bytes(bob, address)).isEmpty();
        shared("gallery", Sharing.USER_READ);
        var link = store.memberships()
                .link(
                        mia,
                        new NewLink(
                                version.id(),
                                Optional.empty(),
                                Optional.of("tuners"),
                                Optional.of("gallery"),
                                Optional.of("shown"),
                                List.of()));
        assertThat(store.artifactContent().bytes(bob, address)).isPresent();
        assertThat(store.artifactContent().entries(bob, version.id(), List.of("a.txt")))
                .hasSize(1);
        denied(() -> store.artifactContent().attach(bob, version.id(), digest, versions.blob("alpha")));
        store.memberships().unlink(mia, version.id(), link.collectionId());
        assertThat(store.artifactContent().bytes(bob, address)).isEmpty();
    }
}
