package dev.tunebook.sdk;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The artifacts of [FakeServer].
final class FakeArtifacts {
    private final FakeServer server;

    FakeArtifacts(FakeServer server) {
        this.server = server;
    }

    Optional<ObjectNode> answer(String operation, ObjectNode variables) {
        return Optional.empty();
    }
}
