package dev.tunebook.server.artifacts;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.DigestAlgorithm;
import java.util.List;
import java.util.Optional;

/// `artifactCollection` and the fields of sequences and portfolios.
final class CollectionFields {
    private final Store store;
    private final CollectionVersions versions;

    CollectionFields(Store store) {
        this.store = store;
        this.versions = new CollectionVersions(store);
    }

    void wire(Wiring wiring) {
        wiring.query(
                "artifactCollection",
                call -> call.arguments()
                        .idIfAny("id", Ids.COLLECTION)
                        .<Object>map(id -> call.load(ArtifactLoaders.COLLECTION, id))
                        .orElse(Optional.empty()));
        wiring.concrete("ArtifactCollection", value -> ((ShownCollection) value).typeName());
        shared(wiring, "ArtifactPortfolio");
        shared(wiring, "ArtifactSequence")
                .field(
                        "latestArtifact",
                        (collection, call) -> newest(collection, call)
                                .<Object>map(id -> call.load(Loaders.ARTIFACT, id))
                                .orElse(Optional.empty()))
                .field("digestAlgorithm", this::digestAlgorithm);
        wiring.connection("TagConnection", "TagEdge");
        wiring.connection("ArtifactAliasConnection", "ArtifactAliasEdge");
        wiring.connection("ArtifactCollectionConnection", "ArtifactCollectionEdge");
        versions.wire(wiring);
    }

    private Wiring.TypeWiring<ShownCollection> shared(Wiring wiring, String type) {
        return wiring.type(type, ShownCollection.class)
                .field("id", shown -> Ids.collection(shown.value().id()))
                .field("name", shown -> shown.value().name())
                .field("description", shown -> shown.value().description())
                .field("createdAt", shown -> shown.value().createdAt())
                .field("updatedAt", shown -> shown.value().updatedAt())
                .field("state", shown -> shown.deleted() ? "DELETED" : "READY")
                .field(
                        "project",
                        (shown, call) ->
                                call.load(Loaders.PROJECT, shown.value().projectId()))
                .field("defaultArtifactType", ShownCollection::type)
                .field(
                        "tags",
                        shown -> Connection.all(ShownTag.all(shown.value().tags()), ShownTag::name))
                .field("aliases", this::aliases)
                .field("artifacts", versions::page)
                .field("artifactMembership", this::membership);
    }

    /// Without `vN`. A collection known only through a link shows none.
    private Connection<ShownAlias> aliases(ShownCollection shown, Call call) {
        if (!versions.open(shown, call)) {
            return Connection.all(List.of(), ShownAlias::alias);
        }
        return Connection.of(store.memberships()
                .aliases(call.viewer(), shown.value().id(), call.arguments().page())
                .map(ShownAlias::of));
    }

    private Optional<ArtifactMembership> membership(ShownCollection shown, Call call) {
        return store.memberships()
                .resolve(
                        call.viewer(),
                        shown.value().id(),
                        call.arguments()
                                .text("aliasName")
                                .filter(name -> !name.isEmpty())
                                .orElse(ArtifactAlias.LATEST.value()));
    }

    private Optional<Long> newest(ShownCollection shown, Call call) {
        if (!versions.open(shown, call)) {
            return Optional.empty();
        }
        return store
                .memberships()
                .members(call.viewer(), shown.value().id(), false, Page.Request.first(1))
                .nodes()
                .stream()
                .map(ArtifactMembership::artifactId)
                .findFirst();
    }

    /// What the newest version was digested with; an empty sequence begins with MD5.
    private DigestAlgorithm digestAlgorithm(ShownCollection shown, Call call) {
        return newest(shown, call).stream()
                .flatMap(id -> store.artifacts().artifacts(call.viewer(), List.of(id)).stream())
                .map(Artifact::digestAlgorithm)
                .findFirst()
                .orElse(DigestAlgorithm.MANIFEST_MD5);
    }
}
