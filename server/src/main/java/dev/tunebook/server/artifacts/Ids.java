package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.store.artifacts.Artifact;

/// How artifact things are called on the wire.
final class Ids {
    static final String ARTIFACT = "Artifact";
    static final String COLLECTION = "ArtifactCollection";
    static final String MANIFEST = "ArtifactManifest";

    private Ids() {}

    static String of(Artifact artifact) {
        return artifact(artifact.id());
    }

    static String artifact(long id) {
        return NodeId.of(ARTIFACT, id).encoded();
    }

    static String collection(long id) {
        return NodeId.of(COLLECTION, id).encoded();
    }
}
