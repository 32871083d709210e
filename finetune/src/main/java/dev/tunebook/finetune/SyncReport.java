package dev.tunebook.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a sync did, job by job, oldest first. `toString` is a table to print.
///
/// @param jobs one entry for each job that was looked at
public record SyncReport(List<JobReport> jobs) {

    public SyncReport {
        jobs = List.copyOf(jobs);
    }

    /// What a sync did about a job.
    public enum Outcome {
        /// Its run is new.
        CREATED,
        /// Its run was there and was completed, continued or overwritten.
        UPDATED,
        /// Its run is as it should be: nothing was sent.
        UNCHANGED,
        /// The sync could not record it; see the problem. Other jobs are not affected.
        FAILED
    }

    /// Why a job could not be recorded.
    ///
    /// @param code stable, for scripts, such as `provider_not_found`
    /// @param message names the thing and the next step; holds no secret and no data
    public record Problem(String code, String message) {}

    /// One job.
    ///
    /// @param status of the job, as its provider writes it
    /// @param runUrl page of the run
    /// @param fineTunedModel id of the model, once the job has succeeded
    /// @param integrationRun address of the run the provider itself writes, where the job asks for one
    /// @param notes what is incomplete, and why
    /// @param problem present exactly when the outcome is `FAILED`
    public record JobReport(
            String jobId,
            String status,
            Outcome outcome,
            Optional<String> runUrl,
            Optional<String> fineTunedModel,
            Optional<String> integrationRun,
            List<String> notes,
            Optional<Problem> problem) {

        public JobReport {
            notes = List.copyOf(notes);
        }
    }

    /// The jobs with this outcome.
    public List<JobReport> with(Outcome outcome) {
        return jobs.stream().filter(job -> job.outcome() == outcome).toList();
    }

    /// The entry of a job; empty when the sync did not look at it.
    public Optional<JobReport> of(String jobId) {
        return jobs.stream().filter(job -> job.jobId().equals(jobId)).findFirst();
    }

    /// Whether every job is recorded.
    public boolean isComplete() {
        return with(Outcome.FAILED).isEmpty();
    }

    @Override
    public String toString() {
        if (jobs.isEmpty()) {
            return "No fine-tuning jobs found";
        }
        List<String> lines = new ArrayList<>();
        int idWidth = width(jobs.stream().map(JobReport::jobId).toList());
        int statusWidth = width(jobs.stream().map(JobReport::status).toList());
        for (JobReport job : jobs) {
            String outcome = job.outcome().name().toLowerCase(Locale.ROOT);
            String format = "%-" + idWidth + "s  %-" + statusWidth + "s  %-9s  %s";
            lines.add(format.formatted(
                            job.jobId(), job.status(), outcome, job.runUrl().orElse("-"))
                    .stripTrailing());
            job.problem().ifPresent(problem -> lines.add("  ! " + problem.message()));
            job.integrationRun().ifPresent(run -> lines.add("  · the provider's own run: " + run));
            job.notes().forEach(note -> lines.add("  · " + note));
        }
        lines.add(total());
        return String.join("\n", lines);
    }

    private String total() {
        String counts = List.of(Outcome.values()).stream()
                .filter(outcome -> !with(outcome).isEmpty())
                .map(outcome -> with(outcome).size() + " " + outcome.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return jobs.size() + (jobs.size() == 1 ? " job: " : " jobs: ") + counts;
    }

    private static int width(List<String> cells) {
        return Math.max(1, cells.stream().mapToInt(String::length).max().orElse(1));
    }
}
