package dev.tunebook.finetune;

import dev.tunebook.finetune.openai.Credential;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.model.Secret;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.ScriptedFile;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.http.JdkTransport;
import dev.tunebook.server.testing.TestClock;
import dev.tunebook.server.testing.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/// A provider and a tracker, both real, on one clock that moves only when somebody waits; a turnstile before
/// each.
final class SyncWorld implements AutoCloseable {
    static final String ENTITY = "ada";

    final Turnstile.Line line = new Turnstile.Line();
    final Turnstile beforeTracker = new Turnstile(line);
    final Turnstile beforeProvider = new Turnstile(line);
    final TestServer tracker;
    final TestClock clock;
    final String key;
    final List<Duration> waits = new ArrayList<>();
    Sandbox sandbox;
    private int projects;
    private String project = "";

    SyncWorld(Path data) {
        tracker = TestServer.start(
                data, Map.of("public-url", beforeTracker.address().toString()));
        beforeTracker.leadTo(URI.create(tracker.base()));
        clock = tracker.clock();
        key = tracker.user(ENTITY);
        sandbox = Sandbox.start(sandboxOptions().build());
        fresh();
    }

    SandboxOptions.Builder sandboxOptions() {
        return SandboxOptions.builder().clock(clock);
    }

    /// An empty project, and an empty provider.
    SyncWorld fresh() {
        return fresh(options -> options);
    }

    SyncWorld fresh(UnaryOperator<SandboxOptions.Builder> options) {
        sandbox.close();
        sandbox = Sandbox.start(options.apply(sandboxOptions()).build());
        beforeProvider.leadTo(URI.create(sandbox.url().toString().replaceFirst("/v1$", "")));
        line.open();
        waits.clear();
        return emptyProject();
    }

    /// An empty project, the provider as it is.
    SyncWorld emptyProject() {
        projects++;
        project = "tunes-" + projects;
        return this;
    }

    String project() {
        return project;
    }

    /// A job with a training file of its own.
    JobScriptBuilder job(String id) {
        String file = "file-of-" + id;
        sandbox.add(ScriptedFile.of(file, id + ".jsonl", Examples.chat(12)));
        return JobScript.job(id).trainingFile(file);
    }

    FineTuneProvider provider() {
        return provider(new Credential.Bearer(sandbox.apiKey()));
    }

    FineTuneProvider provider(Credential credential) {
        URI base = URI.create(beforeProvider.address() + "/v1");
        OpenAiSettings settings = new OpenAiSettings(
                base,
                credential,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                2);
        return new OpenAiProvider(settings, clock, this::pass, new Random(1));
    }

    Settings settings() {
        return settings(key);
    }

    Settings settings(String ofKey) {
        return Settings.of(beforeTracker.address(), new Secret(ofKey)).toBuilder()
                .finishTimeout(Duration.ofSeconds(30))
                .world(new Client.World(new JdkTransport(), clock, this::pass, new Random(1)))
                .build();
    }

    /// Passes time: nobody really waits, and who was killed does not wait at all.
    private void pass(Duration time) throws InterruptedException {
        if (line.isStopped()) {
            throw new InterruptedException("killed");
        }
        synchronized (waits) {
            waits.add(time);
        }
        clock.advance(time);
    }

    SyncOptions.Builder options() {
        return SyncOptions.builder()
                .provider(provider())
                .settings(settings())
                .entity(ENTITY)
                .project(project);
    }

    SyncReport sync() {
        return sync(options());
    }

    SyncReport sync(SyncOptions.Builder options) {
        return WandbLogger.sync(options.build(), clock, this::pass);
    }

    TrackerState state() {
        return new TrackerState(tracker, key, ENTITY, project);
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        line.open();
        sandbox.close();
        tracker.close();
        beforeTracker.close();
        beforeProvider.close();
    }
}
