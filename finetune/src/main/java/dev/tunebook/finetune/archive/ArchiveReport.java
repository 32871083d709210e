package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.format.FineTuneJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an archive holds, job by job, oldest first. `toString` is a table to print.
///
/// @param otherFiles data and result files of the account that no job names
/// @param bytes of all files together
/// @param notes what is missing of the account as a whole, and why
public record ArchiveReport(List<JobReport> jobs, int otherFiles, long bytes, List<Note> notes) {

    public ArchiveReport {
        jobs = List.copyOf(jobs);
        notes = List.copyOf(notes);
    }

    /// Something of a job that is not in the archive.
    ///
    /// @param part such as `training_file file-abc`
    /// @param later whether taking the archive again may find it
    public record Missing(String part, String reason, boolean later) {}

    /// Something of the account that is not in the archive.
    ///
    /// @param later whether taking the archive again may find it
    public record Note(String text, boolean later) {}

    /// One job.
    ///
    /// @param unchanged whether everything was there and right before
    /// @param problem why the job could not be taken; what was there of it before is kept
    public record JobReport(
            String jobId, String status, boolean unchanged, List<Missing> missing, Optional<String> problem) {
        public JobReport {
            missing = List.copyOf(missing);
        }

        /// A job that was taken, as far as it can be had.
        public JobReport(String jobId, String status, boolean unchanged, List<Missing> missing) {
            this(jobId, status, unchanged, missing, Optional.empty());
        }

        static JobReport failed(FineTuneJob job, String problem) {
            return new JobReport(job.id(), job.status().name(), false, List.of(), Optional.of(problem));
        }

        /// Whether the archive holds everything the job ever had.
        public boolean isComplete() {
            return missing.isEmpty() && problem.isEmpty();
        }

        private String word() {
            return problem.isPresent() ? "failed" : isComplete() ? "complete" : "incomplete";
        }
    }

    /// Whether taking it again would find nothing more.
    public boolean isSettled() {
        return jobs.stream().allMatch(job -> job.problem().isEmpty())
                && jobs.stream().flatMap(job -> job.missing().stream()).noneMatch(Missing::later)
                && notes.stream().noneMatch(Note::later);
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        int idWidth = jobs.stream().mapToInt(job -> job.jobId().length()).max().orElse(1);
        int statusWidth =
                jobs.stream().mapToInt(job -> job.status().length()).max().orElse(1);
        for (JobReport job : jobs) {
            lines.add(("%-" + idWidth + "s  %-" + statusWidth + "s  %s")
                    .formatted(job.jobId(), job.status(), job.word()));
            job.problem().ifPresent(problem -> lines.add("  ! " + problem));
            job.missing().forEach(missing -> lines.add("  · no " + missing.part() + ": " + missing.reason()));
        }
        notes.forEach(note -> lines.add("· " + note.text()));
        long complete = jobs.stream().filter(JobReport::isComplete).count();
        lines.add(jobs.size() + (jobs.size() == 1 ? " job, " : " jobs, ") + complete + " complete; " + otherFiles
                + " files that no job names; " + bytes + " bytes");
        return String.join("\n", lines);
    }
}
