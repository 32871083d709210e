package dev.tunebook.store.history;

import dev.tunebook.model.wire.Utf8Lines;
import java.util.List;

/// Consecutive lines of one file.
///
/// @param first number of the first line
/// @param lines without line ends
public record LineBlock(HistoryFile file, long first, List<String> lines) {

    /// The highest line number there may be, so that a number fits 32 bits.
    public static final long LAST_LINE = (1L << 32) - 2;

    /// @throws IllegalArgumentException when a line lies below 0 or above [#LAST_LINE]
    public LineBlock {
        lines = lines instanceof Utf8Lines ? lines : List.copyOf(lines);
        if (first < 0 || first > LAST_LINE + 1 - lines.size()) {
            throw new IllegalArgumentException(lines.size() + " lines of " + file + " from line " + first
                    + " do not fit; lines count from 0 to " + LAST_LINE);
        }
    }

    /// Number of the line after the last.
    public long end() {
        return first + lines.size();
    }
}
