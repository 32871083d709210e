package dev.tunebook.store.sql.history;

import static dev.tunebook.store.history.HistoryFile.HISTORY;
import static dev.tunebook.store.testkit.HistoryScenario.grant;
import static dev.tunebook.store.testkit.HistoryScenario.training;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.KeyStats;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.history.ValueType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `bench/run kill`: a handful of kill -9, some anywhere, one between each two steps of a compaction.
class SqliteHistoryKillTest {
    @TempDir
    private Path folder;

    private final long[] acknowledged = new long[KilledProcess.WRITERS + 1];

    @Test
    void everyAcknowledgedLineIsThereOnceAfterKills() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (String stage : List.of("", "WRITTEN", "", "COMMITTED", "DELETED", "")) {
            kill(stage, random);
            check("seed " + seed + " after a kill " + stage);
        }
    }

    private void kill(String stage, SplittableRandom random) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                folder.toString(),
                Long.toString(random.nextLong())));
        if (!stage.isEmpty()) {
            command.add(stage);
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int left = 20 + random.nextInt(150);
        try (BufferedReader out = process.inputReader(UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("ack")) {
                    acknowledged[Integer.parseInt(words[1])] = Long.parseLong(words[2]);
                    left--;
                }
                if (stage.isEmpty() ? left == 0 : words[0].equals("stopped")) {
                    // By the handle, which leaves what it said to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).as("ended by SIGKILL").isEqualTo(128 + 9);
    }

    private void check(String when) {
        try (SqliteHistoryStore store = SqliteHistoryStore.open(folder, StreamProjector.NONE)) {
            for (int run = 1; run <= KilledProcess.WRITERS; run++) {
                List<HistoryLine> lines = store.rawRange(grant(run), HISTORY, LineQuery.ALL);
                assertThat(lines).as(when).hasSizeGreaterThanOrEqualTo((int) acknowledged[run]);
                assertThat(lines).as(when).extracting(HistoryLine::text).isEqualTo(training(0, lines.size()));
                long counted = store.stats(grant(run), HISTORY).keys().stream()
                        .filter(key -> key.key().equals("loss"))
                        .map(KeyStats::counts)
                        .mapToLong(counts -> counts.getOrDefault(ValueType.NUMBER, 0L))
                        .sum();
                assertThat(counted).as(when).isEqualTo(lines.size());
                SeriesQuery loss = SeriesQuery.of(List.of("loss"), "_step", Integer.MAX_VALUE);
                assertThat(store.series(List.of(grant(run)), loss).getFirst().count())
                        .as(when)
                        .isEqualTo(lines.size());
            }
        }
    }
}
