package dev.tunebook.bench;

import dev.tunebook.store.Store;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.runs.RunGrant;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Reads every acknowledged line back from the store and compares it.
final class ReadBack {
    private static final int PAGE = 4096;

    private final Path data;

    ReadBack(Path data) {
        this.data = data;
    }

    boolean check(List<IngestLoad.Sender> senders) {
        long begun = System.nanoTime();
        long acknowledged = 0;
        long equal = 0;
        try (Store store = Stored.open(data)) {
            for (IngestLoad.Sender sender : senders) {
                RunGrant grant = Stored.grant(store, sender.run());
                acknowledged += sender.acknowledged() - sender.first();
                for (long from = sender.first(); from < sender.acknowledged(); from += PAGE) {
                    long to = Math.min(from + PAGE, sender.acknowledged());
                    equal += equal(
                            sender.training(),
                            store.history().rawRange(grant, HistoryFile.HISTORY, LineQuery.lines(from, to)));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "read back        %,d lines acknowledged, %,d equal (%,d points), %,d missing or other, in %.0f s%n",
                acknowledged,
                equal,
                equal * TrainingLines.VALUES,
                acknowledged - equal,
                (System.nanoTime() - begun) / 1e9);
        return acknowledged == equal;
    }

    private static long equal(TrainingLines training, List<HistoryLine> lines) {
        return lines.stream()
                .filter(line -> line.text().equals(training.line(line.number())))
                .count();
    }
}
