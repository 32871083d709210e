package dev.tunebook.server.artifacts;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.storage.Intake;
import dev.tunebook.store.Store;
import java.util.List;

/// Artifacts: versions, manifests, content, lineage.
public final class ArtifactsFeature implements Feature {
    private final Store store;
    private final List<String> regions;
    private final Intakes intakes;
    private final ArtifactAddresses addresses;
    private final PartedUploads parted;
    private final BlobRoutes blobs;

    /// @param regions further names of the one place where everything is kept
    public ArtifactsFeature(Platform platform, List<String> regions) {
        this.regions = regions;
        this.store = platform.store();
        this.intakes = new Intakes(store);
        this.addresses = new ArtifactAddresses(platform.storage(), intakes);
        this.parted = new PartedUploads(store, platform.bodies().file());
        this.blobs = new BlobRoutes(store, platform.storage());
    }

    @Override
    public String name() {
        return "artifacts";
    }

    @Override
    public List<Route> routes() {
        return blobs.routes();
    }

    @Override
    public List<Intake> intakes() {
        return List.of(intakes.files(), intakes.parts(), intakes.manifests());
    }

    @Override
    public List<String> flags() {
        return List.of(
                "ARTIFACT_COLLECTIONS_FILTERING_SORTING",
                "ARTIFACT_COLLECTION_MEMBERSHIP_FILES",
                "ARTIFACT_COLLECTION_MEMBERSHIP_FILE_DOWNLOAD_HANDLER",
                "ARTIFACT_DIGEST_ALGORITHM",
                "ARTIFACT_MEMBERSHIP_IN_LINK_ARTIFACT_RESPONSE",
                "ARTIFACT_TAGS",
                "ARTIFACT_V2_DOWNLOAD_HANDLER_SUPPORTS_ARTIFACT_ID",
                "CLIENT_IDS",
                "LARGE_FILENAMES",
                "PROJECT_ARTIFACT_COLLECTION_MEMBERSHIP",
                "TOTAL_COUNT_IN_FILE_CONNECTION",
                "USE_ARTIFACT_WITH_ENTITY_AND_PROJECT_INFORMATION");
    }

    @Override
    public void wire(Wiring wiring) {
        new ArtifactLoaders(store).wire(wiring);
        new ArtifactFields(store).wire(wiring);
        new ArtifactFiles(store, addresses).wire(wiring);
        new CollectionFields(store).wire(wiring);
        MembershipFields.wire(wiring);
        new ProjectArtifacts(store).wire(wiring);
        new EntityArtifacts(store).wire(wiring);
        RunArtifacts.wire(wiring);
        new LineageFields(store).wire(wiring);
        new VersionMutations(store, regions).wire(wiring);
        new ContentMutations(store, addresses, parted).wire(wiring);
        new MembershipMutations(store).wire(wiring);
        new CollectionMutations(store).wire(wiring);
    }
}
