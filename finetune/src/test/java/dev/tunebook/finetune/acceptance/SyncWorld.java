package dev.tunebook.finetune.acceptance;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.TimedSync;
import dev.tunebook.finetune.openai.Credential;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.model.Secret;
import dev.tunebook.model.wire.Json;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// A provider and a tracker, both real, on one clock that moves only when somebody waits; a turnstile before
/// each.
final class SyncWorld implements AutoCloseable {
    static final String ENTITY = "ada";
    private static final String SHARED_FILE = "file-shared";
    private static final int RETRIES = 2;

    final Turnstile.Line line = new Turnstile.Line();
    final Turnstile beforeTracker = new Turnstile(line);
    final Turnstile beforeProvider = new Turnstile(line);
    final TestServer tracker;
    final TestClock clock;
    final String key;
    final List<Duration> waits = new ArrayList<>();
    Sandbox sandbox;
    /// One for all: ids made by chance must not repeat.
    private final Random random = new Random(1);
    private boolean throughTurnstile = true;
    private int projects;
    private String project = "";

    SyncWorld(Storage storage, Path data) {
        tracker =
                storage.serve(data, Map.of("public-url", beforeTracker.address().toString()));
        beforeTracker.leadTo(URI.create(tracker.base()));
        clock = tracker.clock();
        key = tracker.user(ENTITY);
        sandbox = Sandbox.start(sandboxOptions().build());
        fresh();
    }

    SandboxOptions.Builder sandboxOptions() {
        return SandboxOptions.builder().clock(clock.clock());
    }

    /// An empty project, and an empty provider.
    SyncWorld fresh() {
        throughTurnstile = true;
        provider(options -> options);
        beforeTracker.forgetStreamed();
        line.open();
        waits.clear();
        return emptyProject();
    }

    /// An empty provider with other habits.
    SyncWorld provider(UnaryOperator<SandboxOptions.Builder> habits) {
        sandbox.close();
        sandbox = Sandbox.start(habits.apply(sandboxOptions()).build());
        beforeProvider.leadTo(URI.create(sandbox.url().toString().replaceFirst("/v1$", "")));
        return this;
    }

    /// An empty project, the provider as it is.
    SyncWorld emptyProject() {
        projects++;
        project = "tunes-" + projects;
        return this;
    }

    /// From now on the turnstile is not between: what a server cuts off, it could not hand on as it is.
    void providerDirectly() {
        throughTurnstile = false;
    }

    String project() {
        return project;
    }

    /// A job of thirty steps with a training file of its own.
    JobScriptBuilder job(String id) {
        String file = "file-of-" + id;
        sandbox.add(ScriptedFile.of(file, id + ".jsonl", Examples.chat(12)));
        return JobScript.job(id).trainingFile(file);
    }

    /// A job of three steps without checkpoints; its training file is everybody's.
    JobScriptBuilder shortJob(String id) {
        sandbox.add(ScriptedFile.of(SHARED_FILE, "shared.jsonl", Examples.chat(10)));
        return JobScript.job(id)
                .trainingFile(SHARED_FILE)
                .training(3, 1, Duration.ofSeconds(2))
                .checkpoints(List.of());
    }

    FineTuneProvider provider() {
        return openai(sandbox.apiKey(), Duration.ofSeconds(20));
    }

    /// @param timeout of each request, in real time
    FineTuneProvider openai(String apiKey, Duration timeout) {
        OpenAiSettings settings = new OpenAiSettings(
                throughTurnstile ? URI.create(beforeProvider.address() + "/v1") : sandbox.url(),
                new Credential.Bearer(apiKey),
                Optional.empty(),
                Optional.empty(),
                timeout,
                timeout,
                timeout,
                RETRIES);
        return new OpenAiProvider(settings, clock, this::pass, random);
    }

    Settings settings() {
        return settings(key);
    }

    Settings settings(String ofKey) {
        return Settings.of(beforeTracker.address(), new Secret(ofKey)).toBuilder()
                .finishTimeout(Duration.ofSeconds(30))
                .world(new Client.World(new JdkTransport(), clock, this::pass, random))
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

    /// Syncs, and expects that every job is recorded.
    SyncReport sync() {
        return sync(options());
    }

    SyncReport sync(String jobId) {
        return sync(options().fineTuneJobId(jobId));
    }

    SyncReport sync(SyncOptions.Builder options) {
        SyncReport report = trySync(options);
        if (!report.isComplete()) {
            throw new AssertionError("the sync is not complete:\n" + report);
        }
        return report;
    }

    /// Syncs, come what may.
    SyncReport trySync(SyncOptions.Builder options) {
        return TimedSync.sync(options.build(), clock, this::pass);
    }

    /// Writes into the summary of a run past the sync.
    void changeSummary(String run, Consumer<ObjectNode> change) {
        ObjectNode summary = (ObjectNode) state().run(run).summary();
        change.accept(summary);
        Map<String, String> input =
                Map.of("entityName", ENTITY, "modelName", project, "name", run, "summaryMetrics", Json.write(summary));
        tracker.data(
                key,
                "mutation($input: UpsertBucketInput!) { upsertBucket(input: $input) { inserted } }",
                Map.of("input", input));
    }

    TrackerState state() {
        return new TrackerState(tracker, key, ENTITY, project);
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
