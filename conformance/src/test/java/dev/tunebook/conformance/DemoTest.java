package dev.tunebook.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.conformance.Check.Outcome;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.server.auth.FirstStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `tunebook demo --once`, and `tunebook serve` on the folder it leaves: the official `Api` finds what the command
/// said. The seed decides what is recorded.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private static final long OTHER_SEED = SandboxOptions.DEFAULT_SEED + 1;

    private Python python;
    private Path folder;
    private Recorded first;
    private List<Check> counted = List.of();
    private List<Check> used = List.of();

    /// What a demo says of its folder.
    private record Recorded(Path data, int exitCode, JsonNode said) {}

    @BeforeAll
    void record(@TempDir Path temporary) throws Exception {
        python = Python.newest();
        folder = temporary;
        first = record("first");
        try (Served server = serve(first)) {
            counted = server.counted();
            used = server.suite().run("models", Map.of());
        }
    }

    private Recorded record(String name, String... seed) throws InterruptedException {
        Path data = folder.resolve(name);
        List<String> options = new ArrayList<>(List.of("--once"));
        options.addAll(List.of(seed));
        try (TunebookProcess demo = TunebookProcess.start("demo", data, options.toArray(String[]::new))) {
            TunebookProcess.Ended ended = demo.ended();
            String last = ended.lines().isEmpty() ? "{}" : ended.lines().getLast();
            return new Recorded(data, ended.exitCode(), Json.parse(last));
        }
    }

    @Test
    void theDemoEndsWellAndItsLastLineIsJson() {
        assertThat(first.exitCode()).isZero();
        JsonNode said = first.said();
        assertThat(said.propertyNames())
                .contains("jobs", "runs", "artifacts", "tables", "url", "data", "seconds", "seed");
        assertThat(said.path("jobs").asInt()).isGreaterThanOrEqualTo(12);
        assertThat(said.path("artifacts").asInt())
                .isGreaterThan(said.path("runs").asInt());
        assertThat(said.path("tables").asInt()).isPositive();
        assertThat(said.path("data").asString()).isEqualTo(first.data().toString());
        assertThat(said.path("seconds").asDouble()).isPositive();
    }

    @TestFactory
    Stream<DynamicTest> aServerStartedAgainGivesTheOfficialApiTheSameCounts() {
        return counted.stream().map(Suite::test);
    }

    @TestFactory
    Stream<DynamicTest> aSyncedModelIsUsedFromPythonByEachOfItsNames() {
        return used.stream().map(Suite::test);
    }

    /// A demo's jobs count from the moment its folder was begun: the same seed and moment give the same bytes.
    @Test
    void theSameSeedGivesEqualDigestsAndAnotherSeedOthers() throws Exception {
        Set<String> digests = digests(first);
        Path beginning = first.data().resolve("demo.json");
        Files.createDirectories(folder.resolve("again"));
        Files.copy(beginning, folder.resolve("again").resolve("demo.json"));
        Recorded again = record("again");
        counted(again);
        assertThat(digests(again)).isEqualTo(digests);

        Recorded other = record("other", "--seed", String.valueOf(OTHER_SEED));
        assertThat(counted(other)).extracting(Check::outcome).containsOnly(Outcome.PASSED);
        assertThat(contents(digests(other))).hasSizeGreaterThan(20).doesNotContainAnyElementsOf(contents(digests));
    }

    /// A server started on what a demo left.
    private record Served(TunebookProcess process, Suite suite, Recorded demo) implements AutoCloseable {
        List<Check> counted() {
            return suite.run("demo", Map.of("TUNEBOOK_SAID", Json.write(demo.said())));
        }

        @Override
        public void close() throws InterruptedException {
            process.close();
        }
    }

    private Served serve(Recorded demo) {
        TunebookProcess server = TunebookProcess.start("serve", demo.data());
        String url = server.after("ready ");
        server.swallow();
        Target target = new Target(url, TunebookProcess.key(demo.data()), FirstStart.ADMINISTRATOR);
        return new Served(server, new Suite("the demo", python, target, ofReader(demo)), demo);
    }

    private Path ofReader(Recorded demo) {
        return folder.resolve(demo.data().getFileName() + "-read");
    }

    private List<Check> counted(Recorded demo) throws InterruptedException {
        try (Served server = serve(demo)) {
            return server.counted();
        }
    }

    private Set<String> digests(Recorded demo) throws IOException {
        Path file = ofReader(demo).resolve("demo/digests.json");
        Set<String> digests = new TreeSet<>();
        Json.parse(Files.readString(file)).forEach(digest -> digests.add(digest.asString()));
        return digests;
    }

    private static Set<String> contents(Set<String> digests) {
        return digests.stream()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.toSet());
    }
}
