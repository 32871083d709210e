package dev.tunebook.conformance;

import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.demo.DemoData;
import dev.tunebook.sandbox.script.JobScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every succeeded job of the demo account and a second preference job, written by the unmodified official integration,
/// as fine-tunes in the runs table.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialFineTunesTest {
    private static final long SEED = SandboxOptions.DEFAULT_SEED;

    private Python python;
    private ServerUnderTest server;
    private Sandbox sandbox;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path temporary) {
        python = Python.newest();
        folder = temporary;
        server = ServerUnderTest.start(temporary.resolve("data"));
        sandbox = Sandbox.start(SandboxOptions.builder().seed(SEED).build());
        DemoData demo = DemoData.of(SEED, Instant.now());
        demo.addTo(sandbox);
        JobScript preference = demo.jobs().stream()
                .filter(job -> job.method().equals("dpo"))
                .findFirst()
                .orElseThrow();
        sandbox.add(JobScript.job("ftjob-secondPreference0000001")
                .createdAgo(Duration.ofDays(2))
                .model(preference.model())
                .method("dpo")
                .trainingFile(preference.trainingFile())
                .hyperparameter("beta", 0.35)
                .hyperparameter("n_epochs", 1)
                .hyperparameter("batch_size", 2)
                .hyperparameter("learning_rate_multiplier", 0.5)
                .training(12, 1, Duration.ofSeconds(3))
                .trainedTokens(1_200)
                .build());
    }

    @AfterAll
    void stop() throws Exception {
        Started.close(sandbox, server);
    }

    @TestFactory
    Stream<DynamicNode> checks() {
        Suite suite = new Suite("Official OpenAI importer", python, server.target(), folder);
        return Stream.of(suite.script(
                "finetunes",
                Map.of(
                        // The integration writes times in the zone of its machine.
                        "TZ", "Pacific/Auckland",
                        "TUNEBOOK_PROVIDER", sandbox.url().toString(),
                        "TUNEBOOK_PROVIDER_KEY", sandbox.apiKey())));
    }
}
