package dev.tunebook.finetune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.MetricRow;
import dev.tunebook.finetune.format.ResultFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultMetricsTest {
    private static final List<FineTuneEvent> EVENTS = List.of(
            event(1, 100, "\"train_loss\":0.123456789,\"train_mean_token_accuracy\":0.5"),
            event(2, 101, "\"train_loss\":0.1"));

    @TempDir
    private Path folder;

    private EventLog events() {
        EventLog events = new EventLog(folder.resolve("events"));
        events.update(after -> new ListPage<>(List.of(EVENTS.get(1), EVENTS.get(0)), Optional.of(false)));
        return events;
    }

    private static FineTuneEvent event(int step, long time, String metrics) {
        return FineTuneEvent.parse(
                "{\"id\":\"ftevent-%d\",\"created_at\":%d,\"type\":\"metrics\",\"data\":".formatted(step, time)
                        + "{\"step\":%d,\"total_steps\":2,%s}}".formatted(step, metrics));
    }

    private JobMaterial material(Optional<String> csv, List<FineTuneCheckpoint> checkpoints) {
        return new JobMaterial(
                FineTuneJob.parse("{\"id\":\"ftjob-1\"}"),
                events(),
                checkpoints,
                csv.map(text -> ResultFile.parse(text.getBytes(StandardCharsets.UTF_8))),
                Optional.empty(),
                List.of(),
                List.of());
    }

    @Test
    void theResultFileReplacesLiveValuesAndKeepsTheirTimes() {
        Iterable<MetricRow> rows = ResultMetrics.rows(material(
                Optional.of("step,train_loss,train_accuracy,valid_loss\n1,0.12346,0.5,\n2,0.1,0.6,0.2\n"), List.of()));
        assertThat(rows)
                .containsExactly(
                        row(1, 100, Map.of("train_loss", 0.12346, "train_accuracy", 0.5)),
                        row(2, 101, Map.of("train_loss", 0.1, "train_accuracy", 0.6, "valid_loss", 0.2)));
    }

    @Test
    void whatTheResultFileHasNoColumnForComesFromTheEvents() {
        assertThat(ResultMetrics.rows(
                        material(Optional.of("step,train_mean_token_accuracy\n1,0.25\n2,\n3,0.5\n"), List.of())))
                .containsExactly(
                        row(1, 100, Map.of("train_accuracy", 0.25, "train_loss", 0.123456789)),
                        row(2, 101, Map.of("train_loss", 0.1)),
                        new MetricRow(3, Optional.empty(), Map.of("train_accuracy", 0.5)));
    }

    @Test
    void withoutAResultFileTheEventsStandInUnderTheSameNames() {
        List<MetricRow> fromEvents = List.of(
                row(1, 100, Map.of("train_loss", 0.123456789, "train_accuracy", 0.5)),
                row(2, 101, Map.of("train_loss", 0.1)));
        assertThat(ResultMetrics.rows(material(Optional.empty(), List.of()))).containsExactlyElementsOf(fromEvents);
        assertThat(ResultMetrics.rows(material(Optional.of("step,train_loss\n"), List.of())))
                .as("header only")
                .containsExactlyElementsOf(fromEvents);
    }

    @Test
    void checkpointsJoinTheRowOfTheirStepOrMakeOne() {
        FineTuneCheckpoint joined = checkpoint(2, "\"full_valid_loss\":0.3,\"type\":\"supervised\",\"step\":2");
        FineTuneCheckpoint alone = checkpoint(5, "");
        assertThat(ResultMetrics.rows(material(Optional.empty(), List.of(joined, alone))))
                .endsWith(
                        row(
                                2,
                                101,
                                Map.of("train_loss", 0.1, "checkpoint/full_valid_loss", 0.3, "checkpoint/step", 2L)),
                        row(5, 105, Map.of("checkpoint/step", 5L)));
    }

    private static FineTuneCheckpoint checkpoint(int step, String metrics) {
        return FineTuneCheckpoint.parse(("{\"id\":\"ftckpt_%d\",\"created_at\":%d,\"step_number\":%d,"
                        + "\"fine_tuned_model_checkpoint\":\"ft:x\",\"metrics\":{%s}}")
                .formatted(step, 100 + step, step, metrics));
    }

    private static MetricRow row(long step, long time, Map<String, Number> metrics) {
        return new MetricRow(step, Optional.of(Instant.ofEpochSecond(time)), metrics);
    }
}
