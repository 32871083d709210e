package dev.tunebook.server.artifacts;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.storage.Intake;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.blobs.Blob;
import java.util.List;
import java.util.Optional;

/// Where the bytes of artifacts arrive. Addresses are signed for whoever may write the artifact, and close with its
/// commit.
final class Intakes {
    private static final Viewer SYSTEM = Viewer.system("artifact upload");

    private final Store store;

    Intakes(Store store) {
        this.store = store;
    }

    /// Takes a file of an artifact; the object is its {@link Content#name}.
    Intake files() {
        return new Intake() {
            @Override
            public String kind() {
                return "artifacts";
            }

            @Override
            public void admit(String object) {
                requirePending(Content.parse(object).artifactId());
            }

            @Override
            public void arrived(String object, Blob blob) {
                Content content = Content.parse(object);
                store.artifactContent().attach(SYSTEM, content.artifactId(), content.digest(), blob);
            }
        };
    }

    /// Takes a manifest; the object is its number.
    Intake manifests() {
        return new Intake() {
            @Override
            public String kind() {
                return "manifests";
            }

            @Override
            public void admit(String object) {
                ManifestFile manifest = store.artifactContent()
                        .manifest(SYSTEM, Long.parseLong(object))
                        .orElseThrow(Intakes::closed);
                requirePending(manifest.artifactId());
            }

            @Override
            public void arrived(String object, Blob blob) {
                store.artifactContent().attachManifest(SYSTEM, Long.parseLong(object), blob);
            }
        };
    }

    /// Takes parts of a file, which wait until they are put together; the object is their {@link Content#part}.
    Intake parts() {
        return new Intake() {
            @Override
            public String kind() {
                return "artifact-parts";
            }

            @Override
            public void admit(String object) {
                requirePending(Content.ofPart(object).artifactId());
            }

            @Override
            public Optional<String> waitsAs(String object) {
                return Optional.of(object);
            }

            @Override
            public void arrived(String object, Blob blob) {
                throw new IllegalStateException("A part is no blob");
            }
        };
    }

    private void requirePending(long artifactId) {
        Optional<Artifact> pending = store.artifacts().artifacts(SYSTEM, List.of(artifactId)).stream()
                .filter(artifact -> artifact.state() == ArtifactState.PENDING)
                .findFirst();
        if (pending.isEmpty()) {
            throw closed();
        }
    }

    private static HttpFailure closed() {
        return HttpFailure.forbidden(
                "The artifact this address was signed for is committed or gone; log another version to change it.");
    }
}
