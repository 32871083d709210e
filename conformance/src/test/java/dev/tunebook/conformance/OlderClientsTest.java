package dev.tunebook.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tunebook.conformance.OlderClients.Lack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The same checks by older generations of the official client: the last one written in Python alone, and one of the
/// years between.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OlderClientsTest {
    private static final List<String> VERSIONS = List.of("0.16.6", "0.19.11");

    /// A client, and a server of its own: both write the same projects, at the same time.
    private record Pair(Python client, ServerUnderTest server, Suite suite) {
        static Pair begin(Python client, Path folder) {
            ServerUnderTest server = ServerUnderTest.start(folder.resolve("data"));
            Suite suite = new Suite("Official Python client " + client.wandb(), client, server.target(), folder);
            suite.begin(OfficialClientTest.SCRIPTS);
            return new Pair(client, server, suite);
        }

        Stream<DynamicNode> checks(Map<Lack, List<String>> leftOut) {
            return Stream.concat(
                    OfficialClientTest.SCRIPTS.stream().map(script -> suite.script(script, Map.of())),
                    Stream.of(
                            suite.score(),
                            dynamicTest(
                                    "what it cannot express is told",
                                    () -> suite.leftOut()
                                            .forEach(check -> leftOut.computeIfAbsent(
                                                            new Lack(check.name(), check.detail()),
                                                            lack -> new ArrayList<>())
                                                    .add(client.wandb())))));
        }
    }

    private final List<Pair> pairs = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path temporary) {
        for (String version : VERSIONS) {
            pairs.add(Pair.begin(Python.of(version), temporary.resolve(version)));
        }
    }

    @AfterAll
    void stop() {
        pairs.forEach(pair -> pair.server().close());
    }

    @TestFactory
    Stream<DynamicNode> checks() {
        Map<Lack, List<String>> leftOut = new TreeMap<>();
        Stream<DynamicNode> suites = pairs.stream()
                .map(pair -> dynamicContainer("wandb " + pair.client().wandb(), pair.checks(leftOut)));
        return Stream.concat(
                suites,
                Stream.of(dynamicTest(
                        "what they cannot express is on the written list", () -> OlderClients.hold(leftOut))));
    }
}
