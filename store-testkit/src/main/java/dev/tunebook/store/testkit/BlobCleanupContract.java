package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.denied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.accounts.OrganizationUpdate;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactUpdate;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewLink;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.runs.NewRunFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happens to bytes nobody refers to any more, and to versions whose time is over.
public abstract class BlobCleanupContract extends StoreContract {
    private static final Instant EVER = Instant.parse("2999-01-01T00:00:00Z");

    private Versions versions;

    protected BlobCleanupContract(StoreFactory factory) {
        super(factory);
    }

    @BeforeEach
    final void take() {
        versions = new Versions(store, mia);
    }

    private int marked() {
        int marked = 0;
        Optional<String> after = Optional.empty();
        do {
            var looked = store.blobCleanup().look(SYSTEM, after, 2);
            marked += looked.marked();
            after = looked.last();
        } while (after.isPresent());
        assertThat(store.blobCleanup().marked(SYSTEM)).isEqualTo(marked);
        return marked;
    }

    private int removed() {
        return store.blobCleanup().remove(SYSTEM, EVER, 100).blobs();
    }

    private boolean isThere(Blob blob) {
        return store.blobs().size(blob.sha256()).isPresent();
    }

    private Blob blob(String text) {
        return store.blobs().put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 100);
    }

    @Test
    void keepsWhatSomethingRefersTo() {
        versions.committed("tunes", "data", Map.of("a", "kept", "b", "kept too"));
        var pending = store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "data", "other", "0".repeat(32)));
        versions.content(pending, Map.of("c", "not committed yet"));
        var run = run("tunes", "r1");
        store.runFiles()
                .put(
                        store.runs().open(mia, run.id(), Access.WRITE),
                        new NewRunFile("a.txt", blob("of a run"), Optional.empty()));
        assertThat(marked()).as("the manifest that was not announced").isEqualTo(1);
        assertThat(removed()).isEqualTo(1);
        assertThat(store.check()).isEmpty();
        assertThat(isThere(blob("not committed yet"))).isTrue();
    }

    @Test
    void removesWhatIsLeftOfThingsThatAreGone() {
        var alone = blob("alone");
        var shared = blob("shared");
        var first = versions.committed("tunes", "data", Map.of("a", "alone", "b", "shared"));
        var second = versions.committed("tunes", "copy", Map.of("b", "shared"));
        var run = run("tunes", "r1");
        var logged = blob("logged");
        store.runFiles()
                .put(store.runs().open(mia, run.id(), Access.WRITE), new NewRunFile("a", logged, Optional.empty()));
        assertThat(marked()).isZero();
        store.artifacts().delete(mia, first.id(), true);
        store.runs().delete(mia, run.id(), false);
        assertThat(marked()).as("the file, the manifest, the log").isEqualTo(3);
        assertThat(List.of(alone, logged)).allMatch(this::isThere);
        assertThat(removed()).isEqualTo(3);
        assertThat(List.of(alone, logged)).noneMatch(this::isThere);
        assertThat(isThere(shared)).isTrue();
        assertThat(store.blobCleanup().marked(SYSTEM)).isZero();
        assertThat(store.check()).isEmpty();
        store.artifacts().delete(mia, second.id(), true);
        marked();
        removed();
        assertThat(isThere(shared)).isFalse();
    }

    /// Born in a version that goes, held by one that stays, and gone with that.
    @Test
    void bytesOutliveTheVersionTheyWereBornIn() {
        var birth = versions.committed("tunes", "data", Map.of("a", "born here"));
        var blob = blob("born here");
        var holder = store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "data", "copy", "1".repeat(32)));
        store.artifacts()
                .commit(
                        mia,
                        holder.id(),
                        versions.content(List.of(new ManifestEntry(
                                "copy",
                                blob.md5(),
                                blob.size(),
                                Optional.empty(),
                                Optional.of(birth.id()),
                                Optional.empty()))));
        store.artifacts().delete(mia, birth.id(), true);
        marked();
        removed();
        assertThat(isThere(blob)).isTrue();
        assertThat(store.check()).isEmpty();
        store.artifacts().delete(mia, holder.id(), true);
        marked();
        removed();
        assertThat(isThere(blob)).isFalse();
    }

    @Test
    void waitsForTheGraceAndTakesMarksBack() {
        var blob = blob("come and gone");
        assertThat(marked()).isEqualTo(1);
        assertThat(store.blobCleanup().remove(SYSTEM, START, 100).marks())
                .as("marked just now")
                .isZero();
        versions.committed("tunes", "data", Map.of("a", "come and gone"));
        assertThat(removed()).isZero();
        assertThat(isThere(blob)).isTrue();
        assertThat(store.blobCleanup().marked(SYSTEM)).isZero();
    }

    @Test
    void bytesThatCameAgainWhileMarkedStay() {
        var blob = blob("again");
        assertThat(marked()).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        blob("again");
        assertThat(store.blobCleanup().remove(SYSTEM, START.plusSeconds(1), 100).marks())
                .isEqualTo(1);
        assertThat(isThere(blob)).isTrue();
    }

    @Test
    void whoeverComesTooLateIsToldToSendThemAgain() {
        var blob = blob("too late");
        marked();
        assertThat(removed()).isEqualTo(1);
        var run = run("tunes", "r1");
        var grant = store.runs().open(mia, run.id(), Access.WRITE);
        assertThatThrownBy(() -> store.runFiles().put(grant, new NewRunFile("a", blob, Optional.empty())))
                .isInstanceOf(StoreException.Busy.class);
        var pending = store.artifacts().create(mia, NewArtifact.of("tuners", "tunes", "data", "data", "0".repeat(32)));
        assertThatThrownBy(() -> store.artifactContent().attach(mia, pending.id(), blob.md5(), blob))
                .isInstanceOf(StoreException.Busy.class);
        store.artifactContent().attach(mia, pending.id(), blob.md5(), blob("too late"));
    }

    @Test
    void isTheServersOwnBusiness() {
        denied(() -> store.blobCleanup().look(root, Optional.empty(), 1));
        denied(() -> store.blobCleanup().remove(root, EVER, 1));
        denied(() -> store.blobCleanup().marked(root));
        denied(() -> store.artifacts().expire(root, EVER, 1));
    }

    private Artifact living(String collection, long seconds) {
        var made = versions.committed("tunes", collection, Map.of("a", collection));
        return store.artifacts()
                .update(
                        mia,
                        new ArtifactUpdate(
                                made.id(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(seconds),
                                List.of(),
                                List.of(),
                                Optional.empty()));
    }

    private static NewLink link(Artifact artifact, String entity, String project) {
        return new NewLink(
                artifact.id(),
                Optional.empty(),
                Optional.of(entity),
                Optional.of(project),
                Optional.of("shelf"),
                List.of("prod"));
    }

    @Test
    void versionsGoWhenTheirTimeIsOver() {
        var hour = living("hour", 3_600);
        var day = living("day", 86_400);
        var ever = living("ever", -2);
        var inherits = living("inherits", -1);
        assertThat(store.artifacts().expire(SYSTEM, START.plusSeconds(3_599), 9))
                .isZero();
        assertThat(store.artifacts().expire(SYSTEM, START.plusSeconds(3_600), 9))
                .isEqualTo(1);
        assertThat(store.artifacts().artifacts(mia, List.of(hour.id(), day.id(), ever.id(), inherits.id())))
                .containsExactlyInAnyOrder(day, ever, inherits);
        assertThat(store.artifacts().expire(SYSTEM, EVER, 9)).isEqualTo(1);
    }

    @Test
    void whatARegistryOrAProtectedAliasHoldsStays() {
        store.teams().putOrganization(SYSTEM, new OrganizationUpdate("acme", Optional.empty()));
        store.projects().upsert(root, ProjectUpdate.of("acme", "wandb-registry-models"));
        var careful = store.projects()
                .upsert(ada, ProjectUpdate.of("tuners", "careful"))
                .value();
        store.projects()
                .upsert(
                        ada,
                        new ProjectUpdate(
                                Optional.of(careful.id()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("{\"" + Project.PROTECTED_ALIASES + "\":[\"prod\"]}")));
        var registered = living("registered", 60);
        store.memberships().link(root, link(registered, "acme", "wandb-registry-models"));
        var guarded = living("guarded", 60);
        store.memberships().link(ada, link(guarded, "tuners", "careful"));
        var linked = living("linked", 60);
        store.memberships().link(mia, link(linked, "tuners", "tunes"));
        assertThat(store.artifacts().expire(SYSTEM, EVER, 9))
                .as("what is only linked elsewhere")
                .isEqualTo(1);
        assertThat(store.artifacts().artifacts(root, List.of(registered.id(), guarded.id(), linked.id())))
                .extracting(Artifact::id)
                .containsExactlyInAnyOrder(registered.id(), guarded.id());
        store.projects()
                .upsert(
                        ada,
                        new ProjectUpdate(
                                Optional.of(careful.id()),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("{}")));
        assertThat(store.artifacts().expire(SYSTEM, EVER, 9))
                .as("no longer protected")
                .isEqualTo(1);
    }
}
