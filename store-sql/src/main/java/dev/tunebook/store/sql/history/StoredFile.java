package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.HistoryFile;

/// A file in `history.db`.
///
/// @param lines number of the last line + 1
/// @param lastLine as text
record StoredFile(long id, int generation, HistoryFile file, long lines, String lastLine) {}
