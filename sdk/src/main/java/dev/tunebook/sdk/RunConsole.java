package dev.tunebook.sdk;

import dev.tunebook.model.wire.ConsoleLine;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import java.util.stream.Stream;

/// The console a run writes. Not safe for concurrent use.
final class RunConsole {
    private final RunBackend backend;
    private final boolean structured;
    private long nextLine;

    /// @param structured which of the two forms the server wants
    RunConsole(RunBackend backend, long nextLine, boolean structured) {
        this.backend = backend;
        this.nextLine = nextLine;
        this.structured = structured;
    }

    /// Text of several lines becomes several.
    void print(ConsoleLine line) {
        Stream<String> parts =
                line.text().isEmpty() ? Stream.of("") : line.text().lines();
        parts.forEach(part -> {
            ConsoleLine single = new ConsoleLine(line.time(), line.isError(), line.label(), part);
            String text = structured ? single.toStructured() : single.toPlain();
            backend.append(new JournalRecord.Line(FileStreamRequest.OUTPUT, nextLine, text));
            nextLine++;
        });
    }
}
