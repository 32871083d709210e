package dev.tunebook.server.artifacts;

import dev.tunebook.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// One server for all tests of a class, with two users who have a project each and nothing in common.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoUsers {
    TestServer server;
    ArtifactClient ann;
    ArtifactClient bob;

    @BeforeAll
    final void start(@TempDir Path folder) {
        server = TestServer.start(folder);
        ann = ArtifactClient.of(server, "ann", "p");
        bob = ArtifactClient.of(server, "bob", "p");
    }

    @AfterAll
    final void stop() {
        server.close();
    }
}
