package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every real example file goes through without an exception and with the count its description names.
class RealFilesTest {

    private record Expected(DatasetFormat format, long examples, long broken) {}

    private static final Map<String, Expected> TRAINING = Map.ofEntries(
            Map.entry("chat-single-turn-en.jsonl", new Expected(DatasetFormat.CHAT, 10, 0)),
            Map.entry("chat-single-turn-en-validation.jsonl", new Expected(DatasetFormat.CHAT, 4, 0)),
            Map.entry("chat-single-turn-ja.jsonl", new Expected(DatasetFormat.CHAT, 63, 0)),
            Map.entry("chat-tool-calls-single-turn.jsonl", new Expected(DatasetFormat.CHAT, 86, 0)),
            Map.entry("chat-tool-calls-multi-turn.jsonl", new Expected(DatasetFormat.CHAT, 55, 0)),
            Map.entry("dpo-preference.jsonl", new Expected(DatasetFormat.PREFERENCE, 284, 0)),
            Map.entry("rft-countdown.jsonl", new Expected(DatasetFormat.REINFORCEMENT, 100, 0)),
            Map.entry("rft-tools.jsonl", new Expected(DatasetFormat.REINFORCEMENT, 10, 0)),
            Map.entry("legacy-prompt-completion-zh.jsonl", new Expected(DatasetFormat.COMPLETION, 107, 0)),
            Map.entry("pretty-printed-multi-turn-weight.jsonl", new Expected(DatasetFormat.CHAT, 3, 0)),
            Map.entry("pretty-printed-vision.jsonl", new Expected(DatasetFormat.CHAT, 1, 0)),
            Map.entry("malformed-missing-quote.jsonl", new Expected(DatasetFormat.COMPLETION, 1, 1)),
            Map.entry("not-a-finetune-format.jsonl", new Expected(DatasetFormat.UNKNOWN, 3, 0)));

    private static final Map<String, Integer> RESULTS = Map.of(
            "openai-step_metrics-no-validation.csv", 99,
            "azure-results-minus-one.csv", 126,
            "legacy-results-classification.csv", 847,
            "legacy-results-short.csv", 9);

    @Test
    void trainingFiles() throws IOException {
        System.out.printf("%-42s %-14s %8s %6s%n", "file", "format", "examples", "broken");
        for (Path file : SharedData.list("training")) {
            String name = file.getFileName().toString();
            try (DatasetReader reader = new DatasetReader(Files.newInputStream(file))) {
                DatasetSummary summary = DatasetSummary.of(reader);
                System.out.printf(
                        "%-42s %-14s %8d %6d%n",
                        name, summary.format().wireName(), summary.count(), summary.brokenRecords());
                assertThat(new Expected(summary.format(), summary.count(), summary.brokenRecords()))
                        .as(name)
                        .isEqualTo(TRAINING.get(name));
            }
        }
    }

    @Test
    void trainingFilesKeepTheirText() throws IOException {
        for (Path file : SharedData.list("training")) {
            String content = Files.readString(file);
            try (InputStream bytes = Files.newInputStream(file);
                    DatasetReader reader = new DatasetReader(bytes)) {
                reader.forEachRemaining(line -> {
                    if (line instanceof DatasetLine.Readable readable) {
                        assertThat(content).contains(readable.example().raw().text());
                        assertThat(content.lines()
                                        .skip(line.line() - 1)
                                        .findFirst()
                                        .orElseThrow())
                                .contains("{");
                    }
                });
            }
        }
    }

    @Test
    void resultFiles() throws IOException {
        System.out.printf("%-42s %6s %8s%n", "file", "rows", "columns");
        for (Path file : SharedData.list("results")) {
            String name = file.getFileName().toString();
            ResultFile results = ResultFile.parse(Files.readAllBytes(file));
            System.out.printf(
                    "%-42s %6d %8d%n",
                    name, results.rows().size(), results.columns().size());
            assertThat(results.rows()).as(name).hasSize(RESULTS.getOrDefault(name, -1));
            assertThat(results.unreadableRows()).as(name).isZero();
            assertThat(results.rows())
                    .allSatisfy(row -> assertThat(row.metrics().values())
                            .allSatisfy(value -> assertThat(value.doubleValue()).isGreaterThanOrEqualTo(0)));
        }
    }

    @Test
    void jobsEventsCheckpointsAndFiles() {
        assertThat(ListPage.parse("file", SharedData.text("api/body-files-list-2023.json"), ProviderFile::of)
                        .items())
                .hasSize(1414);
        assertThat(ListPage.parse("file", SharedData.text("api/body-files-list-results-2024.json"), ProviderFile::of)
                        .items())
                .hasSize(468);
        List<FineTuneJob> jobs = jobs(SharedData.text("api/recording-GetCheckpoints.json"));
        assertThat(jobs).hasSize(100);
        assertThat(jobs)
                .filteredOn(job -> job.status().equals(FineTuneStatus.CANCELLED))
                .hasSize(96);
        assertThat(jobs)
                .filteredOn(job -> job.status().equals(FineTuneStatus.FAILED))
                .hasSize(3)
                .allSatisfy(job -> assertThat(job.error()).isPresent());
        FineTuneJob azure = FineTuneJob.parse(SharedData.text("api/azure-job-pending-2025.json"));
        assertThat(azure.hyperparameters().of("batch_size").auto()).isTrue();
        FineTuneJob legacy = FineTuneJob.parse(SharedData.text("api/body-legacy-fine-tune-with-events-2021.json"));
        assertThat(legacy.resultFiles()).containsExactly("file-0lauqh5FEYpGD7kaPafOTgjd");
        assertThat(legacy.trainingFile()).contains("file-YPzuQhPbFHWuqQRHdsLDm5qh");
        assertThat(legacy.hyperparameters().of("n_epochs").number()).contains(4L);
        assertThat(ProviderError.parse(SharedData.text("api/body-404-job.json")).code())
                .contains("fine_tune_not_found");
    }

    @Test
    void everyAnswerIsUnderstoodAsWhatItSaysItIs() {
        int objects = 0;
        for (Path file : SharedData.list("api")) {
            objects += understand(RawJson.parse("file", SharedData.text("api/" + file.getFileName()))
                    .tree());
        }
        System.out.println("objects of jobs, events, checkpoints and files understood: " + objects);
        assertThat(objects).isGreaterThan(2000);
    }

    private static int understand(JsonNode node) {
        int count = 0;
        RawJson raw = node.isObject() ? RawJson.parse("object", node.toString()) : RawJson.parse("object", "{}");
        switch (node.path("object").asString("")) {
            case "fine_tuning.job", "fine-tune" ->
                count += FineTuneJob.of(raw).id().isEmpty() ? 0 : 1;
            case "fine_tuning.job.event", "fine-tune-event" ->
                count += FineTuneEvent.of(raw).message().isEmpty() ? 0 : 1;
            case "fine_tuning.job.checkpoint" ->
                count += FineTuneCheckpoint.of(raw).metrics().isEmpty() ? 0 : 1;
            case "file" -> count += ProviderFile.of(raw).filename().isEmpty() ? 0 : 1;
            default -> {}
        }
        for (JsonNode child : node) {
            count += understand(child);
        }
        return count;
    }

    private static List<FineTuneJob> jobs(String recording) {
        List<FineTuneJob> jobs = new ArrayList<>();
        JsonNode list = RawJson.parse("recording", recording)
                .tree()
                .path("Entries")
                .path(0)
                .path("ResponseBody");
        list.path("data").forEach(job -> jobs.add(FineTuneJob.parse(job.toString())));
        return jobs;
    }
}
