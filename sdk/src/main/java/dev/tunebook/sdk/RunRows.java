package dev.tunebook.sdk;

import dev.tunebook.model.HistoryRow;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.HistoryRowCodec;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.upload.RunOpening;
import dev.tunebook.sdk.internal.upload.SummaryFold;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The history a run writes: steps in order, one row a step, each row a line of the journal. Not safe for
/// concurrent use.
final class RunRows {
    private static final int LONGEST_LINE = (10 << 20) - (100 << 10);
    private static final int MOST_BYTES_A_CHARACTER = 3;

    private final RunBackend backend;
    private final SummaryFold summary;
    private final Instant start;
    private long nextLine;
    private long step;
    private Optional<HistoryRow> open = Optional.empty();

    /// @param summary takes every row in
    /// @param start from when run times count
    RunRows(RunBackend backend, RunOpening opening, SummaryFold summary, Instant start) {
        this.backend = backend;
        this.summary = summary;
        this.start = start;
        this.nextLine = opening.nextLine(FileStreamRequest.HISTORY);
        this.step = opening.nextStep() - 1;
    }

    /// The step of the last row; -1 before the first.
    long step() {
        return step;
    }

    /// @throws InvalidInputException when the step lies before the last one
    void requireNotBefore(long atStep) {
        if (atStep < step || atStep < 0) {
            throw new InvalidInputException(
                    "cannot log at step " + atStep + " after step " + step + "; log in order, or resume with rewindTo");
        }
    }

    /// Adds a row, or to the row of this step.
    void log(Map<String, JsonNode> values, long atStep, Instant time) {
        boolean same = open.filter(row -> row.step() == atStep).isPresent();
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (same) {
            members.putAll(open.orElseThrow().values());
        }
        members.putAll(values);
        Duration runtime = Duration.between(start, time);
        HistoryRow row = new HistoryRow(atStep, time, runtime.isNegative() ? Duration.ZERO : runtime, members);
        write(row, same ? nextLine - 1 : nextLine);
    }

    private void write(HistoryRow row, long line) {
        String text = HistoryRowCodec.write(row);
        if (isTooLong(text)) {
            throw new InvalidInputException("the row at step " + row.step() + " is too long: at most " + LONGEST_LINE
                    + " bytes are possible; log large values as files or artifacts");
        }
        backend.append(new JournalRecord.Line(FileStreamRequest.HISTORY, line, text));
        summary.row(line, HistoryRowCodec.members(row));
        nextLine = line + 1;
        step = row.step();
        open = Optional.of(row);
    }

    private static boolean isTooLong(String text) {
        return text.length() > LONGEST_LINE / MOST_BYTES_A_CHARACTER
                && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE;
    }
}
