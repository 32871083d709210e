package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.HistoryFile;
import java.util.Arrays;
import java.util.Optional;

/// The numbers of files on disk.
final class FileCodes {
    static final int NONE = -1;

    private FileCodes() {}

    static int code(HistoryFile file) {
        return switch (file) {
            case HISTORY -> 0;
            case EVENTS -> 1;
            case OUTPUT -> 2;
            case SUMMARY -> 3;
            case WRITERS -> 4;
        };
    }

    static Optional<HistoryFile> file(int code) {
        return Arrays.stream(HistoryFile.values())
                .filter(file -> code(file) == code)
                .findFirst();
    }
}
