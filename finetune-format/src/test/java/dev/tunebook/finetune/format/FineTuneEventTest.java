package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FineTuneEventTest {

    @Test
    void readsTheMetricsOfAStep() {
        FineTuneEvent event = FineTuneEvent.parse("""
                {"object":"fine_tuning.job.event","id":"ftevent-1","created_at":1758849620,"level":"info","type":"metrics",
                 "message":"Step 300/300: training loss=0.15","data":{"step":300,"total_steps":300,
                 "train_loss":0.14991648495197296,"train_mean_token_accuracy":1,"valid_loss":2.608481963761733e-06}}""");
        MetricRow row = event.metrics().orElseThrow();
        assertThat(row.step()).isEqualTo(300);
        assertThat(row.time()).isEqualTo(event.createdAt());
        assertThat(row.metrics())
                .isEqualTo(Map.of(
                        "train_loss", 0.14991648495197296, "train_accuracy", 1L, "valid_loss", 2.608481963761733e-06));
        assertThat(event.totalSteps()).isEqualTo(OptionalLong.of(300));
    }

    @Test
    void flattensTheTreesOfReinforcement() {
        FineTuneEvent event = event("""
                {"step":10,"train_mean_reward":0.42,"scores":{"train_reward_mean":0.5,
                 "graders":[{"name":"is right","type":"python","train_reward_mean":0.25,"valid_reward_mean":null}]},
                 "usage":{"samples":{"train_reasoning_tokens_mean":120741.0}},
                 "timing":{"step":{"sampling":1.5},"graders":[{"name":"only name","train_execution_latency_mean":2}]},
                 "model_graders_token_usage":{"gpt-4o":{"train_prompt_tokens":7}},"lists":[1,[2]]}""");
        assertThat(event.metrics().orElseThrow().metrics())
                .isEqualTo(Map.of(
                        "train_mean_reward", 0.42,
                        "scores/train_reward_mean", 0.5,
                        "scores/graders/python/is right/train_reward_mean", 0.25,
                        "usage/samples/train_reasoning_tokens_mean", 120741.0,
                        "sampling_duration", 1.5,
                        "timing/graders/only name/timing/train_execution_latency_mean", 2L,
                        "model_graders_token_usage/gpt-4o/train_prompt_tokens", 7L,
                        "lists/0", 1L,
                        "lists/1/0", 2L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "[]", "\"text\"", "{\"step\":1}", "{\"train_loss\":1}", "{\"step\":\"x\",\"a\":1}"
            })
    void anEventWithoutStepOrNumbersHasNoMetrics(String data) {
        assertThat(event(data).metrics()).isEmpty();
    }

    @Test
    void typeLevelAndDataMayBeMissing() {
        FineTuneEvent event =
                FineTuneEvent.parse("{\"object\":\"fine-tune-event\",\"message\":\"Completed epoch 1/4\"}");
        assertThat(event.type()).isEqualTo("message");
        assertThat(event.level()).isEqualTo("info");
        assertThat(event.createdAt()).isEmpty();
        assertThat(event.metrics()).isEmpty();
    }

    @Test
    void ordersBySecondStepAndPlaceAndDropsRepeats() {
        List<FineTuneEvent> newestFirst = List.of(
                at("done", 12, "null"),
                at("checkpoint", 12, "null"),
                at("step3", 11, "{\"step\":3}"),
                at("step4", 11, "{\"step\":4}"),
                at("step2", 11, "{\"step\":2}"),
                at("step2", 11, "{\"step\":2}"),
                at("started", 11, "null"),
                at("created", 10, "{}"));
        assertThat(FineTuneEvent.oldestFirst(newestFirst))
                .extracting(FineTuneEvent::id)
                .containsExactly("created", "started", "step2", "step3", "step4", "checkpoint", "done");
    }

    @Test
    void readsACheckpointWhoseMetricsAreNotAllNumbers() {
        FineTuneCheckpoint checkpoint = FineTuneCheckpoint.parse("""
                {"object":"fine_tuning.job.checkpoint","id":"ftckpt_1","created_at":1755206615,"fine_tuning_job_id":"ftjob-1",
                 "fine_tuned_model_checkpoint":"ft:m:o::a:ckpt-step-100","step_number":100.0,
                 "metrics":{"step":100.0,"train_loss":4.76837158203125e-06,"train_mean_token_accuracy":1.0,"type":"supervised"}}""");
        assertThat(checkpoint.step()).isEqualTo(100);
        assertThat(checkpoint.jobId()).contains("ftjob-1");
        assertThat(checkpoint.metrics()).isEqualTo(Map.of("train_loss", 4.76837158203125e-06, "train_accuracy", 1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "train_mean_token_accuracy, train_accuracy",
        "train_accuracy, train_accuracy",
        "valid_mean_token_accuracy, valid_mean_token_accuracy",
        "timing/step/sampling, sampling_duration",
        "timing/step/full_iteration, total_duration",
        "errors/graders/python/is right/train_other_error_mean, errors/graders/python/is right/errors/train_other_error_mean",
        "errors/graders/python/is right/errors/train_x, errors/graders/python/is right/errors/train_x",
        "timing/graders/multi/m/valid_execution_latency_mean, timing/graders/multi/m/timing/valid_execution_latency_mean",
        "scores/graders/python/is right/train_reward_mean, scores/graders/python/is right/train_reward_mean",
    })
    void metricsGoByTheNameOfTheResultFile(String name, String inHistory) {
        assertThat(MetricNames.inHistory(name)).isEqualTo(inHistory);
    }

    private static FineTuneEvent event(String data) {
        return at("ftevent-1", 1, data);
    }

    private static FineTuneEvent at(String id, long second, String data) {
        return FineTuneEvent.parse("{\"id\":\"" + id + "\",\"created_at\":" + second + ",\"data\":" + data + "}");
    }
}
