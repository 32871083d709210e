package dev.tunebook.store.history;

import static java.nio.charset.StandardCharsets.UTF_8;

/// One line.
///
/// @param number its place within the file, from 0
/// @param text as sent
public record HistoryLine(long number, String text) {

    /// The 64-bit hash by which lines are told apart.
    public long digest() {
        return LineDigest.of(text.getBytes(UTF_8));
    }
}
