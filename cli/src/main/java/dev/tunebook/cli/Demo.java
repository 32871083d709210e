package dev.tunebook.cli;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncProgress;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.WandbLogger;
import dev.tunebook.finetune.openai.Credential;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.model.Secret;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.demo.DemoData;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.Wandb;
import dev.tunebook.server.auth.FirstStart;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// A provider and a server in this process, and syncs from the one into the other.
final class Demo implements AutoCloseable {

    static final String PROJECT = SyncOptions.DEFAULT_PROJECT;

    private final Sandbox sandbox;
    private final LocalServer server;
    private final Settings settings;

    private Demo(Sandbox sandbox, LocalServer server, Settings settings) {
        this.sandbox = sandbox;
        this.server = server;
        this.settings = settings;
    }

    /// Puts a provider beside a server. The server must be closed by the caller when this fails, and by this otherwise.
    static Demo start(DemoState state, LocalServer server, Path data, Clock clock) {
        SandboxOptions options =
                SandboxCommand.options(state.seed()).clock(clock).build();
        Sandbox sandbox = Sandbox.start(options);
        DemoData.of(state.seed(), state.begun()).addTo(sandbox);
        return new Demo(sandbox, server, settings(data, server));
    }

    /// Addresses of a demo's server.
    record Links(LocalServer server) {
        /// An address that signs in as the administrator, once.
        String signIn() {
            return server.server()
                    .welcome()
                    .map(FirstStart.Welcome::signInLink)
                    .orElseGet(() -> server.server().signInLink(FirstStart.ADMINISTRATOR));
        }

        /// The page of the runs.
        String runs() {
            return server.url() + "/" + FirstStart.ADMINISTRATOR + "/" + PROJECT;
        }
    }

    private static Settings settings(Path data, LocalServer server) {
        Secret key = new Secret(SecretFile.read("the administrator's key", data.resolve("admin.key")));
        return Settings.of(server.url(), key).toBuilder()
                .directory(data.resolve("sync"))
                .build();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /// Records every job as it stands.
    SyncReport sync(SyncProgress progress) {
        return WandbLogger.sync(
                options().waitForJobSuccess(false).progress(progress).build());
    }

    /// For following what runs and what is new, without an end.
    SyncOptions watching(SyncProgress progress) {
        return options()
                .watch(true)
                .pollInterval(Duration.ofSeconds(4))
                .progress(progress)
                .build();
    }

    private SyncOptions.Builder options() {
        OpenAiSettings provider = OpenAiSettings.of(sandbox.url(), new Credential.Bearer(sandbox.apiKey()));
        return SyncOptions.builder()
                .provider(new OpenAiProvider(provider))
                .settings(settings)
                .project(PROJECT);
    }

    ServerCounts counts() {
        return ServerCounts.of(Wandb.api(settings), FirstStart.ADMINISTRATOR + "/" + PROJECT);
    }

    @Override
    public void close() {
        try {
            sandbox.close();
        } finally {
            server.close();
        }
    }
}
