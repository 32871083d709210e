package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FineTuneRecordTest {
    private static final String HUGE = "3000000000000000000000";

    private static final String OFFICIAL = """
            {"object":"fine_tuning.job","id":"ftjob-1","model":"gpt-4o-2024-08-06","created_at":"2026-11-02 17:25:03",
             "finished_at":"2026-11-02 18:00:00","status":"succeeded","training_file":"file-t","validation_file":null,
             "result_files":"file-r","seed":7,"trained_tokens":5768,"fine_tuned_model":"ft:gpt-4o-2024-08-06:org:tone:abc",
             "error":{"code":null,"message":null,"param":null},"metadata":null,
             "hyperparameters":{"batch_size":null,"learning_rate_multiplier":null,"n_epochs":null},
             "integrations":["FineTuningJobWandbIntegrationObject(type='wandb', wandb=FineTuningJobWandbIntegration(project='x', entity=None, name=None, tags=[\\"it's\\"]))"],
             "method":"%s"}""";
    private static final String DPO =
            "Method(type='dpo', dpo=DpoMethod(hyperparameters=DpoHyperparameters(batch_size=8, beta=0.1,"
                    + " learning_rate_multiplier=1.8, n_epochs=2)), reinforcement=None, supervised=None)";
    private static final String RFT =
            "Method(type='reinforcement', dpo=None, reinforcement=ReinforcementMethod(grader=StringCheckGrader("
                    + "input='{{x}}', name='n', operation='eq', reference='y', type='string_check'),"
                    + " hyperparameters=ReinforcementHyperparameters(batch_size=4, compute_multiplier=1.0,"
                    + " eval_interval=5, eval_samples=2, learning_rate_multiplier=None, n_epochs=3,"
                    + " reasoning_effort='medium')), supervised=None)";

    private static FineTuneRecord read(String config, String summary, String... models) {
        return FineTuneRecord.of(
                        Json.parseObject(config),
                        Json.parseObject(summary),
                        List.of(models).stream().map(Json::parseObject).toList())
                .orElseThrow();
    }

    @Test
    void aDpoRunOfTheOfficialIntegrationGivesUpItsHyperparameters() {
        FineTuneRecord record = read(OFFICIAL.formatted(DPO), "{}");
        Map<String, JsonNode> columns = record.columns();
        assertThat(columns)
                .containsEntry("method", Json.tree("dpo"))
                .containsEntry("beta", Json.tree(0.1))
                .containsEntry("epochs", Json.tree(2))
                .containsEntry("batch_size", Json.tree(8))
                .containsEntry("learning_rate_multiplier", Json.tree(1.8))
                .containsEntry("provider", Json.tree("openai"))
                .containsEntry("base_model", Json.tree("gpt-4o-2024-08-06"))
                .doesNotContainKeys("parent_model", "error", "validation_file", "error_code");
        assertThat(record.job().integrations()).singleElement().satisfies(wandb -> {
            assertThat(wandb.project()).isEqualTo("x");
            assertThat(wandb.tags()).containsExactly("it's");
        });
    }

    @Test
    void aReinforcementRunOfTheOfficialIntegrationLikewise() {
        FineTuneRecord record = read(OFFICIAL.formatted(RFT), "{}");
        assertThat(record.columns())
                .containsEntry("method", Json.tree("reinforcement"))
                .containsEntry("epochs", Json.tree(3))
                .containsEntry("reasoning_effort", Json.tree("medium"))
                .containsEntry("eval_samples", Json.tree(2))
                .doesNotContainKey("learning_rate_multiplier");
        assertThat(record.job().grader()).isPresent();
    }

    @Test
    void timesWithoutAZoneAreNotBelievedAndTheModelTells() {
        assertThat(read(OFFICIAL.formatted(DPO), "{}").columns()).doesNotContainKeys("created_at", "finished_at");

        FineTuneRecord record = read(
                OFFICIAL.formatted(DPO),
                "{}",
                "{\"id\":\"ftjob-other\",\"created_at\":1}",
                "{\"id\":\"ftjob-1\",\"created_at\":1793636703,\"finished_at\":1793640000}");
        assertThat(record.job().createdAt()).contains(Instant.ofEpochSecond(1793636703));
        assertThat(record.duration()).contains(Duration.ofSeconds(3297));
    }

    @Test
    void ourRunsSayWhatWasRequestedAndWhatWasUsed() {
        FineTuneRecord record = read("""
                {"object":"fine_tuning.job","id":"ftjob-1","model":"ft:gpt-4o-mini-2024-07-18:org:first:abc",
                 "created_at":"2026-11-02T16:25:03Z","status":"running","method":{"type":"supervised","supervised":
                 {"hyperparameters":{"n_epochs":"auto","batch_size":4}}},"method_type":"supervised",
                 "hyperparameters":{"n_epochs":3,"batch_size":4},"hyperparameters_requested":{"n_epochs":"auto"},
                 "training_file":"file-t","training_file_name":"tone.jsonl"}""", """
                {"status":"failed","queue_seconds":12.5,"duration_seconds":60,
                 "error":{"code":"x","message":"in the summary"}}""");
        assertThat(record.job().status()).isEqualTo(FineTuneStatus.FAILED);
        assertThat(record.job().hyperparameters().of("n_epochs").auto()).isTrue();
        assertThat(record.job().hyperparameters().of("n_epochs").number()).contains(3L);
        assertThat(record.job().hyperparameters().of("batch_size").auto()).isFalse();
        assertThat(record.baseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(record.parentModel()).contains("ft:gpt-4o-mini-2024-07-18:org:first:abc");
        assertThat(record.columns())
                .containsEntry("epochs", Json.tree(3))
                .containsEntry("queue_seconds", Json.tree(12.5))
                .containsEntry("duration_seconds", Json.tree(60.0))
                .containsEntry("training_file_name", Json.tree("tone.jsonl"))
                .containsEntry("created_at", Json.tree("2026-11-02T16:25:03Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e300", HUGE, "-" + HUGE, "9223372036854775808", "1e-400"})
    void numbersOfAnySizeAreRead(String number) {
        FineTuneRecord record = read(
                """
                {"object":"fine_tuning.job","id":"ftjob-1","model":"m","created_at":N,"finished_at":N,"seed":N,
                 "trained_tokens":N,"hyperparameters":{"n_epochs":N,"batch_size":N}}""".replace("N", number),
                "{\"queue_seconds\":N,\"duration_seconds\":N,\"train_loss\":N}".replace("N", number));
        assertThat(record.job().createdAt()).isEmpty();
        assertThat(record.columns()).containsKey("epochs").doesNotContainKey("created_at");
    }

    @Test
    void otherRunsAreNone() {
        assertThat(FineTuneRecord.of(Json.parseObject("{\"lr\":0.1,\"id\":\"x\"}"), Json.object(), List.of()))
                .isEmpty();
        assertThat(FineTuneRecord.of(Json.parseObject("{\"object\":\"fine_tuning.job\"}"), Json.object(), List.of()))
                .isEmpty();
    }

    @Test
    void textThatIsNoPythonStaysText() {
        FineTuneRecord record = read(
                "{\"object\":\"fine_tuning.job\",\"id\":\"ftjob-1\",\"method\":\"Method(type=evil())\",\"error\":\"it broke\"}",
                "{}");
        assertThat(record.job().method()).isEqualTo("supervised");
        assertThat(record.columns()).containsEntry("error", Json.tree("it broke"));
    }

    @ParameterizedTest
    @CsvSource({
        "ft:gpt-4o-mini-2024-07-18:org:suffix:abc, gpt-4o-mini-2024-07-18, suffix, -1",
        "ft:gpt-3.5-turbo-0613:weights-biases::8MKRLBpJ, gpt-3.5-turbo-0613, , -1",
        "ft:gpt-4o:org::abc:ckpt-step-88, gpt-4o, , 88",
        "gpt-4o-mini.ft-0123456789abcdef0123456789abcdef-tone, gpt-4o-mini, tone, -1",
        "gpt-4o-mini.ft-0123456789abcdef0123456789abcdef:ckpt-step-9, gpt-4o-mini, , 9",
        "curie:ft-org-2023-01-02-03-04-05, curie, , -1"
    })
    void namesOfTunedModelsAreTakenApart(String name, String base, String suffix, long step) {
        assertThat(TunedModel.parse(name)).hasValueSatisfying(model -> {
            assertThat(model.base()).isEqualTo(base);
            assertThat(model.suffix().orElse(null)).isEqualTo(suffix);
            assertThat(model.checkpointStep().orElse(-1)).isEqualTo(step);
        });
        assertThat(TunedModel.parse(base)).isEmpty();
    }
}
