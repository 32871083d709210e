package dev.tunebook.finetune.archive;

/// Hears how the taking of an archive goes on. Calls come one at a time.
public interface ArchiveProgress {
    /// Hears nothing.
    ArchiveProgress NONE = new ArchiveProgress() {};

    /// The jobs to take are known.
    default void found(int jobs) {}

    /// A job is taken.
    default void done(ArchiveReport.JobReport job) {}
}
