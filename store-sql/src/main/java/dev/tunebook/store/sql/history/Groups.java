package dev.tunebook.store.sql.history;

/// Lines are stored in aligned groups of this many.
final class Groups {
    static final int SIZE = 4096;

    private Groups() {}

    /// The group of a line.
    static int of(long line) {
        return Math.toIntExact(line / SIZE);
    }

    /// The first line of a group.
    static long start(int group) {
        return (long) group * SIZE;
    }
}
