package dev.tunebook.store.sql.history;

import static dev.tunebook.store.history.HistoryFile.EVENTS;
import static dev.tunebook.store.history.HistoryFile.HISTORY;
import static dev.tunebook.store.history.HistoryFile.SUMMARY;
import static dev.tunebook.store.testkit.HistoryScenario.NOW;
import static dev.tunebook.store.testkit.HistoryScenario.batch;
import static dev.tunebook.store.testkit.HistoryScenario.grant;
import static dev.tunebook.store.testkit.HistoryScenario.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.RunState;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.runs.RunProjection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the journal says of runs reaches their metadata whatever happens in between.
class SqliteHistoryProjectionTest {
    private static final StreamProjector OUT_OF_ORDER = (run, projection) -> {
        throw new IllegalStateException("metadata is out of order");
    };

    @TempDir
    private Path folder;

    private final List<RunProjection> told = new CopyOnWriteArrayList<>();

    private SqliteHistoryStore open(StreamProjector projector) {
        return SqliteHistoryStore.open(folder, projector);
    }

    private static StreamBatch ended(RunState state, int exitCode) {
        return new StreamBatch(NOW, List.of(), Optional.of(state), Optional.of(exitCode));
    }

    @Test
    void whatWasNotToldBeforeACrashIsToldAtTheNextStart() {
        try (SqliteHistoryStore store = open(OUT_OF_ORDER)) {
            StreamBatch first = StreamBatch.of(
                    NOW,
                    new LineBlock(SUMMARY, 0, List.of("{\"loss\":2}")),
                    new LineBlock(EVENTS, 0, List.of("{\"system.cpu\":7}")));
            assertThatThrownBy(() -> store.append(grant(1), first)).hasMessageContaining("out of order");
            assertThatThrownBy(() -> store.append(grant(1), batch(SUMMARY, 0, List.of("{\"loss\":1}"))))
                    .hasMessageContaining("out of order");
            assertThatThrownBy(() -> store.append(grant(1), ended(RunState.FAILED, 3)))
                    .hasMessageContaining("out of order");
        }
        open((run, projection) -> told.add(projection)).close();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().summary()).contains("{\"loss\":1}");
        assertThat(told.getFirst().systemMetrics()).contains("{\"system.cpu\":7}");
        assertThat(told.getFirst().state()).contains(RunState.FAILED);
        assertThat(told.getFirst().exitCode()).contains(3);
        assertThat(told.getFirst().heartbeatAt()).contains(NOW);
    }

    @Test
    void statesAreToldAgainOneByOneSoThatKnownOnesChangeNothing() {
        long first;
        long second;
        try (SqliteHistoryStore store = open((run, projection) -> {})) {
            first = store.append(
                    grant(1),
                    new StreamBatch(
                            NOW,
                            List.of(new LineBlock(HISTORY, 0, training(0, 1))),
                            Optional.of(RunState.RUNNING),
                            Optional.empty()));
            second = store.append(grant(1), batch(HISTORY, 1, training(1, 1)));
        }
        open((run, projection) -> told.add(projection)).close();
        assertThat(told).extracting(RunProjection::watermark).containsExactly(first, second);
        assertThat(told)
                .extracting(RunProjection::state)
                .containsExactly(Optional.of(RunState.RUNNING), Optional.empty());
    }

    @Test
    void rowsStayInTheJournalUntilTheMetadataKnowsThem() {
        try (SqliteHistoryStore store = open(OUT_OF_ORDER)) {
            assertThatThrownBy(() -> store.append(
                            grant(1),
                            new StreamBatch(
                                    NOW,
                                    List.of(new LineBlock(HISTORY, 0, training(0, 5))),
                                    Optional.of(RunState.FINISHED),
                                    Optional.of(0))))
                    .hasMessageContaining("out of order");
            assertThatThrownBy(() -> store.compact(1)).hasMessageContaining("out of order");
            assertThat(store.lineCounts(grant(1))).containsEntry(HISTORY, 5L);
        }
        try (SqliteHistoryStore store = open((run, projection) -> told.add(projection))) {
            assertThat(told).extracting(RunProjection::state).containsExactly(Optional.of(RunState.FINISHED));
            store.compact(1);
            assertThat(store.lineCounts(grant(1))).containsEntry(HISTORY, 5L);
        }
        told.clear();
        open((run, projection) -> told.add(projection)).close();
        assertThat(told).isEmpty();
    }

    @Test
    void sequenceNumbersGrowAcrossStarts() {
        long last = 0;
        for (int start = 0; start < 3; start++) {
            try (SqliteHistoryStore store = open(StreamProjector.NONE)) {
                long next = store.append(grant(1), ended(RunState.FINISHED, 0));
                assertThat(next).isGreaterThan(last);
                last = next;
            }
        }
    }
}
