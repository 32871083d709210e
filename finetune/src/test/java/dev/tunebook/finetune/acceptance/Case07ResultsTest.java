package dev.tunebook.finetune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.acceptance.TrackerState.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.ResultLayout;
import dev.tunebook.sandbox.script.Results;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Case 7: every form of result file.
class Case07ResultsTest extends AcceptanceCase {
    private static final String CSV = "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n"
            + "1,1.5,0.25,,\n2,0.75,0.5,0.875,0.375\n";

    static final Clause BASE64 = Clause.of("Base64 on one line", world -> {
        sync(world, Results.of(Base64.getEncoder().encode(CSV.getBytes(StandardCharsets.UTF_8))));
        assertRecorded(world);
    });

    static final Clause MINUS_ONE = Clause.of("Azure's -1 is no value, a reward of -1 is one", world -> {
        sync(
                world,
                Results.of("step,train_loss,valid_loss,full_valid_mean_token_accuracy,train_mean_reward\n"
                        + "1,0.5,-1,-1.0,-1\n"));
        RunState run = world.state().run("ftjob-1");
        assertThat(run.metric("valid_loss")).isEmpty();
        assertThat(run.metric("full_valid_mean_token_accuracy")).isEmpty();
        assertThat(run.metric("train_mean_reward")).containsEntry(1L, Json.tree(-1));
    });

    static Stream<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        for (ResultLayout layout : ResultLayout.values()) {
            clauses.add(Clause.of("layout " + layout + ", plain", world -> everyCell(world, layout, false)));
            clauses.add(Clause.of("layout " + layout + ", Base64", world -> everyCell(world, layout, true)));
        }
        clauses.addAll(List.of(
                Clause.of("plain", world -> {
                    sync(world, Results.of(CSV));
                    assertRecorded(world);
                }),
                BASE64,
                Clause.of("CRLF line ends", world -> {
                    sync(world, Results.of(CSV.replace("\n", "\r\n")));
                    assertRecorded(world);
                }),
                Clause.of("no final newline", world -> {
                    sync(world, Results.of(CSV.strip()));
                    assertRecorded(world);
                }),
                Clause.of("the text column timestamp is the time of the row, not a metric", world -> {
                    sync(world, Results.of("step,train_loss,timestamp\n1,0.5,2026-10-01T12:00:00.3040000Z\n"));
                    RunState run = world.state().run("ftjob-1");
                    assertThat(run.metric("timestamp")).isEmpty();
                    assertThat(run.history().get(1).path("_timestamp").decimalValue())
                            .isEqualByComparingTo(
                                    Instant.parse("2026-10-01T12:00:00Z").getEpochSecond() + ".304");
                }),
                MINUS_ONE,
                Clause.of("an empty file: the events stand in", world -> {
                    sync(world, Results.of(""));
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSize(3);
                }),
                Clause.of("only a header: the events stand in", world -> {
                    sync(world, Results.of("step,train_loss\n"));
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSize(3);
                }),
                Clause.of("no result file at all: said, and the events stand in", world -> {
                    SyncReport report = sync(world, Results.none());
                    assertThat(report.jobs().get(0).notes()).contains("the job has no result file");
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSize(3);
                }),
                Clause.of("a result file that answers 404: said, and the events stand in", world -> {
                    SyncReport report =
                            sync(world, Results.of(CSV).as("file-lost").missing());
                    assertThat(report.jobs().get(0).notes())
                            .contains("result file file-lost is deleted or closed to this key");
                    assertThat(world.state().run("ftjob-1").metric("train_loss"))
                            .hasSize(3);
                }),
                Clause.of("something else: said, and kept as it was sent", world -> {
                    SyncReport report =
                            sync(world, Results.of("<html>oops</html>").as("file-odd"));
                    assertThat(report.jobs().get(0).notes()).anyMatch(note -> note.contains("file-odd"));
                    assertThat(world.state().file("ftjob-1", "provider/results/file-odd"))
                            .asString()
                            .isEqualTo("<html>oops</html>");
                }),
                Clause.of("present only some seconds after success", world -> {
                    justSucceeded(world, Results.of(CSV).after(Duration.ofSeconds(3), Duration.ofSeconds(3)));
                    assertThat(world.sync().with(Outcome.CREATED)).hasSize(1);
                    assertRecorded(world);
                }),
                Clause.of("named at once, readable only some seconds after success", world -> {
                    justSucceeded(world, Results.of(CSV).after(Duration.ZERO, Duration.ofSeconds(12)));
                    world.sync(world.options().waitForJobSuccess(false));
                    assertRecorded(world);
                })));
        return clauses.stream();
    }

    private static SyncReport sync(SyncWorld world, Results results) {
        world.sandbox.add(world.shortJob("ftjob-1").results(results));
        return world.sync();
    }

    private static void justSucceeded(SyncWorld world, Results results) {
        JobScriptBuilder job = world.shortJob("ftjob-1").results(results);
        world.sandbox.add(job.createdAgo(job.build().end()));
    }

    private static void assertRecorded(SyncWorld world) {
        RunState run = world.state().run("ftjob-1");
        assertThat(run.metric("train_loss")).isEqualTo(Map.of(1L, Json.tree(1.5), 2L, Json.tree(0.75)));
        assertThat(run.metric("train_accuracy")).isEqualTo(Map.of(1L, Json.tree(0.25), 2L, Json.tree(0.5)));
        assertThat(run.metric("valid_loss")).isEqualTo(Map.of(2L, Json.tree(0.875)));
        assertThat(run.metric("valid_mean_token_accuracy")).isEqualTo(Map.of(2L, Json.tree(0.375)));
    }

    /// Every number of the file is in the history at its step under its name, and every value of the history
    /// that the file has a column for is in the file.
    private static void everyCell(SyncWorld world, ResultLayout layout, boolean base64) {
        Results results = Results.ofCurve().in(layout).as("file-results");
        boolean tree = layout == ResultLayout.TREE;
        JobScriptBuilder job = world.job("ftjob-1").training(24, 2, Duration.ofSeconds(2));
        world.sandbox.add((tree ? job.method("reinforcement") : job.validationFile("file-of-ftjob-1"))
                .dialect(layout.name().startsWith("AZURE") ? Dialect.AZURE : Dialect.OPENAI_2025)
                .results(base64 ? results.base64() : results.plain()));
        world.sync();
        byte[] raw = world.state().file("ftjob-1", "provider/results/file-results");
        byte[] csv = base64 ? Base64.getDecoder().decode(raw) : raw;
        Map<String, Map<Long, Double>> columns = columns(new String(csv, StandardCharsets.UTF_8));
        assertThat(columns.values().stream().mapToInt(Map::size).sum()).isGreaterThan(24);
        RunState run = world.state().run("ftjob-1");
        columns.forEach((name, expected) -> {
            Map<Long, Double> recorded = new TreeMap<>();
            run.metric(name).forEach((step, value) -> recorded.put(step, value.asDouble()));
            assertThat(recorded).as(name).isEqualTo(expected);
        });
    }

    private static Map<String, Map<Long, Double>> columns(String csv) {
        List<String> lines = csv.lines().toList();
        String[] header = lines.get(0).split(",", -1);
        Map<String, Map<Long, Double>> columns = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int i = 1; i < cells.length; i++) {
                boolean missing = cells[i].isEmpty() || header[i].contains("valid_") && cells[i].startsWith("-1");
                if (!header[i].equals("timestamp")) {
                    Map<Long, Double> column = columns.computeIfAbsent(named(header[i]), name -> new TreeMap<>());
                    if (!missing) {
                        column.put(Long.parseLong(cells[0]), Double.parseDouble(cells[i]));
                    }
                }
            }
        }
        return columns;
    }

    private static String named(String column) {
        return column.equals("train_mean_token_accuracy") ? "train_accuracy" : column;
    }
}
