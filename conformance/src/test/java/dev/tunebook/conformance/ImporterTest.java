package dev.tunebook.conformance;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.WandbLogger;
import dev.tunebook.finetune.openai.Credential;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.model.Secret;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.demo.DemoData;
import dev.tunebook.sdk.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The official `WandbLogger.sync`, unmodified, against the sandbox and the server, and ours on the same job.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImporterTest {
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
        DemoData.of(SEED, Instant.now()).addTo(sandbox);
        WandbLogger.sync(SyncOptions.builder()
                .fineTuneJobId(DemoData.threeMessageJob(SEED))
                .provider(new OpenAiProvider(OpenAiSettings.of(sandbox.url(), new Credential.Bearer(sandbox.apiKey()))))
                .project("our-importer")
                .settings(Settings.of(URI.create(server.url()), new Secret(ServerUnderTest.KEY)).toBuilder()
                        .directory(temporary.resolve("sync"))
                        .build())
                .build());
    }

    @AfterAll
    void stop() throws Exception {
        Started.close(sandbox, server);
    }

    @TestFactory
    Stream<DynamicNode> checks() {
        Suite suite = new Suite("Official OpenAI importer", python, server.target(), folder);
        Map<String, String> provider = Map.of(
                "TUNEBOOK_JOB", DemoData.threeMessageJob(SEED),
                "TUNEBOOK_PROVIDER", sandbox.url().toString(),
                "TUNEBOOK_PROVIDER_KEY", sandbox.apiKey(),
                "TUNEBOOK_DIFFERENCES",
                        Path.of("../docs/reference/importer-differences.md")
                                .toAbsolutePath()
                                .toString());
        return Stream.of(suite.script("importer", provider), suite.score());
    }
}
