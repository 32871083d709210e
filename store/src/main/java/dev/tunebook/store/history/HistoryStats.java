package dev.tunebook.store.history;

import java.util.List;
import java.util.OptionalLong;

/// What is known of one file.
///
/// @param lines number of the last line + 1
/// @param lastStep the greatest integer `_step`
/// @param keys by name, ascending; empty for files without keys
public record HistoryStats(long lines, OptionalLong lastStep, List<KeyStats> keys) {
    public HistoryStats {
        keys = List.copyOf(keys);
    }
}
