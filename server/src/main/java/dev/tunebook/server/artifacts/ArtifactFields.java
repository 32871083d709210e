package dev.tunebook.server.artifacts;

import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Store;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.runs.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// `artifact`, `clientIDMapping`, and the fields of a version.
final class ArtifactFields {
    private static final long NEVER_EXPIRES = -2;

    private final Store store;

    ArtifactFields(Store store) {
        this.store = store;
    }

    record ClientIdMapping(String serverID) {}

    void wire(Wiring wiring) {
        wiring.query(
                        "artifact",
                        call -> call.arguments()
                                .idIfAny("id", Ids.ARTIFACT)
                                .<Object>map(id -> call.load(Loaders.ARTIFACT, id))
                                .orElse(Optional.empty()))
                .query("clientIDMapping", this::clientIdMapping)
                .record("ClientIDMapping", ClientIdMapping.class);
        wiring.type("Artifact", Artifact.class)
                .field("id", Ids::of)
                .field("digest", Artifact::digest)
                .field("digestAlgorithm", Artifact::digestAlgorithm)
                .field("state", Artifact::state)
                .field("size", Artifact::size)
                .field("fileCount", Artifact::fileCount)
                .field("commitHash", ArtifactFields::commitHash)
                .field("versionIndex", Artifact::versionIndex)
                .field("description", Artifact::description)
                .field("metadata", Artifact::metadata)
                .field("ttlDurationSeconds", artifact -> artifact.ttlSeconds().orElse(NEVER_EXPIRES))
                .field("ttlIsInherited", artifact -> artifact.ttlSeconds().isEmpty())
                .field("tags", artifact -> ShownTag.all(artifact.tags()))
                .field("historyStep", Artifact::historyStep)
                .field("createdAt", Artifact::createdAt)
                .field("updatedAt", Artifact::updatedAt)
                .field("artifactSequence", (artifact, call) -> call.load(ArtifactLoaders.SEQUENCE, artifact.id()))
                .field(
                        "artifactType",
                        (artifact, call) -> call.load(ArtifactLoaders.SEQUENCE, artifact.id())
                                .thenApply(sequence -> sequence.map(ShownCollection::type)))
                .field(
                        "aliases",
                        (artifact, call) -> memberships(
                                artifact,
                                call,
                                all -> all.stream().flatMap(ShownAlias::all).toList()))
                .field(
                        "artifactMemberships",
                        (artifact, call) ->
                                memberships(artifact, call, all -> Connection.all(all, MembershipFields::id)))
                .field("createdBy", ArtifactFields::createdBy)
                .field(
                        "usedBy",
                        (artifact, call) -> call.load(ArtifactLoaders.USED_BY, artifact.id())
                                .thenApply(
                                        runs -> Connection.all(runs.orElse(List.of()), run -> Long.toString(run.id()))))
                .absent("labels");
        wiring.concrete("ArtifactCreator", creator -> creator instanceof Run ? "Run" : "User");
        wiring.type("Entity", Entity.class).field("xxhashDigestsEnabled", entity -> true);
        wiring.type("Tag", ShownTag.class)
                .field("id", ShownTag::id)
                .field("name", ShownTag::name)
                .absent("tagCategoryName");
        wiring.type("ArtifactAlias", ShownAlias.class)
                .field("id", ShownAlias::id)
                .field("alias", ShownAlias::alias)
                .field(
                        "artifactCollection",
                        (alias, call) -> call.load(ArtifactLoaders.COLLECTION, alias.collectionId()))
                .field(
                        "artifactCollectionName",
                        (alias, call) -> call.load(ArtifactLoaders.COLLECTION, alias.collectionId())
                                .thenApply(found ->
                                        found.map(shown -> shown.value().name())));
    }

    private Optional<ClientIdMapping> clientIdMapping(Call call) {
        return call.arguments()
                .text("clientID")
                .flatMap(id -> store.artifacts().byClientId(call.viewer(), id))
                .map(artifact -> new ClientIdMapping(Ids.of(artifact)));
    }

    /// What a committed version is known by; opaque to clients.
    private static Optional<String> commitHash(Artifact artifact) {
        return artifact.state() == ArtifactState.PENDING ? Optional.empty() : Optional.of(artifact.digest());
    }

    private static <R> CompletableFuture<R> memberships(
            Artifact artifact, Call call, Function<List<ArtifactMembership>, R> shown) {
        return call.load(ArtifactLoaders.MEMBERSHIPS, artifact.id())
                .thenApply(found -> shown.apply(found.orElse(List.of())));
    }

    private static Object createdBy(Artifact artifact, Call call) {
        if (artifact.createdByRun().isPresent()) {
            return call.load(Loaders.RUN, artifact.createdByRun().get());
        }
        return artifact.createdByUser()
                .<Object>map(id -> call.load(Loaders.USER, id))
                .orElse(Optional.empty());
    }
}
