package dev.tunebook.bench;

import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.Store;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.KeyStats;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.history.ValueType;
import dev.tunebook.store.runs.RunGrant;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Counts what the killed servers left: acknowledged lines, those of them that are there with their values, and lines
/// that are there twice. Then it compacts and counts again.
final class KillCheck {
    private final Path data;
    private long acknowledged;
    private long present;
    private long doubled;

    KillCheck(Path data) {
        this.data = data;
    }

    boolean check(List<KillWriter> writers) {
        boolean sound = true;
        try (Store store = Stored.open(data)) {
            for (String when : List.of("as left", "compacted")) {
                acknowledged = 0;
                present = 0;
                doubled = 0;
                for (KillWriter writer : writers) {
                    RunGrant grant = Stored.grant(store, writer.run());
                    count(store.history(), grant, writer);
                    store.history().compact(grant.runId());
                }
                System.out.printf(
                        Locale.ROOT,
                        "%-10s acked %,d  present %,d  doubled %,d%n",
                        when,
                        acknowledged,
                        present,
                        doubled);
                sound &= acknowledged == present && doubled == 0;
            }
        }
        System.out.println(sound ? "PASS" : "FAIL");
        return sound;
    }

    private void count(HistoryStore history, RunGrant grant, KillWriter writer) {
        List<HistoryLine> lines = history.rawRange(grant, HistoryFile.HISTORY, LineQuery.ALL);
        Set<Long> numbers = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (HistoryLine line : lines) {
            boolean again = !numbers.add(line.number()) | !texts.add(line.text());
            boolean right = line.text().equals(writer.training().line(line.number()));
            doubled += again ? 1 : 0;
            if (right && !again && line.number() < writer.acknowledged()) {
                present++;
            }
        }
        acknowledged += writer.acknowledgedLines();
        doubled += twice(history, grant, lines.size());
    }

    /// How many more points than lines the statistics or a chart know of.
    private static long twice(HistoryStore history, RunGrant grant, int lines) {
        long counted = history.stats(grant, HistoryFile.HISTORY).keys().stream()
                .filter(key -> key.key().equals("train/loss"))
                .mapToLong(KillCheck::numbers)
                .sum();
        Series series = history.series(
                        List.of(grant), SeriesQuery.of(List.of("train/loss"), "_step", Integer.MAX_VALUE))
                .getFirst();
        return Math.abs(counted - lines) + Math.abs((long) series.count() - lines);
    }

    private static long numbers(KeyStats key) {
        return key.counts().getOrDefault(ValueType.NUMBER, 0L);
    }
}
