package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.NodeId;

/// A type by its names, which a collection knows also where the project's types are closed to the viewer.
record ShownType(long projectId, String name) {

    String id() {
        return new NodeId("ArtifactType", projectId + ":" + name).encoded();
    }
}
