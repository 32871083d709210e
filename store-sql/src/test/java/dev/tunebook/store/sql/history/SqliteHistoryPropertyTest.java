package dev.tunebook.store.sql.history;

import static dev.tunebook.store.testkit.HistoryScenario.NOW;

import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.testkit.HistoryScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine answers like the one in memory, whatever happens to it: lines in any order, retries cut elsewhere,
/// replaced lines, compactions that break off, memory taken away, reopening, new generations.
class SqliteHistoryPropertyTest {
    @TempDir
    Path folder;

    @Test
    void answersLikeTheOneInMemory() {
        Seeds.each(12, random -> {
            try (Scenario scenario = new Scenario(Files.createTempDirectory(folder, "store"), random)) {
                for (int i = 0; i < 60; i++) {
                    scenario.step();
                }
                scenario.check();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static final class Scenario implements AutoCloseable {
        private final Path folder;
        private final SplittableRandom random;
        private final MemoryHistoryStore expected = new MemoryHistoryStore(StreamProjector.NONE);
        private final List<RunGrant> grants = new ArrayList<>();
        private final Map<HistoryFile, List<String>> sent = new EnumMap<>(HistoryFile.class);
        private final long base;
        private volatile Optional<CompactionWatch.Stage> breakAt = Optional.empty();
        private SqliteHistoryStore actual;

        Scenario(Path folder, SplittableRandom random) {
            this.folder = folder;
            this.random = random;
            this.base = random.nextBoolean() ? 0 : Groups.SIZE - 40;
            this.actual = open();
            grants.add(HistoryScenario.grant(1));
            grants.add(HistoryScenario.grant(2));
        }

        private SqliteHistoryStore open() {
            Thread here = Thread.currentThread();
            HistorySettings settings = HistorySettings.usual().withWatch(stage -> {
                if (Thread.currentThread() == here
                        && breakAt.filter(stage::equals).isPresent()) {
                    throw new IllegalStateException("broken off at " + stage);
                }
            });
            return SqliteHistoryStore.open(folder, StreamProjector.NONE, settings);
        }

        void step() {
            switch (random.nextInt(20)) {
                case 0 ->
                    actual.compact(grants.get(random.nextInt(grants.size())).runId());
                case 1 -> actual.evict();
                case 2 -> {
                    actual.close();
                    actual = open();
                }
                case 3 -> brokenCompaction();
                case 4 -> nextGeneration();
                case 5 -> check();
                case 6 -> {
                    if (random.nextInt(4) == 0) {
                        expected.drop(List.of(2L));
                        actual.drop(List.of(2L));
                    }
                }
                default -> append();
            }
        }

        private void brokenCompaction() {
            CompactionWatch.Stage[] stages = CompactionWatch.Stage.values();
            breakAt = Optional.of(stages[random.nextInt(stages.length)]);
            try {
                actual.compact(1);
            } catch (IllegalStateException e) {
                if (!String.valueOf(e.getMessage()).startsWith("broken off")) {
                    throw e;
                }
            } finally {
                breakAt = Optional.empty();
            }
        }

        private void nextGeneration() {
            RunGrant from = grants.getFirst();
            RunGrant to = HistoryScenario.grant(1, from.generation() + 1);
            Map<HistoryFile, Long> kept = new EnumMap<>(HistoryFile.class);
            for (HistoryFile file : HistoryFile.values()) {
                if (random.nextBoolean()) {
                    kept.put(file, random.nextLong(expected.lineCounts(from).getOrDefault(file, 0L) + 3));
                }
            }
            expected.carryOver(from, to, kept);
            actual.carryOver(from, to, kept);
            if (random.nextBoolean()) {
                actual.carryOver(from, to, kept);
            }
            grants.set(0, to);
        }

        private void append() {
            RunGrant grant = grants.get(random.nextInt(grants.size()));
            List<LineBlock> blocks = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                HistoryFile file = HistoryFile.values()[random.nextInt(4)];
                blocks.add(block(file, expected.lineCounts(grant).getOrDefault(file, 0L)));
            }
            StreamBatch batch = new StreamBatch(NOW, blocks, Optional.empty(), Optional.empty());
            expected.append(grant, batch);
            actual.append(grant, batch);
        }

        /// New lines at the end, the same again cut elsewhere, others over them, or some beyond a gap.
        private LineBlock block(HistoryFile file, long end) {
            long start = Math.max(base, end);
            long first = switch (random.nextInt(8)) {
                case 0, 1 -> Math.max(base, end - random.nextInt(30));
                case 2 -> base + random.nextLong(Math.max(1, end - base));
                case 3 -> start + random.nextInt(20);
                default -> start;
            };
            int count = random.nextInt(40) == 0 ? 3000 : random.nextInt(25);
            boolean again = random.nextBoolean();
            List<String> known = sent.computeIfAbsent(file, unused -> new ArrayList<>());
            List<String> lines = new ArrayList<>();
            for (long line = first; line < first + count; line++) {
                int index = (int) (line - base);
                if (!again || index >= known.size()) {
                    String text = count == 3000
                            ? "{\"_step\":" + line + ",\"loss\":" + line / 7.0 + "}"
                            : HistoryScenario.anyLine(random, line);
                    while (known.size() <= index) {
                        known.add(text);
                    }
                    known.set(index, text);
                }
                lines.add(known.get(index));
            }
            return new LineBlock(file, first, lines);
        }

        void check() {
            List<RunGrant> all = new ArrayList<>(grants);
            for (int generation = 0; generation < grants.getFirst().generation(); generation++) {
                all.add(HistoryScenario.grant(1, generation));
            }
            new HistoryModel(expected, actual, random).check(all);
        }

        @Override
        public void close() {
            actual.close();
        }
    }
}
