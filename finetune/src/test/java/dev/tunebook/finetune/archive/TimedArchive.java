package dev.tunebook.finetune.archive;

import java.time.InstantSource;

/// An archive taken on a test's own time.
public final class TimedArchive {
    private TimedArchive() {}

    public static ArchiveReport take(ArchiveOptions options, InstantSource clock) {
        return Archive.take(options, clock);
    }
}
