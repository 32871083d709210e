package dev.tunebook.finetune.openaiclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.WandbLogger;
import dev.tunebook.finetune.openai.Credential;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.ProviderException.Kind;
import dev.tunebook.model.Secret;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.VirtualClock;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.ScriptedFile;
import dev.tunebook.sdk.Api;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.StoredRun;
import dev.tunebook.sdk.Wandb;
import dev.tunebook.server.testing.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiClientProviderTest {
    private static final String API_VERSION = "2024-10-21";

    @TempDir
    private Path folder;

    /// Its time stands still: a job that runs is the same for both clients.
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.builder()
            .clock(VirtualClock.at(Instant.parse("2026-11-20T10:00:00Z")))
            .build());
    private TestServer tracker;
    private Settings settings;
    private OpenAIClient client;

    @BeforeEach
    void start() {
        tracker = TestServer.start(folder.resolve("data"));
        settings = Settings.of(URI.create(tracker.base()), new Secret(tracker.user("ada")));
        client = OpenAIOkHttpClient.builder()
                .apiKey(sandbox.apiKey())
                .baseUrl(sandbox.url().toString())
                .maxRetries(0)
                .build();
        String example =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]}\n";
        sandbox.add(ScriptedFile.of("file-training", "training.jsonl", example.repeat(12)));
        sandbox.add(JobScript.job("ftjob-supervised"));
        sandbox.add(JobScript.job("ftjob-dpo").method("dpo").hyperparameter("beta", 0.1));
        sandbox.add(JobScript.job("ftjob-rft")
                .method("reinforcement")
                .methodField("grader", Json.object().put("type", "string_check").put("name", "exact match")));
        sandbox.add(JobScript.job("ftjob-0123456789abcdef0123456789abcdef").dialect(Dialect.AZURE));
        sandbox.add(JobScript.job("ftjob-failed").fails("invalid_training_file", "training_file", "broken"));
        sandbox.add(JobScript.job("ftjob-running").createdAgo(Duration.ofSeconds(80)));
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
        tracker.close();
    }

    private FineTuneProvider ownClient() {
        return new OpenAiProvider(OpenAiSettings.of(sandbox.url(), new Credential.Bearer(sandbox.apiKey())));
    }

    private SyncReport sync(FineTuneProvider provider, String project) {
        return WandbLogger.builder()
                .provider(provider)
                .settings(settings)
                .project(project)
                .waitForJobSuccess(false)
                .sync();
    }

    /// A report without the project's name.
    private static String text(SyncReport report, String project) {
        return report.toString().replace("/" + project + "/", "/PROJECT/");
    }

    @Test
    void theReportAndTheRunsEqualThoseOfOurOwnClient() {
        verifyEqual(ownClient(), new OpenAiClientProvider(client));
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "UNIFIED"})
    void atEitherAddressOfAzureTheyAreEqualToo(AzureUrlPathMode mode) {
        boolean older = mode == AzureUrlPathMode.LEGACY;
        String resource = sandbox.url().toString().replace("/v1", "");
        FineTuneProvider own = new OpenAiProvider(OpenAiSettings.azure(
                URI.create(resource),
                new Credential.ApiKeyHeader(sandbox.apiKey()),
                older ? Optional.of(API_VERSION) : Optional.empty()));
        OpenAIClient azure = OpenAIOkHttpClient.builder()
                .credential(AzureApiKeyCredential.create(sandbox.apiKey()))
                .baseUrl(older ? resource : resource + "/openai/v1")
                .azureServiceVersion(AzureOpenAIServiceVersion.fromString(API_VERSION))
                .azureUrlPathMode(mode)
                .build();
        try {
            verifyEqual(own, new OpenAiClientProvider(azure));
        } finally {
            azure.close();
        }
        assertThat(sandbox.requests().all())
                .isNotEmpty()
                .allMatch(request -> !older || request.query().contains("api-version=" + API_VERSION));
    }

    private void verifyEqual(FineTuneProvider ownClient, FineTuneProvider theirClient) {
        String own = text(sync(ownClient, "own"), "own");
        String theirs = text(sync(theirClient, "theirs"), "theirs");
        assertThat(theirs).isEqualTo(own).contains("6 jobs: 6 created");
        Api api = Wandb.api(settings);
        List<StoredRun> ours = api.runs("own").toList();
        assertThat(ours).hasSize(6);
        for (StoredRun run : ours) {
            StoredRun other = api.run("theirs/" + run.id());
            assertThat(other.config().userValues())
                    .as(run.id())
                    .isEqualTo(run.config().userValues());
            assertThat(other.history().map(row -> row.step() + "").toList())
                    .as(run.id())
                    .isEqualTo(run.history().map(row -> row.step() + "").toList());
            assertThat(other.summary().values().get("tunebook_sync"))
                    .as(run.id())
                    .isEqualTo(run.summary().values().get("tunebook_sync"));
        }
        assertThat(sync(ownClient, "theirs").toString()).contains("unchanged");
    }

    @Test
    void azureIsReachedWithItsCredential() {
        OpenAIClient azure = OpenAIOkHttpClient.builder()
                .credential(AzureApiKeyCredential.create(sandbox.apiKey()))
                .baseUrl(sandbox.url().toString().replace("/v1", "/openai/v1"))
                .build();
        try {
            FineTuneProvider provider = new OpenAiClientProvider(azure);
            assertThat(provider.jobs(Optional.empty()).items()).hasSize(6);
            assertThat(provider.events("ftjob-0123456789abcdef0123456789abcdef", Optional.empty(), 100)
                            .items())
                    .isNotEmpty();
        } finally {
            azure.close();
        }
    }

    @Test
    void pagesGoOnBehindAnId() {
        FineTuneProvider provider = new OpenAiClientProvider(client);
        String second = provider.events("ftjob-supervised", Optional.empty(), 2)
                .items()
                .get(1)
                .id();
        assertThat(provider.events("ftjob-supervised", Optional.of(second), 3).items())
                .hasSize(3)
                .noneMatch(event -> event.id().equals(second));
        assertThat(provider.files(Optional.empty()).items()).isNotEmpty();
        assertThat(provider.models().items()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401, UNAUTHENTICATED", "403, DENIED", "404, NOT_FOUND", "429, TRANSIENT", "500, TRANSIENT"})
    void refusalsAreToldByTheirKindAndNeverQuoted(int status, Kind kind) {
        sandbox.faults()
                .onEach()
                .answer(
                        status,
                        Map.of("Content-Type", "application/json"),
                        "{\"error\":{\"message\":\"sk-secret and a line of data\",\"code\":\"x\"}}");
        assertThatThrownBy(() -> new OpenAiClientProvider(client).job("ftjob-supervised"))
                .isInstanceOfSatisfying(ProviderException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e).hasMessageContaining("ftjob-supervised");
                    assertThat(e.getMessage()).doesNotContain("secret").doesNotContain("data");
                });
    }

    @Test
    void whatCannotBeReadOrReachedMayPass() {
        FineTuneProvider provider = new OpenAiClientProvider(client);
        sandbox.faults().onEach().html(200);
        assertThatThrownBy(() -> provider.job("ftjob-supervised"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TRANSIENT));
        sandbox.faults().onEach().drop();
        assertThatThrownBy(() -> provider.job("ftjob-supervised"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TRANSIENT));
    }

    @Test
    void anEmptyIdIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> new OpenAiClientProvider(client).job("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(sandbox.requests().count()).isZero();
    }
}
