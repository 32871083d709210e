package dev.tunebook.store.sql.history;

/// The numbers of codecs, the first byte of everything compressed.
final class Codecs {
    private Codecs() {}

    static void require(int found, int known, String of) {
        if (found != known) {
            throw new IllegalStateException("codec " + found + " of a " + of
                    + " is not known; the data was written by a newer version, start that one");
        }
    }
}
