package dev.tunebook.server.history;

import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `Run.logLines`: the console, by page from the start or from the end.
final class ConsoleFields {
    private static final int LINES = 1_000;
    private static final int MOST_LINES = 10_000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final Store store;

    ConsoleFields(Store store) {
        this.store = store;
    }

    /// @param number absolute, from 0
    /// @param timestamp UTC without a zone, as clients read it
    record LogLine(
            long number, Optional<String> timestamp, Optional<String> level, Optional<String> label, String line) {
        static LogLine of(HistoryLine stored) {
            ConsoleLine parsed = ConsoleLine.parse(stored.text());
            return new LogLine(
                    stored.number(),
                    parsed.time().map(STAMP::format),
                    parsed.isError() ? Optional.of("error") : Optional.empty(),
                    parsed.label(),
                    parsed.text());
        }
    }

    void wire(Wiring wiring) {
        wiring.type("Run", Run.class).field("logLines", this::logLines);
        wiring.record("LogLine", LogLine.class).connection("LogLineConnection", "LogLineEdge");
    }

    private Connection<LogLine> logLines(Run run, Call call) {
        RunGrant grant = store.runs().open(call.viewer(), run.id(), Access.READ);
        Arguments arguments = call.arguments();
        long total = store.history().lineCounts(grant).getOrDefault(HistoryFile.OUTPUT, 0L);
        Optional<Long> before = arguments.text("before").map(ConsoleFields::number);
        if (arguments.number("last").isPresent() || before.isPresent()) {
            long end = Math.min(total, before.orElse(total));
            int last = arguments.count("last", LINES, MOST_LINES);
            return page(grant, Math.max(0, end - last), end, end < total);
        }
        long start = arguments.text("after").map(cursor -> number(cursor) + 1).orElse(0L);
        long end = Math.min(total, start + arguments.count("first", LINES, MOST_LINES));
        return page(grant, start, end, end < total);
    }

    private Connection<LogLine> page(RunGrant grant, long from, long to, boolean more) {
        List<LogLine> lines = store.history().rawRange(grant, HistoryFile.OUTPUT, LineQuery.lines(from, to)).stream()
                .map(LogLine::of)
                .toList();
        return Connection.of(lines, line -> Long.toString(line.number()), more, OptionalInt.empty());
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw HttpFailure.badRequest("invalid_cursor", "'" + cursor + "' is not a cursor of console lines.");
        }
    }
}
