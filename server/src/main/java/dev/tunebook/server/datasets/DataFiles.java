package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Request;
import dev.tunebook.store.Store;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.blobs.Blob;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds the stored file a request means, for whoever may read its artifact.
final class DataFiles {
    private final Store store;

    DataFiles(Store store) {
        this.store = store;
    }

    /// The file the path parameter `id` and the query's `path` name.
    ///
    /// @param largest files above are refused with 413: whatever is read of a file, it is read once from end to end
    Blob require(Request request, Viewer viewer, long largest) {
        return require(request.parameter("id"), parameter(request, "path"), viewer, largest);
    }

    /// The file the query's `other` and `otherPath` name.
    Blob requireOther(Request request, Viewer viewer, long largest) {
        return require(parameter(request, "other"), parameter(request, "otherPath"), viewer, largest);
    }

    private static String parameter(Request request, String name) {
        return request.query(name)
                .orElseThrow(() -> HttpFailure.badRequest(
                        "missing_parameter",
                        "The parameter '" + name
                                + "' is missing: a file is named by its artifact and its path in it."));
    }

    private Blob require(String artifactId, String path, Viewer viewer, long largest) {
        OptionalLong id =
                NodeId.parse(artifactId).map(node -> node.number("Artifact")).orElse(OptionalLong.empty());
        Blob blob = id.stream()
                .boxed()
                .findFirst()
                .flatMap(artifact -> find(viewer, artifact, path))
                .orElseThrow(() -> HttpFailure.notFound("There is no stored file '" + path + "' that you may read."));
        if (blob.size() > largest) {
            throw HttpFailure.of(
                    413,
                    "too_large",
                    "'" + path + "' has " + blob.size() + " bytes; files up to " + largest
                            + " bytes are shown by page. Download it instead.");
        }
        return blob;
    }

    private Optional<Blob> find(Viewer viewer, long artifactId, String path) {
        try {
            return store.artifactContent().blobs(viewer, artifactId, List.of(path)).values().stream()
                    .findFirst();
        } catch (StoreException.NotFound e) {
            return Optional.empty();
        }
    }

    /// The file's bytes from an offset to the end; the caller closes.
    InputStream open(Blob blob, long offset) {
        return store.blobs()
                .read(blob.sha256(), offset, blob.size() - offset)
                .orElseThrow(() -> HttpFailure.notFound("The bytes of this file are not stored any more."));
    }
}
