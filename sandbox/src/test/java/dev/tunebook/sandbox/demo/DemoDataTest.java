package dev.tunebook.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.format.DatasetFormat;
import dev.tunebook.finetune.format.DatasetReader;
import dev.tunebook.finetune.format.DatasetSummary;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.SandboxClient;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.VirtualClock;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class DemoDataTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final DemoData DATA = DemoData.of(7, NOW);

    private final VirtualClock clock = VirtualClock.at(NOW);

    private static String digest(DemoData data) {
        StringBuilder all = new StringBuilder();
        data.files().forEach(file -> all.append(file.id()).append(Digests.hexSha256(file.content())));
        data.jobs().forEach(job -> {
            all.append(job.id()).append(job.createdAt()).append(job.timeline()).append(job.hyperparameters());
            job.events()
                    .forEach(event -> all.append(event.at()).append(event.body().get()));
            job.results().ifPresent(results -> all.append(Digests.hexSha256(results.content())));
        });
        return Digests.hexSha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ScriptedFile file(String name) {
        return DATA.files().stream()
                .filter(file -> file.filename().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JobScript job(String suffix) {
        return DATA.jobs().stream()
                .filter(job -> job.suffix().orElse("").equals(suffix))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static DatasetSummary summary(ScriptedFile file) throws IOException {
        try (DatasetReader reader = new DatasetReader(new ByteArrayInputStream(file.content()))) {
            return DatasetSummary.of(reader);
        }
    }

    @Test
    void dependsOnNothingButSeedAndMoment() {
        assertThat(digest(DemoData.of(7, NOW))).isEqualTo(digest(DATA));
        DemoData other = DemoData.of(8, NOW);
        assertThat(digests(other)).doesNotContainAnyElementsOf(digests(DATA));
        assertThat(ids(other)).doesNotContainAnyElementsOf(ids(DATA));
        DemoData later = DemoData.of(7, NOW.plusSeconds(86_400));
        assertThat(digests(later)).isEqualTo(digests(DATA));
        assertThat(ids(later).subList(0, 13)).isEqualTo(ids(DATA).subList(0, 13));
    }

    private static List<String> digests(DemoData data) {
        List<String> digests = new ArrayList<>();
        data.files().forEach(file -> digests.add(Digests.hexSha256(file.content())));
        return digests;
    }

    private static List<String> ids(DemoData data) {
        return data.jobs().stream().map(JobScript::id).toList();
    }

    @Test
    void everyKindOfJobIsThere() throws IOException, InterruptedException {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().clock(clock).build())) {
            DATA.addTo(sandbox);
            List<JsonNode> jobs = listed(sandbox);
            assertThat(jobs).hasSize(14);
            assertThat(count(jobs, job -> job.path("status").asString()))
                    .isEqualTo(Map.of("succeeded", 11L, "failed", 1L, "cancelled", 1L, "running", 1L));
            assertThat(count(jobs, job -> job.path("method").path("type").asString()))
                    .isEqualTo(Map.of("supervised", 12L, "dpo", 1L, "reinforcement", 1L));
            assertThat(jobs.getFirst().path("status").asString()).isEqualTo("running");
            assertThat(jobs)
                    .allSatisfy(job -> assertThat(job.path("created_at").asLong())
                            .isBetween(NOW.minus(Duration.ofDays(28)).getEpochSecond(), NOW.getEpochSecond()));
            assertThat(count(jobs, job -> job.path("training_file").asString()).values())
                    .as("a file that two jobs share")
                    .contains(2L);
            assertThat(jobs)
                    .anySatisfy(job -> assertThat(job.path("model").asString())
                            .isEqualTo(job("support").fineTunedModel()));
        }
    }

    private static List<JsonNode> listed(Sandbox sandbox) throws IOException, InterruptedException {
        return new SandboxClient(sandbox)
                .json("/fine_tuning/jobs?limit=100")
                .path("data")
                .valueStream()
                .toList();
    }

    private static Map<String, Long> count(List<JsonNode> jobs, Function<JsonNode, String> key) {
        return jobs.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
    }

    @Test
    void theRunningJobAdvancesAndEnds() throws IOException, InterruptedException {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().clock(clock).build())) {
            DATA.addTo(sandbox);
            String id = DATA.jobs().getLast().id();
            SandboxClient client = new SandboxClient(sandbox);
            int before = lastStep(client, id);
            assertThat(before).isGreaterThan(100);
            clock.advance(Duration.ofSeconds(60));
            assertThat(lastStep(client, id)).isEqualTo(before + 12);
            clock.advance(Duration.ofMinutes(45));
            assertThat(client.json("/fine_tuning/jobs/" + id).path("status").asString())
                    .isEqualTo("running");
            clock.advance(Duration.ofHours(1));
            assertThat(client.json("/fine_tuning/jobs/" + id).path("status").asString())
                    .isEqualTo("succeeded");
        }
    }

    private static int lastStep(SandboxClient client, String id) throws IOException, InterruptedException {
        return client.json("/fine_tuning/jobs/" + id + "/events?limit=1")
                .path("data")
                .get(0)
                .path("data")
                .path("step")
                .asInt();
    }

    @ParameterizedTest
    @CsvSource({
        "support-answers.jsonl, CHAT, 180",
        "support-answers-validation.jsonl, CHAT, 30",
        "sql-from-questions.jsonl, CHAT, 240",
        "catalogue-shelves.jsonl, COMPLETION, 300",
        "お客様メール.jsonl, CHAT, 160",
        "clinic-triage.jsonl, CHAT, 220",
        "order-conversations.jsonl, CHAT, 96",
        "review-replies.jsonl, PREFERENCE, 150",
        "shop-arithmetic.jsonl, REINFORCEMENT, 120",
        "support-escalations.jsonl, CHAT, 90",
        "support-answers-autumn.jsonl, CHAT, 250",
        "invoices.jsonl, CHAT, 64",
    })
    void filesAreWellFormed(String name, DatasetFormat format, long examples) throws IOException {
        DatasetSummary summary = summary(file(name));
        assertThat(summary.brokenRecords()).isZero();
        assertThat(summary.examples()).isEqualTo(Map.of(format, examples));
        List<String> lines =
                new String(file(name).content(), StandardCharsets.UTF_8).lines().toList();
        assertThat(new HashSet<>(lines)).as("no two examples alike").hasSize(lines.size());
        assertThat(lines).as("no slot left open").noneMatch(line -> line.matches(".*\\{\\^?[a-z]+}.*"));
    }

    @Test
    void trainingAndValidationShareNothing() {
        for (JobScript job : DATA.jobs()) {
            if (job.validationFile().isPresent()) {
                Set<String> training = lines(job.trainingFile());
                assertThat(lines(job.validationFile().get())).isNotEmpty().doesNotContainAnyElementsOf(training);
            }
        }
    }

    private static Set<String> lines(String id) {
        return DATA.files().stream()
                .filter(file -> file.id().equals(id))
                .flatMap(file -> new String(file.content(), StandardCharsets.UTF_8).lines())
                .collect(Collectors.toSet());
    }

    @Test
    void theBrokenFileIsBrokenWhereTheJobSays() throws IOException {
        DatasetSummary summary = summary(file("invoices-export.jsonl"));
        assertThat(summary.brokenRecords()).isEqualTo(1);
        assertThat(summary.firstBroken().getFirst().line()).isEqualTo(DemoFiles.BROKEN_LINE);
        JobScript failed = DATA.jobs().stream()
                .filter(job -> job.failure().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(failed.trainingFile())
                .isEqualTo(file("invoices-export.jsonl").id());
        assertThat(failed.failure().orElseThrow().message()).contains("Line " + DemoFiles.BROKEN_LINE);
    }

    @Test
    void oneJobHasThreeMessagesAnExample() {
        JobScript job = DATA.jobs().stream()
                .filter(script -> script.id().equals(DemoData.threeMessageJob(7)))
                .findFirst()
                .orElseThrow();
        for (String file : List.of(job.trainingFile(), job.validationFile().orElseThrow())) {
            assertThat(lines(file)).allSatisfy(line -> {
                JsonNode messages = Json.parse(line).path("messages");
                assertThat(messages.valueStream().map(m -> m.path("role").asString()))
                        .containsExactly("system", "user", "assistant");
            });
        }
    }

    @Test
    void toolCallsAreAnswered() {
        Set<Integer> lengths = new HashSet<>();
        for (String line : lines(file("order-conversations.jsonl").id())) {
            JsonNode messages = Json.parse(line).path("messages");
            lengths.add(messages.size());
            for (int i = 0; i < messages.size(); i++) {
                JsonNode call = messages.get(i).path("tool_calls").path(0);
                if (!call.isMissingNode()) {
                    assertThat(messages.get(i + 1).path("tool_call_id")).isEqualTo(call.path("id"));
                    JsonNode name = call.path("function").path("name");
                    assertThat(Json.parse(line).path("tools").valueStream()).anySatisfy(tool -> {
                        assertThat(tool.path("function").path("name")).isEqualTo(name);
                        JsonNode required =
                                tool.path("function").path("parameters").path("required");
                        JsonNode given = Json.parse(
                                call.path("function").path("arguments").asString());
                        assertThat(required.valueStream().map(JsonNode::asString))
                                .allMatch(given::has);
                    });
                }
            }
        }
        assertThat(lengths).hasSizeGreaterThan(3);
    }

    @Test
    void oneJobOverfitsAndTheOthersDoNot() {
        assertThat(fullValidation(job("sql-nano"))).satisfies(losses -> {
            double best = losses.stream().mapToDouble(d -> d).min().orElseThrow();
            assertThat(losses.getLast()).isGreaterThan(2 * best);
        });
        for (String suffix : List.of("support", "ja-mail", "orders", "triage")) {
            List<Double> losses = fullValidation(job(suffix));
            assertThat(losses.getLast()).as(suffix).isLessThan(losses.getFirst());
        }
    }

    private static List<Double> fullValidation(JobScript job) {
        return job.events().stream()
                .map(event -> event.body().get().data().path("full_valid_loss"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(ExampleKind.class)
    void everyKindHasVariety(ExampleKind kind) {
        Grammar grammar = kind.grammar();
        Random random = new Random(3);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(Json.write(kind.write(new Scene(grammar, random))));
        }
        assertThat(seen).hasSizeGreaterThan(85);
    }

    @Test
    void problemsHaveTheirAnswer() {
        Scene scene = new Scene(Grammar.of("problems"), new Random(1));
        scene.choose("kind", "ferry");
        int first = scene.number(6, 9, "first");
        int every = scene.number(15, 45, "every");
        int minutes = scene.number(10, 13, "hour") * 60 + scene.number(10, 59, "minute");
        int wait = new ShopProblem(scene).example().path("reference_value").asInt(-1);
        assertThat((minutes + wait - first * 60) % every).isZero();
        assertThat(wait).isBetween(0, every - 1);
        assertThat(ShopProblem.plain(new BigDecimal("12.505"))).isEqualTo("12.51");
        assertThat(ShopProblem.plain(new BigDecimal("100.00"))).isEqualTo("100");
    }
}
