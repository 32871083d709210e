package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.finetune.format.DatasetReader;
import dev.tunebook.finetune.format.DatasetSummary;
import dev.tunebook.finetune.format.ResultFile;
import dev.tunebook.sandbox.Fixtures;
import dev.tunebook.sandbox.script.JobScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every real example file goes from a provider into a run: training files, result files, and each job that was ever
/// recorded, word for word.
@ExtendWith(Worlds.class)
class RealFilesTest {

    @Test
    void allGoThroughWithTheirCounts(SyncWorld world) throws IOException {
        Path folder = shared();
        Fixtures fixtures = Fixtures.of(folder);
        fixtures.addTo(world.sandbox);
        SyncReport report = world.sync(world.options().waitForJobSuccess(false));
        assertThat(report.with(Outcome.CREATED)).hasSize(fixtures.jobs().size());
        Map<String, RunState> runs =
                world.state().runs().stream().collect(Collectors.toMap(RunState::id, Function.identity()));

        System.out.printf("%-52s %-12s %8s %6s%n", "training file", "format", "examples", "broken");
        for (Path file : list(folder.resolve("training"))) {
            DatasetSummary summary = summary(file);
            System.out.printf(
                    "%-52s %-12s %8d %6d%n",
                    file.getFileName(), summary.format().wireName(), summary.count(), summary.brokenRecords());
            RunState run = runs.get("training-" + file.getFileName());
            assertThat(run.config().path("n_train").asLong()).as(run.id()).isEqualTo(summary.count());
            assertThat(Files.readAllBytes(file))
                    .as(run.id())
                    .isEqualTo(world.state()
                            .artifactFile(
                                    "train-file-" + file.getFileName() + ":latest", "file-" + file.getFileName()));
        }

        System.out.printf("%n%-52s %8s %8s%n", "result file", "rows", "columns");
        for (Path file : list(folder.resolve("results"))) {
            ResultFile results = ResultFile.parse(Files.readAllBytes(file));
            System.out.printf(
                    "%-52s %8d %8d%n",
                    file.getFileName(), results.rows().size(), results.columns().size());
            RunState run = runs.get("results-" + file.getFileName());
            // Step 0 would hold a table of data; there is none.
            assertThat(run.history()).as(run.id()).hasSize(results.rows().size());
            results.rows()
                    .forEach(row -> row.metrics()
                            .forEach((name, value) -> assertThat(
                                            run.metric(name).get(row.step()).doubleValue())
                                    .as(run.id() + " " + name + " at " + row.step())
                                    .isEqualTo(value.doubleValue())));
        }

        Map<String, Long> recorded = fixtures.jobs().values().stream()
                .map(JobScript::id)
                .filter(id -> !id.startsWith("training-") && !id.startsWith("results-"))
                .collect(Collectors.groupingBy(id -> runs.get(id).status(), TreeMap::new, Collectors.counting()));
        System.out.printf("%nrecorded jobs by status: %s%n", recorded);
        assertThat(recorded.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(100);
        assertThat(recorded.get("failed")).isGreaterThanOrEqualTo(3);
    }

    private static DatasetSummary summary(Path file) throws IOException {
        try (DatasetReader reader = new DatasetReader(Files.newInputStream(file))) {
            return DatasetSummary.of(reader);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Path shared() {
        Path beside = Path.of("../../shared/data").toAbsolutePath().normalize();
        Assumptions.assumeTrue(Files.isDirectory(beside), "Skipped: no folder shared/data with real example files");
        return beside;
    }
}
