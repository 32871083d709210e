package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.storage.Storage;
import dev.tunebook.store.ArtifactContentStore.BytesAddress;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.StoredBytes;
import java.util.List;
import java.util.OptionalLong;

/// The addresses clients build by themselves from a manifest's entry: the first layout by entity and digest, the second
/// by the artifact the bytes were first stored under. They need a key, and the bytes must be the viewer's to read.
final class BlobRoutes {
    private static final String V2 = "/artifactsV2/{region}/{entity}/{project}/{collection}";

    private final Store store;
    private final Storage storage;

    BlobRoutes(Store store, Storage storage) {
        this.store = store;
        this.storage = storage;
    }

    List<Route> routes() {
        return List.of(
                Route.guarded(Method.GET, "/artifacts/{entity}/{digest}", this::byEntity),
                Route.guarded(Method.GET, V2 + "/{birth}/{digest}/{name}", this::byArtifact),
                Route.guarded(Method.GET, V2 + "/{artifact}/{birth}/{digest}/{name}", this::byArtifact));
    }

    private Response byEntity(Request request, Viewer viewer) {
        return answer(
                request,
                viewer,
                new BytesAddress.OfEntity(request.parameter("entity"), digest(request)),
                request.parameter("digest"));
    }

    private Response byArtifact(Request request, Viewer viewer) {
        OptionalLong birth = NodeId.parse(request.parameter("birth"))
                .map(id -> id.number(Ids.ARTIFACT))
                .orElse(OptionalLong.empty());
        return answer(
                request,
                viewer,
                new BytesAddress.OfArtifact(birth.orElseThrow(BlobRoutes::nothing), digest(request)),
                request.parameter("name"));
    }

    private Response answer(Request request, Viewer viewer, BytesAddress address, String fileName) {
        StoredBytes bytes = store.artifactContent().bytes(viewer, address).orElseThrow(BlobRoutes::nothing);
        return storage.answer(request, bytes.blob().sha256(), fileName);
    }

    private static String digest(Request request) {
        try {
            return Digests.hexToBase64(request.parameter("digest"));
        } catch (IllegalArgumentException e) {
            throw nothing();
        }
    }

    private static HttpFailure nothing() {
        return HttpFailure.notFound("There are no such bytes that you may read.");
    }
}
