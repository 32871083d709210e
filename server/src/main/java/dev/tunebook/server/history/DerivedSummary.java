package dev.tunebook.server.history;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.runs.Run;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A summary made from history: the newest value of each key.
final class DerivedSummary {
    private DerivedSummary() {}

    /// The run's summary with these lines over it; empty when they hold no history.
    static Optional<LineBlock> of(Run run, List<LineBlock> blocks) {
        List<String> lines = blocks.stream()
                .filter(block -> block.file() == HistoryFile.HISTORY)
                .flatMap(block -> block.lines().stream())
                .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode summary = Json.parseObject(run.summary());
        over(summary, lines.stream());
        return Optional.of(new LineBlock(HistoryFile.SUMMARY, 0, List.of(Json.writeExtended(summary))));
    }

    /// Puts the values of the lines over those of the summary, in order.
    static void over(ObjectNode summary, Stream<String> lines) {
        lines.forEach(line -> {
            try {
                summary.setAll(Json.parseObject(line));
            } catch (InvalidJsonException e) {
                // A line that is no object has no values.
            }
        });
    }
}
