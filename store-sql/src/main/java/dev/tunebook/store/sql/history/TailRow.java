package dev.tunebook.store.sql.history;

/// A row of the journal that holds lines of a file not all of which are in `history.db`.
record TailRow(long sequence, long first, long end) {
    int firstGroup() {
        return Groups.of(first);
    }

    int lastGroup() {
        return Groups.of(end - 1);
    }
}
