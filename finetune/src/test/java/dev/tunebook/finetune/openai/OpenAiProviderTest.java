package dev.tunebook.finetune.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.ProviderException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiProviderTest {
    private static final String KEY = "sk-proj-very-secret-0123456789";
    private static final String JOB = "{\"object\":\"fine_tuning.job\",\"id\":\"ftjob-1\",\"status\":\"succeeded\"}";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final List<Duration> pauses = new ArrayList<>();
    private LoopbackService service;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        service = new LoopbackService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private OpenAiProvider provider() {
        return provider(Duration.ofSeconds(5));
    }

    private OpenAiProvider provider(Duration timeout) {
        OpenAiSettings settings = new OpenAiSettings(
                service.baseUrl(),
                new Credential.Bearer(KEY),
                Optional.of("org-1"),
                Optional.of("proj_1"),
                timeout,
                timeout,
                timeout,
                2);
        RandomGenerator noChance = () -> 0L;
        return new OpenAiProvider(settings, InstantSource.fixed(NOW), pauses::add, noChance);
    }

    @Test
    void sendsNothingWhereItMustNot() {
        List<URI> asked = new ArrayList<>();
        OpenAiProvider guarded =
                new OpenAiProvider(OpenAiSettings.of(service.baseUrl(), new Credential.Bearer(KEY)), address -> {
                    asked.add(address);
                    if (asked.size() == 2) {
                        throw new ProviderException(
                                ProviderException.Kind.DENIED, "not there", Optional.empty(), Optional.empty());
                    }
                });
        service.then(200, JOB);
        guarded.job("ftjob-1");
        assertThatThrownBy(() -> guarded.job("ftjob-1")).hasMessage("not there");
        assertThat(service.asked).hasSize(1);
        URI address = URI.create(service.baseUrl() + "/fine_tuning/jobs/ftjob-1");
        assertThat(asked).containsExactly(address, address);
    }

    @Test
    void asksWithKeyOrganisationAndProject() {
        service.then(200, JOB);
        assertThat(provider().job("ftjob-1").id()).isEqualTo("ftjob-1");
        LoopbackService.Asked asked = service.asked.get(0);
        assertThat(asked.address()).isEqualTo("/v1/fine_tuning/jobs/ftjob-1");
        assertThat(asked.headers().get("Authorization")).containsExactly("Bearer " + KEY);
        assertThat(asked.headers().get("Openai-organization")).containsExactly("org-1");
        assertThat(asked.headers().get("Openai-project")).containsExactly("proj_1");
    }

    @Test
    void pagesCarryCursorAndLimitAndSayWhetherThereIsMore() {
        service.then(200, "{\"object\":\"list\",\"data\":[" + JOB + "],\"has_more\":true}");
        ListPage<FineTuneJob> page = provider().jobs(Optional.of("ftjob-9"));
        assertThat(page.items()).extracting(FineTuneJob::id).containsExactly("ftjob-1");
        assertThat(page.items().get(0).raw().text()).isEqualTo(JOB);
        assertThat(page.hasMore()).contains(true);
        assertThat(service.asked.get(0).address()).isEqualTo("/v1/fine_tuning/jobs?limit=100&after=ftjob-9");
    }

    @ParameterizedTest
    @CsvSource({"408", "409", "429", "500", "502", "503"})
    void repeatsTwiceWithGrowingPauses(int status) {
        service.then(status, "<html>edge</html>").then(status, "").then(200, JOB);
        assertThat(provider().job("ftjob-1").id()).isEqualTo("ftjob-1");
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void givesUpAfterTwoRepetitionsAndSaysSo() {
        service.then(503, "").then(503, "").then(503, "", "x-request-id", "req_abc");
        ProviderException failure = failureOf(() -> provider().job("ftjob-1"));
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.isPermanent()).isFalse();
        assertThat(failure.requestId()).contains("req_abc");
        assertThat(failure)
                .hasMessageContaining("503")
                .hasMessageContaining("ftjob-1")
                .hasMessageContaining("req_abc");
        assertThat(service.asked).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms, 250, PT0.25S",
        "retry-after, 3, PT3S",
        "retry-after, 1.5, PT1.5S",
        "Retry-After, 'Wed, 25 Nov 2026 12:00:07 GMT', PT7S",
        "Retry-After, 'Wed, 25 Nov 2026 11:00:00 GMT', PT0S",
        "retry-after, nonsense, PT0.5S",
        "retry-after, -4, PT0.5S"
    })
    void honoursThePauseTheServiceAsksFor(String header, String value, Duration pause) {
        service.then(429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}", header, value)
                .then(200, JOB);
        provider().job("ftjob-1");
        assertThat(pauses).isEqualTo(pause.isZero() ? List.of() : List.of(pause));
    }

    @Test
    void doesNotWaitHoursForAService() {
        service.then(429, "{}", "retry-after", "7200");
        assertThat(failureOf(() -> provider().job("ftjob-1")).kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(pauses).isEmpty();
    }

    @Test
    void theServiceMayForbidOrDemandARepetition() {
        service.then(500, "{}", "x-should-retry", "false");
        failureOf(() -> provider().job("ftjob-1"));
        assertThat(service.asked).hasSize(1);
        service.then(400, "{}", "x-should-retry", "true").then(200, JOB);
        assertThat(provider().job("ftjob-1").id()).isEqualTo("ftjob-1");
    }

    @Test
    void anEmptyAccountIsNotAskedAgain() {
        service.then(
                429,
                "{\"error\":{\"message\":\"You exceeded\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}");
        ProviderException failure = failureOf(() -> provider().job("ftjob-1"));
        assertThat(failure).hasMessageContaining("no credit");
        assertThat(failure.isPermanent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED",
        "403, DENIED",
        "404, NOT_FOUND",
        "400, REJECTED",
        "422, REJECTED",
        "307, REJECTED"
    })
    void reportsWhatIsNotTransientAtOnce(int status, Kind kind) {
        service.then(
                status,
                "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY
                        + " in line: secret prompt\",\"code\":\"some_code\"}}",
                "Location",
                "http://elsewhere.invalid/");
        ProviderException failure = failureOf(() -> provider().job("ftjob-1"));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining("some_code").hasMessageContaining("ftjob-1");
        assertThat(failure.getMessage()).doesNotContain(KEY).doesNotContain("secret prompt");
        assertThat(service.asked).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void asksAgainWhenAnAnswerCannotBeRead() {
        service.then(200, "<html>Just a moment</html>")
                .then(200, JOB.substring(0, 30))
                .then(200, JOB);
        assertThat(provider().job("ftjob-1").id()).isEqualTo("ftjob-1");
    }

    @Test
    void asksAgainWhenTheConnectionBreaksWithinTheBody() {
        service.then(exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                })
                .then(200, JOB);
        assertThat(provider().job("ftjob-1").id()).isEqualTo("ftjob-1");
    }

    @Test
    void aBodyThatStallsIsATimeOut() throws Exception {
        java.util.concurrent.CountDownLatch over = new java.util.concurrent.CountDownLatch(1);
        LoopbackService.Answer stalls = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(over);
        };
        service.then(stalls).then(stalls).then(stalls);
        ProviderException failure =
                failureOf(() -> provider(Duration.ofMillis(200)).job("ftjob-1"));
        over.countDown();
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining("No answer from OpenAI");
    }

    private static void await(java.util.concurrent.CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void understandsACompressedAnswerNobodyAskedFor() throws IOException {
        compressed(JOB, 0).compressed("step,train_loss\n", 8).compressed("step,train_loss\n1,0.5", 0);
        assertThat(provider().job("ftjob-1").id()).isEqualTo("ftjob-1");
        Path target = folder.resolve("file-1");
        provider().download("file-1", target);
        assertThat(Files.readString(target)).isEqualTo("step,train_loss\n1,0.5");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    /// @param missing bytes at its end, while the answer itself is whole
    private OpenAiProviderTest compressed(String text, int missing) {
        service.then(exchange -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bytes.size() - missing);
            exchange.getResponseBody().write(bytes.toByteArray(), 0, bytes.size() - missing);
        });
        return this;
    }

    @Test
    void downloadsByteForByteAndLeavesNothingOfAFailure() throws IOException {
        Path target = folder.resolve("file-1");
        service.then(exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('x');
                })
                .then(200, "\uFEFFstep,train_loss\r\n1,0.5");
        provider().download("file-1", target);
        assertThat(Files.readString(target)).isEqualTo("\uFEFFstep,train_loss\r\n1,0.5");

        Path missing = folder.resolve("file-2");
        service.then(404, "{\"error\":{\"message\":\"No such File object: file-2\",\"param\":\"id\",\"code\":null}}");
        assertThat(failureOf(() -> provider().download("file-2", missing)).kind())
                .isEqualTo(Kind.NOT_FOUND);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "'.'", "'..'"})
    void refusesAnIdThatWouldAskForSomethingElse(String id) {
        assertThatThrownBy(() -> provider().job(id)).hasMessageContaining("names nothing");
        assertThatThrownBy(() -> provider().download(id, folder.resolve("x"))).hasMessageContaining("names nothing");
        assertThat(service.asked).isEmpty();
    }

    @Test
    void idsCannotLeaveTheirPlaceInThePath() {
        service.then(404, "{}");
        failureOf(() -> provider().job("../files/x?y#z"));
        assertThat(service.asked.get(0).address()).isEqualTo("/v1/fine_tuning/jobs/..%2Ffiles%2Fx%3Fy%23z");
    }

    @Test
    void settingsComeFromTheEnvironmentAndPrintNoKey() {
        OpenAiSettings settings = OpenAiSettings.fromEnvironment(Map.of(
                "OPENAI_API_KEY",
                KEY,
                "OPENAI_BASE_URL",
                "http://127.0.0.1:9/v1/",
                "OPENAI_ORG_ID",
                "org-2",
                "OPENAI_PROJECT_ID",
                "proj_2",
                "OPENAI_TIMEOUT",
                "7",
                "OPENAI_MAX_RETRIES",
                "0"));
        assertThat(settings.organization()).contains("org-2");
        assertThat(settings.project()).contains("proj_2");
        assertThat(settings.answerTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.retries()).isZero();
        assertThat(settings.toString()).doesNotContain(KEY);
        assertThatThrownBy(() -> OpenAiSettings.fromEnvironment(Map.of())).hasMessageContaining("OPENAI_API_KEY");
        assertThatThrownBy(() -> OpenAiSettings.fromEnvironment(
                        Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", "file:///etc/passwd")))
                .hasMessageContaining("no http or https address");
        assertThatThrownBy(
                        () -> OpenAiSettings.fromEnvironment(Map.of("OPENAI_API_KEY", KEY, "OPENAI_TIMEOUT", "soon")))
                .hasMessageContaining("OPENAI_TIMEOUT is \"soon\"");
        assertThatThrownBy(() -> new Credential.Bearer(KEY + "\n")).message().doesNotContain(KEY);
    }

    private static ProviderException failureOf(Runnable call) {
        ProviderException failure = catchThrowableOfType(ProviderException.class, call::run);
        assertThat(failure).as("an exception of the provider").isNotNull();
        return failure;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://r.openai.azure.com|            |https://r.openai.azure.com/openai/v1",
                "https://r.openai.azure.com/|           |https://r.openai.azure.com/openai/v1",
                "https://r.openai.azure.com/openai/v1|  |https://r.openai.azure.com/openai/v1",
                "https://r.openai.azure.com|2024-10-21  |https://r.openai.azure.com/openai",
            })
    void azureIsReachedAtItsEndpoint(String endpoint, String version, String baseUrl) {
        Map<String, String> environment =
                new HashMap<>(Map.of("AZURE_OPENAI_ENDPOINT", endpoint, "AZURE_OPENAI_API_KEY", "azure-key-1"));
        Optional.ofNullable(version).ifPresent(given -> environment.put("OPENAI_API_VERSION", given));
        OpenAiSettings settings = OpenAiSettings.fromEnvironment(environment);
        assertThat(settings.baseUrl()).hasToString(baseUrl);
        assertThat(settings.credential()).isEqualTo(new Credential.ApiKeyHeader("azure-key-1"));
        assertThat(settings.service().name()).isEqualTo("Azure OpenAI");
        assertThat(settings.service().query()).isEqualTo(version == null ? Map.of() : Map.of("api-version", version));
    }

    @Test
    void azureTakesAnEntraTokenWhereThereIsNoKey() {
        assertThat(OpenAiSettings.fromEnvironment(Map.of(
                                "AZURE_OPENAI_ENDPOINT", "https://r.openai.azure.com", "AZURE_OPENAI_AD_TOKEN", "t"))
                        .credential())
                .isEqualTo(new Credential.Bearer("t"));
        assertThatThrownBy(() ->
                        OpenAiSettings.fromEnvironment(Map.of("AZURE_OPENAI_ENDPOINT", "https://r.openai.azure.com")))
                .hasMessageContaining("AZURE_OPENAI_API_KEY");
    }

    @Test
    void anOpenAiKeyWinsOverAnAzureEndpoint() {
        assertThat(OpenAiSettings.fromEnvironment(
                                Map.of("AZURE_OPENAI_ENDPOINT", "https://r.openai.azure.com", "OPENAI_API_KEY", "k"))
                        .service())
                .isEqualTo(Service.OPENAI);
    }

    @Test
    void azureRequestsCarryKeyAndVersionAndErrorsNameItsSettings() {
        service.then(200, JOB).then(401, "{\"error\":{\"code\":\"401\",\"message\":\"Access denied\"}}");
        OpenAiProvider azure = new OpenAiProvider(OpenAiSettings.azure(
                URI.create(service.baseUrl().toString().replace("/v1", "")),
                new Credential.ApiKeyHeader("azure-key-1"),
                Optional.of("2024-10-21")));
        assertThat(azure.job("ftjob-1").id()).isEqualTo("ftjob-1");
        LoopbackService.Asked asked = service.asked.get(0);
        assertThat(asked.address()).isEqualTo("/openai/fine_tuning/jobs/ftjob-1?api-version=2024-10-21");
        assertThat(asked.headers().get("Api-key")).containsExactly("azure-key-1");
        assertThat(asked.headers()).doesNotContainKey("Authorization");
        assertThatThrownBy(() -> azure.job("ftjob-1"))
                .hasMessageContaining("Azure OpenAI")
                .hasMessageContaining("AZURE_OPENAI_API_KEY");
    }

    @Test
    void requestsPerSecondComeFromTheEnvironment() {
        assertThat(OpenAiSettings.fromEnvironment(Map.of("OPENAI_API_KEY", "k", "OPENAI_REQUESTS_PER_SECOND", "2.5"))
                        .requestsPerSecond())
                .hasValue(2.5);
        assertThatThrownBy(() -> OpenAiSettings.fromEnvironment(
                        Map.of("OPENAI_API_KEY", "k", "OPENAI_REQUESTS_PER_SECOND", "0")))
                .hasMessageContaining("above 0");
    }
}
