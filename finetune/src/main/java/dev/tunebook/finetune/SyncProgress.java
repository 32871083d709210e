package dev.tunebook.finetune;

import dev.tunebook.finetune.provider.ProviderException;
import java.time.Duration;

/// Hears how a sync goes on. Calls come one at a time, from any of the sync's threads.
public interface SyncProgress {
    /// Hears nothing.
    SyncProgress NONE = new SyncProgress() {};

    /// The jobs to look at are known.
    default void found(int jobs) {}

    /// While watching, the list of jobs was looked at, once each poll interval.
    ///
    /// @param jobs how many are meant, those that have ended included
    default void looked(int jobs) {}

    /// While watching, the list of jobs could not be had; the next look comes after the poll interval.
    default void missed(ProviderException reason) {}

    /// A job is being looked at.
    ///
    /// @param number from 1
    default void started(String jobId, int number, int total) {}

    /// A job is being recorded, and this is the part at hand: `training file`, `history` ...
    default void recording(String jobId, String part) {}

    /// A job has not ended; the sync looks again after the pause.
    ///
    /// @param status what it is waiting in, such as `running` or `paused`
    default void waiting(String jobId, String status, Duration pause) {}

    /// A job is done.
    default void done(SyncReport.JobReport job) {}
}
