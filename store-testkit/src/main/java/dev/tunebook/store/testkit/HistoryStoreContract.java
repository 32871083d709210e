package dev.tunebook.store.testkit;

import static dev.tunebook.store.history.HistoryFile.EVENTS;
import static dev.tunebook.store.history.HistoryFile.HISTORY;
import static dev.tunebook.store.history.HistoryFile.OUTPUT;
import static dev.tunebook.store.history.HistoryFile.SUMMARY;
import static dev.tunebook.store.testkit.HistoryScenario.NOW;
import static dev.tunebook.store.testkit.HistoryScenario.batch;
import static dev.tunebook.store.testkit.HistoryScenario.grant;
import static dev.tunebook.store.testkit.HistoryScenario.history;
import static dev.tunebook.store.testkit.HistoryScenario.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.RunState;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.HistoryStats;
import dev.tunebook.store.history.KeyStats;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.history.ValueType;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What every history engine does. Each test reads before and after compaction.
public abstract class HistoryStoreContract {
    private final RunGrant run = grant(7);

    /// The store under test, the same within a test.
    protected abstract HistoryStore store();

    /// A fresh store that tells this projector.
    protected abstract HistoryStore store(StreamProjector projector);

    private void beforeAndAfterCompaction(Runnable check) {
        check.run();
        store().compact(run.runId());
        check.run();
    }

    private List<String> texts(HistoryFile file, LineQuery query) {
        return store().rawRange(run, file, query).stream()
                .map(HistoryLine::text)
                .toList();
    }

    private List<Long> numbers(LineQuery query) {
        return store().rawRange(run, HISTORY, query).stream()
                .map(HistoryLine::number)
                .toList();
    }

    @Test
    void linesComeBackByteForByte() {
        List<String> lines = List.of(
                "{\"_step\":0,\"a\":5,\"b\":5.0,\"c\":\"5\",\"d\":-0.0,\"e\":9223372036854775807}",
                "{\"_step\":1,\"a\":1e22,\"b\":10000000000000000000000,\"c\":NaN,\"d\":Infinity,\"e\":\"NaN\"}",
                "{ \"e\" : -1 , \"x\": {\"y\": {\"z\": 0.10}}, \"_step\" : 2 }",
                "{\"_step\":3,\"hist\":{\"_type\":\"histogram\",\"values\":[1,2.50]},\"empty\":{},\"s\":\"\\u00e9\u65e5\"}",
                "no json at all",
                "");
        store().append(run, batch(HISTORY, 0, lines));
        beforeAndAfterCompaction(() -> assertThat(texts(HISTORY, LineQuery.ALL)).isEqualTo(lines));
    }

    @Test
    void theSameLinesAgainAreNothingHoweverTheyAreCut() {
        List<String> lines = training(0, 100);
        store().append(run, batch(HISTORY, 0, lines.subList(0, 60)));
        store().append(run, batch(HISTORY, 0, lines.subList(0, 60)));
        store().compact(run.runId());
        store().append(run, batch(HISTORY, 40, lines.subList(40, 100)));
        store().append(run, batch(HISTORY, 10, lines.subList(10, 20)));
        beforeAndAfterCompaction(() -> {
            assertThat(texts(HISTORY, LineQuery.ALL)).isEqualTo(lines);
            assertThat(store().lineCounts(run)).containsEntry(HISTORY, 100L).containsEntry(OUTPUT, 0L);
            assertThat(key(store().stats(run, HISTORY), "loss").counts()).isEqualTo(Map.of(ValueType.NUMBER, 100L));
        });
    }

    @Test
    void otherBytesReplaceALineTheLatestArrivalWins() {
        store().append(run, batch(OUTPUT, 0, List.of("10 %", "start")));
        store().append(run, batch(OUTPUT, 0, List.of("50 %")));
        store().append(run, history(0, "{\"_step\":0,\"loss\":9,\"gone\":1}", "{\"_step\":1,\"loss\":8}"));
        store().compact(run.runId());
        store().append(run, batch(OUTPUT, 0, List.of("100 %")));
        store().append(run, history(0, "{\"_step\":0,\"loss\":1,\"new\":2}"));
        beforeAndAfterCompaction(() -> {
            assertThat(texts(OUTPUT, LineQuery.ALL)).containsExactly("100 %", "start");
            Series loss = store().series(List.of(run), SeriesQuery.of(List.of("loss"), "_step", 10))
                    .getFirst();
            assertThat(loss.last()).containsExactly(1, 8);
            HistoryStats stats = store().stats(run, HISTORY);
            assertThat(stats.keys()).extracting(KeyStats::key).containsExactly("_step", "loss", "new");
            assertThat(key(stats, "loss").max()).hasValue(8);
        });
    }

    @Test
    void gapsAreAllowedAndMayBeFilledLater() {
        store().append(run, batch(HISTORY, 0, training(0, 3)));
        store().append(run, batch(HISTORY, 10, training(10, 2)));
        store().compact(run.runId());
        assertThat(numbers(LineQuery.ALL)).containsExactly(0L, 1L, 2L, 10L, 11L);
        assertThat(store().lineCounts(run)).containsEntry(HISTORY, 12L);
        store().append(run, batch(HISTORY, 3, training(3, 7)));
        beforeAndAfterCompaction(() -> assertThat(texts(HISTORY, LineQuery.ALL)).isEqualTo(training(0, 12)));
    }

    @Test
    void windowsKeysAndPicks() {
        store().append(run, batch(HISTORY, 0, training(0, 50)));
        store().compact(run.runId());
        store().append(run, batch(HISTORY, 50, training(50, 50)));
        beforeAndAfterCompaction(() -> {
            assertThat(numbers(LineQuery.lines(48, 52))).containsExactly(48L, 49L, 50L, 51L);
            assertThat(numbers(LineQuery.steps(49, 51))).containsExactly(49L, 50L);
            assertThat(numbers(LineQuery.atSteps(List.of(60.0, 7.0, -1.0, 7.0, 1e9), 0, 100)))
                    .containsExactly(7L, 60L);
            assertThat(numbers(LineQuery.atSteps(List.of(0.0, 7.0, 60.0), 7, 60)))
                    .containsExactly(7L);
            assertThat(numbers(LineQuery.last(2))).containsExactly(98L, 99L);
            assertThat(numbers(LineQuery.ALL.evenly(4))).containsExactly(0L, 33L, 66L, 99L);
            assertThat(numbers(LineQuery.steps(0, 35).with(List.of("loss", "eval.accuracy"))))
                    .containsExactly(0L, 10L, 20L, 30L);
            assertThat(numbers(LineQuery.ALL.with(List.of("missing")))).isEmpty();
            assertThat(numbers(LineQuery.same(training(77, 1).getFirst()))).containsExactly(77L);
            assertThat(numbers(LineQuery.same("{}"))).isEmpty();
        });
    }

    @Test
    void aSeriesIsRawWhileItFitsAndKeepsExtremesWhenItDoesNot() {
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < 10_000; step++) {
            lines.add(
                    "{\"_step\":" + step + ",\"loss\":" + (step == 4321 ? 1e9 : step == 4322 ? -1e9 : step % 7) + "}");
        }
        for (int first = 0; first < 10_000; first += 1000) {
            store().append(run, batch(HISTORY, first, lines.subList(first, first + 1000)));
            if (first == 6000) {
                store().compact(run.runId());
            }
        }
        beforeAndAfterCompaction(() -> {
            Series all = store().series(List.of(run), SeriesQuery.of(List.of("loss"), "_step", 100))
                    .getFirst();
            assertThat(all.raw()).isFalse();
            assertThat(all.count()).isEqualTo(100);
            assertThat(all.max()).contains(1e9);
            assertThat(all.min()).contains(-1e9);
            assertThat(all.x()[99]).isEqualTo(9999);
            assertThat(all.last()[99]).isEqualTo(9999 % 7);
            assertThat(all.lines()).isEqualTo(10_000);
            Series zoomed = store().series(
                            List.of(run),
                            SeriesQuery.of(List.of("loss"), "_step", 100).within(4320, 4323))
                    .getFirst();
            assertThat(zoomed.raw()).isTrue();
            assertThat(zoomed.x()).containsExactly(4320, 4321, 4322, 4323);
            assertThat(zoomed.last()).containsExactly(4320 % 7, 1e9, -1e9, 4323 % 7);
        });
    }

    @Test
    void seriesOverAnyKeyAndOfSeveralRuns() {
        RunGrant other = grant(8);
        store().append(
                        run,
                        history(0, "{\"epoch\":0.5,\"loss\":3}", "{\"loss\":9}", "{\"epoch\":0.25,\"loss\":\"NaN\"}"));
        store().append(other, history(0, "{\"epoch\":1,\"loss\":7,\"acc\":true}"));
        beforeAndAfterCompaction(() -> {
            List<Series> series =
                    store().series(List.of(run, other), SeriesQuery.of(List.of("loss", "acc"), "epoch", 10));
            assertThat(series).extracting(Series::runId).containsExactly(7L, 7L, 8L, 8L);
            assertThat(series).extracting(Series::key).containsExactly("loss", "acc", "loss", "acc");
            assertThat(series.get(0).x()).containsExactly(0.25, 0.5);
            assertThat(series.get(0).last()).containsExactly(Double.NaN, 3);
            assertThat(series.get(1).count()).isZero();
            assertThat(series.get(2).last()).containsExactly(7);
        });
    }

    @Test
    void statsCountTypesAndRanges() {
        store().append(
                        run,
                        history(
                                0,
                                "{\"_step\":0,\"v\":1,\"t\":\"a\",\"img\":{\"_type\":\"image-file\"},\"l\":[1]}",
                                "{\"_step\":5,\"v\":-2.50,\"t\":null,\"d\":{\"x\":{\"y\":3}}}",
                                "{\"_step\":9,\"v\":\"NaN\",\"t\":true}"));
        beforeAndAfterCompaction(() -> {
            HistoryStats stats = store().stats(run, HISTORY);
            assertThat(stats.lines()).isEqualTo(3);
            assertThat(stats.lastStep()).hasValue(9);
            assertThat(stats.keys()).extracting(KeyStats::key).containsExactly("_step", "d.x.y", "img", "l", "t", "v");
            KeyStats value = key(stats, "v");
            assertThat(value.counts()).isEqualTo(Map.of(ValueType.NUMBER, 3L));
            assertThat(value.min()).hasValue(-2.5);
            assertThat(value.max()).hasValue(1);
            assertThat(value.last()).isEqualTo("\"NaN\"");
            assertThat(key(stats, "t").counts())
                    .isEqualTo(Map.of(ValueType.STRING, 1L, ValueType.NULL, 1L, ValueType.BOOLEAN, 1L));
            assertThat(key(stats, "t").min()).isEmpty();
            assertThat(key(stats, "img").counts()).isEqualTo(Map.of(ValueType.OBJECT, 1L));
            assertThat(key(stats, "l").counts()).isEqualTo(Map.of(ValueType.LIST, 1L));
        });
    }

    @Test
    void anEmptyRunHasNothing() {
        assertThat(store().rawRange(run, HISTORY, LineQuery.last(5))).isEmpty();
        assertThat(store().lineCounts(run).values()).containsOnly(0L);
        assertThat(store().stats(run, HISTORY).lastStep()).isEmpty();
        assertThat(store().series(List.of(run), SeriesQuery.of(List.of("loss"), "_step", 5))
                        .getFirst()
                        .count())
                .isZero();
        store().compact(run.runId());
    }

    @Test
    void aNewGenerationStartsEmptyOrWithCarriedLines() {
        store().append(run, batch(HISTORY, 0, training(0, 40)));
        store().compact(run.runId());
        store().append(run, batch(HISTORY, 40, training(40, 20)));
        store().append(run, batch(OUTPUT, 0, List.of("one", "two")));
        RunGrant next = grant(7, 1);
        store().carryOver(run, next, Map.of(HISTORY, 50L));
        store().carryOver(run, next, Map.of(HISTORY, 50L));
        store().append(next, history(50, "{\"_step\":50,\"loss\":77,\"fresh\":1}"));
        List<String> expected = new ArrayList<>(training(0, 50));
        expected.add("{\"_step\":50,\"loss\":77,\"fresh\":1}");
        beforeAndAfterCompaction(() -> {
            assertThat(store().rawRange(next, HISTORY, LineQuery.ALL))
                    .extracting(HistoryLine::text)
                    .isEqualTo(expected);
            assertThat(store().lineCounts(next)).containsEntry(HISTORY, 51L).containsEntry(OUTPUT, 0L);
            assertThat(texts(HISTORY, LineQuery.ALL)).hasSize(60);
            Series loss = store().series(List.of(next), SeriesQuery.of(List.of("loss"), "_step", 100))
                    .getFirst();
            assertThat(loss.count()).isEqualTo(51);
            assertThat(loss.last()[50]).isEqualTo(77);
            assertThat(key(store().stats(next, HISTORY), "loss").counts()).isEqualTo(Map.of(ValueType.NUMBER, 51L));
            assertThat(store().rawRange(grant(7, 2), HISTORY, LineQuery.ALL)).isEmpty();
        });
        RunGrant third = grant(7, 2);
        store().carryOver(next, third, Map.of(HISTORY, 10L));
        assertThat(store().rawRange(third, HISTORY, LineQuery.ALL))
                .extracting(HistoryLine::text)
                .isEqualTo(training(0, 10));
        assertThatThrownBy(() -> store().carryOver(next, run, Map.of())).isInstanceOf(StoreException.Conflict.class);
    }

    @Test
    void aGenerationWithLinesOfItsOwnTakesNoneOver() {
        store().append(run, batch(HISTORY, 0, training(0, 10)));
        RunGrant next = grant(7, 1);
        store().append(next, batch(HISTORY, 0, training(0, 1)));
        assertThatThrownBy(() -> store().carryOver(run, next, Map.of(HISTORY, 5L)))
                .isInstanceOf(StoreException.Conflict.class)
                .hasMessageContaining(run.path().toString());
        assertThat(store().lineCounts(next)).containsEntry(HISTORY, 1L);
    }

    @Test
    void carriedLinesCanBeReplacedWithoutChangingThoseTheyCameFrom() {
        store().append(run, batch(HISTORY, 0, training(0, 20)));
        store().append(run, batch(OUTPUT, 0, List.of("a", "b")));
        RunGrant next = grant(7, 1);
        store().carryOver(run, next, Map.of(HISTORY, 100L, OUTPUT, 0L));
        store().append(next, history(3, "{\"_step\":3,\"loss\":\"other\"}"));
        store().carryOver(run, next, Map.of(HISTORY, 100L, OUTPUT, 0L));
        beforeAndAfterCompaction(() -> {
            assertThat(texts(HISTORY, LineQuery.ALL)).isEqualTo(training(0, 20));
            assertThat(texts(OUTPUT, LineQuery.ALL)).containsExactly("a", "b");
            assertThat(store().rawRange(next, HISTORY, LineQuery.lines(3, 4)))
                    .extracting(HistoryLine::text)
                    .containsExactly("{\"_step\":3,\"loss\":\"other\"}");
            assertThat(store().lineCounts(next)).containsEntry(HISTORY, 20L).containsEntry(OUTPUT, 0L);
        });
    }

    @Test
    void blocksOfOneBatchApplyInOrder() {
        store().append(run, batch(OUTPUT, 0, List.of("first", "second")));
        store().append(
                        run,
                        StreamBatch.of(
                                NOW,
                                new LineBlock(OUTPUT, 0, List.of("changed")),
                                new LineBlock(OUTPUT, 1, List.of("changed too", "third")),
                                new LineBlock(OUTPUT, 0, List.of("first"))));
        beforeAndAfterCompaction(
                () -> assertThat(texts(OUTPUT, LineQuery.ALL)).containsExactly("first", "changed too", "third"));
    }

    @Test
    void anyTextIsALine() {
        String long1 = "x".repeat(1 << 20);
        List<String> lines =
                List.of("two\nlines\r\n", "nul \u0000 inside", "\ud83d\ude80 \u65e5\u672c", long1, "\ufeff", " ");
        store().append(run, batch(OUTPUT, 0, lines));
        store().append(run, batch(HISTORY, 0, lines));
        beforeAndAfterCompaction(() -> {
            assertThat(texts(OUTPUT, LineQuery.ALL)).isEqualTo(lines);
            assertThat(texts(HISTORY, LineQuery.ALL)).isEqualTo(lines);
            assertThat(store().stats(run, HISTORY).keys()).isEmpty();
            assertThat(numbers(LineQuery.same("nul \u0000 inside"))).containsExactly(1L);
        });
    }

    @Test
    void keysMayHoldAnything() {
        String line = "{\"\":1,\" \":2,\"a.b\":3,\"\u65e5\":4,\"q\\\"\":5,\"nul\\u0000\":6,\"x\":{\"\":7}}";
        store().append(run, history(0, line));
        beforeAndAfterCompaction(() -> {
            assertThat(texts(HISTORY, LineQuery.ALL)).containsExactly(line);
            assertThat(store().stats(run, HISTORY).keys())
                    .extracting(KeyStats::key)
                    .containsExactly("", " ", "a.b", "nul\u0000", "q\"", "x.", "\u65e5");
            List<String> keys = List.of("", "nul\u0000", "x.");
            assertThat(store().series(List.of(run), SeriesQuery.of(keys, "a.b", 5)))
                    .extracting(series -> series.last()[0])
                    .containsExactly(1.0, 6.0, 7.0);
        });
    }

    @Test
    void theHighestLineThereMayBe() {
        long last = LineBlock.LAST_LINE;
        store().append(run, batch(HISTORY, last - 1, training(5, 2)));
        beforeAndAfterCompaction(() -> {
            assertThat(numbers(LineQuery.ALL)).containsExactly(last - 1, last);
            assertThat(numbers(LineQuery.last(1))).containsExactly(last);
            assertThat(store().lineCounts(run)).containsEntry(HISTORY, last + 1);
        });
    }

    @Test
    void linesAcrossManyBatchesAndCompactionsStayInOrder() {
        List<String> all = training(0, 9_000);
        for (int first = 0; first < 9_000; first += 700) {
            store().append(run, batch(HISTORY, first, all.subList(first, Math.min(9_000, first + 700))));
            if (first % 2_100 == 0) {
                store().compact(run.runId());
            }
        }
        store().append(run, history(4_095, "{\"_step\":4095,\"loss\":-1}"));
        List<String> expected = new ArrayList<>(all);
        expected.set(4_095, "{\"_step\":4095,\"loss\":-1}");
        beforeAndAfterCompaction(() -> {
            assertThat(texts(HISTORY, LineQuery.ALL)).isEqualTo(expected);
            assertThat(texts(HISTORY, LineQuery.lines(4_090, 4_100))).isEqualTo(expected.subList(4_090, 4_100));
            HistoryStats stats = store().stats(run, HISTORY);
            assertThat(stats.lastStep()).hasValue(8_999);
            assertThat(key(stats, "loss").min()).hasValue(-1);
            assertThat(key(stats, "eval.accuracy").counts()).isEqualTo(Map.of(ValueType.NUMBER, 900L));
            assertThat(numbers(LineQuery.steps(4_094.5, 4_096.5))).containsExactly(4_095L, 4_096L);
        });
    }

    @Test
    void aRunThatWasDroppedMayNotBeConfusedWithOthers() {
        store().append(run, batch(HISTORY, 0, training(0, 5)));
        store().append(grant(8), batch(HISTORY, 0, training(3, 5)));
        store().compact(8);
        store().drop(List.of(7L));
        store().drop(List.of(7L));
        assertThat(store().rawRange(grant(8), HISTORY, LineQuery.ALL))
                .extracting(HistoryLine::text)
                .isEqualTo(training(3, 5));
        assertThat(texts(HISTORY, LineQuery.ALL)).isEmpty();
    }

    @Test
    void aDroppedRunIsForgotten() {
        store().append(run, batch(HISTORY, 0, training(0, 10)));
        store().compact(run.runId());
        store().append(run, batch(HISTORY, 10, training(10, 10)));
        store().append(grant(8), batch(HISTORY, 0, training(0, 5)));
        store().drop(List.of(run.runId()));
        assertThat(texts(HISTORY, LineQuery.ALL)).isEmpty();
        assertThat(store().lineCounts(run)).containsEntry(HISTORY, 0L);
        assertThat(store().lineCounts(grant(8))).containsEntry(HISTORY, 5L);
    }

    @Test
    void aReadingGrantCannotWrite() {
        RunGrant reader = new RunGrant(7, 1, run.path(), 0, Access.READ);
        assertThatThrownBy(() -> store().append(reader, history(0, "{}")))
                .isInstanceOf(StoreException.Denied.class)
                .hasMessageContaining(run.path().toString());
    }

    @Test
    void aGrantForMetricsReadsNoConsole() {
        store().append(run, batch(HISTORY, 0, training(0, 3)));
        store().append(run, batch(OUTPUT, 0, List.of("secret")));
        RunGrant metrics = new RunGrant(7, 1, run.path(), 0, Access.METRICS);
        assertThat(store().rawRange(metrics, HISTORY, LineQuery.ALL)).hasSize(3);
        assertThatThrownBy(() -> store().rawRange(metrics, OUTPUT, LineQuery.ALL))
                .isInstanceOf(StoreException.Denied.class)
                .hasMessageContaining(run.path().toString());
        assertThatThrownBy(() -> store().append(metrics, history(0, "{}"))).isInstanceOf(StoreException.Denied.class);
    }

    @Test
    void whatARequestSaysOfTheRunIsProjectedInOrder() {
        List<RunProjection> told = new CopyOnWriteArrayList<>();
        HistoryStore store = store((runId, projection) -> {
            assertThat(runId).isEqualTo(7);
            told.add(projection);
        });
        store.append(
                run,
                new StreamBatch(
                        NOW,
                        List.of(
                                new LineBlock(EVENTS, 0, List.of("{\"system.cpu\":1.5,\"_timestamp\":1}")),
                                new LineBlock(SUMMARY, 0, List.of("{\"loss\":1}"))),
                        Optional.of(RunState.RUNNING),
                        Optional.empty()));
        assertThat(told.getLast().summary()).contains("{\"loss\":1}");
        assertThat(told.getLast().state()).contains(RunState.RUNNING);
        assertThat(told.getLast().systemMetrics()).contains("{\"system.cpu\":1.5}");
        store.append(run, new StreamBatch(NOW.plusSeconds(1), List.of(), Optional.of(RunState.FAILED), Optional.of(3)));
        assertThat(told.getLast().exitCode()).contains(3);
        assertThat(told.getLast().heartbeatAt()).contains(NOW.plusSeconds(1));
        assertThat(told).extracting(RunProjection::watermark).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void heartbeatsAndMetricsAreToldAtTheLatestWhenTheStoreCloses() {
        List<RunProjection> told = new CopyOnWriteArrayList<>();
        try (HistoryStore store = store((runId, projection) -> told.add(projection))) {
            store.append(run, batch(EVENTS, 0, List.of("{\"system.cpu\":1}")));
            store.append(run, batch(EVENTS, 1, List.of("{\"system.cpu\":2,\"system.gpu\":3}")));
            store.append(run, StreamBatch.of(NOW.plusSeconds(9)));
        }
        assertThat(told.getLast().heartbeatAt()).contains(NOW.plusSeconds(9));
        assertThat(told)
                .extracting(RunProjection::systemMetrics)
                .contains(Optional.of("{\"system.cpu\":2,\"system.gpu\":3}"));
        assertThat(told).extracting(RunProjection::summary).containsOnly(Optional.empty());
    }

    private static KeyStats key(HistoryStats stats, String name) {
        return stats.keys().stream()
                .filter(key -> key.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no key " + name + " in " + stats));
    }
}
