package dev.tunebook.finetune.format;

/// Where a job stands. Open: a status nobody has heard of is kept as it was written and counts as active.
///
/// @param name as the provider writes it, such as `validating_files`
public record FineTuneStatus(String name) {

    public static final FineTuneStatus VALIDATING_FILES = new FineTuneStatus("validating_files");
    public static final FineTuneStatus QUEUED = new FineTuneStatus("queued");
    /// Azure's word for validating and queued.
    public static final FineTuneStatus PENDING = new FineTuneStatus("pending");

    public static final FineTuneStatus RUNNING = new FineTuneStatus("running");
    /// Parked, for days perhaps, until somebody resumes it; not in the documented schema.
    public static final FineTuneStatus PAUSED = new FineTuneStatus("paused");

    public static final FineTuneStatus SUCCEEDED = new FineTuneStatus("succeeded");
    public static final FineTuneStatus FAILED = new FineTuneStatus("failed");
    public static final FineTuneStatus CANCELLED = new FineTuneStatus("cancelled");

    /// What a waiter has to know about a status.
    public enum Phase {
        /// Keep asking: validating, queued, pending, running, and everything unknown.
        ACTIVE,
        /// Nothing will happen until somebody resumes the job.
        PAUSED,
        /// Nothing will happen any more: succeeded, failed, cancelled.
        ENDED
    }

    /// The phase; the status alone says whether a job is over (`finished_at` stays null on failed and
    /// cancelled jobs).
    public Phase phase() {
        switch (name) {
            case "succeeded", "failed", "cancelled":
                return Phase.ENDED;
            case "paused":
                return Phase.PAUSED;
            default:
                return Phase.ACTIVE;
        }
    }

    public boolean isTerminal() {
        return phase() == Phase.ENDED;
    }

    @Override
    public String toString() {
        return name;
    }
}
