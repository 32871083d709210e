package dev.tunebook.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The unmodified official Python client against a running server: what it writes it reads back equal.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialClientTest {
    /// The longest first.
    static final List<String> SCRIPTS = List.of(
            "teams",
            "artifacts",
            "commands",
            "registries",
            "resume",
            "tracking",
            "browsing",
            "bulk",
            "verify",
            "login",
            "files");

    private Python python;
    private ServerUnderTest server;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path temporary) {
        python = Python.newest();
        folder = temporary;
        server = ServerUnderTest.start(temporary.resolve("data"));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @TestFactory
    Stream<DynamicNode> checks() {
        Suite suite = new Suite("Official Python client", python, server.target(), folder);
        suite.begin(SCRIPTS);
        Stream<DynamicNode> scripts = SCRIPTS.stream().map(script -> suite.script(script, Map.of()));
        return Stream.concat(scripts, Stream.of(suite.score()));
    }

    @TestFactory
    Stream<DynamicNode> reports() {
        Suite suite = new Suite("Official reports package", Python.newest("wandb_workspaces"), server.target(), folder);
        return Stream.of(suite.script("reports", Map.of()), suite.score());
    }
}
