package dev.tunebook.store.sql.history;

import dev.tunebook.model.RunState;
import dev.tunebook.store.history.HistoryFile;
import java.time.Instant;
import java.util.Optional;

/// A row of the journal without its lines.
///
/// @param file empty for a row that only says something of the run
/// @param first number of the first line
/// @param lines how many
/// @param receivedAt when it came; the run's heartbeat
record JournalRow(
        long sequence,
        long run,
        int generation,
        Optional<HistoryFile> file,
        long first,
        int lines,
        Instant receivedAt,
        Optional<RunState> state,
        Optional<Integer> exitCode) {

    long end() {
        return first + lines;
    }
}
