package dev.tunebook.server.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A server of its own for each test, with two users who have nothing in common.
public abstract class FreshServer {
    protected TestServer server;
    protected String ada;
    protected String bob;

    @BeforeEach
    final void start(@TempDir Path data) {
        server = TestServer.start(data);
        ada = server.user("ada");
        bob = server.user("bob");
    }

    @AfterEach
    final void stop() {
        server.close();
    }
}
