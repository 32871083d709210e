package dev.tunebook.cli;

import dev.tunebook.finetune.archive.ArchiveProgress;
import dev.tunebook.finetune.archive.ArchiveReport;
import java.io.PrintWriter;

/// An archive's progress on a terminal: a bar, and a line for each job that lacks something.
final class ArchiveBar implements ArchiveProgress {

    private final TerminalBar bar;

    ArchiveBar(PrintWriter out) {
        this.bar = new TerminalBar(out);
    }

    /// A bar where there is a terminal to draw it on, else lines.
    static ArchiveProgress of(Surroundings around) {
        return TerminalBar.isPossible(around) ? new ArchiveBar(around.err()) : new ArchiveLines(around.err());
    }

    /// What became of a job, in words.
    static String words(ArchiveReport.JobReport job) {
        if (job.problem().isPresent()) {
            return job.jobId() + " failed";
        }
        String lack = job.isComplete() ? "" : ", without " + job.missing().size() + " of its parts";
        return job.jobId() + (job.unchanged() ? " was there" : " taken") + lack;
    }

    @Override
    public void found(int jobs) {
        bar.expect(jobs);
        bar.draw("");
    }

    @Override
    public void done(ArchiveReport.JobReport job) {
        if (!job.isComplete()) {
            bar.keep(words(job));
        }
        bar.done(words(job));
    }
}
