package dev.tunebook.server.history;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineBlock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A summary made from history: the newest value of each key.
final class DerivedSummary {
    private DerivedSummary() {}

    /// The summary with the rows of these blocks: those from `end` on are newer than what it was made from and count
    /// over it, those before it add what it has not. Empty when there are no rows.
    ///
    /// @param end number of the last row that was stored before, + 1
    static Optional<LineBlock> of(String before, List<LineBlock> rows, long end) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode summary = Json.parseObject(before);
        ObjectNode older = Json.object();
        for (LineBlock block : rows) {
            over(older, block.lines().subList(0, known(block, end)).stream());
        }
        older.properties().forEach(member -> summary.putIfAbsent(member.getKey(), member.getValue()));
        for (LineBlock block : rows) {
            over(summary, block.lines().subList(known(block, end), block.lines().size()).stream());
        }
        return Optional.of(new LineBlock(HistoryFile.SUMMARY, 0, List.of(Json.writeExtended(summary))));
    }

    /// The summary with the keys of another over its own.
    static String with(String before, String newer) {
        ObjectNode summary = Json.parseObject(before);
        over(summary, Stream.of(newer));
        return Json.writeExtended(summary);
    }

    /// How many lines of a block lie before `end`.
    private static int known(LineBlock block, long end) {
        return (int) Math.clamp(end - block.first(), 0, block.lines().size());
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
