package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.server.storage.Intake;
import dev.tunebook.server.storage.Storage;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.blobs.Blob;
import java.util.stream.Stream;

/// The signed addresses of artifact contents. Clients and their tests tell files and manifests apart by the path shown.
final class ArtifactAddresses {
    private static final String FOLDER = "wandb_artifacts";

    private final Storage storage;
    private final Intake files;
    private final Intake parts;
    private final Intake manifests;

    ArtifactAddresses(Storage storage, Intakes intakes) {
        this.storage = storage;
        this.files = intakes.files();
        this.parts = intakes.parts();
        this.manifests = intakes.manifests();
    }

    String upload(Content content, String path) {
        return storage.upload(files, content.name(), shown(path));
    }

    String uploadPart(Content content, long number, String path) {
        return storage.upload(parts, content.part(number), shown(path));
    }

    String download(Blob blob, String path) {
        return storage.download(blob.sha256(), shown(path));
    }

    String uploadManifest(ManifestFile manifest) {
        return storage.upload(manifests, Long.toString(manifest.id()), manifest.name());
    }

    String downloadManifest(Blob blob) {
        return storage.download(blob.sha256(), ArtifactManifest.FILE_NAME);
    }

    /// Where the bytes are kept, as far as clients want to know.
    static String storagePath(long birthArtifactId, String digest) {
        return FOLDER + "/" + birthArtifactId + "/" + Digests.base64ToHex(digest);
    }

    private static String[] shown(String path) {
        return Stream.concat(Stream.of(FOLDER), Stream.of(path.split("/", -1))).toArray(String[]::new);
    }
}
