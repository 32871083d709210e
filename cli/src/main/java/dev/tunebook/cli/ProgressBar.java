package dev.tunebook.cli;

import dev.tunebook.finetune.SyncProgress;
import dev.tunebook.finetune.SyncReport;
import java.io.PrintWriter;
import java.time.Duration;

/// A sync's progress on a terminal: a bar, and a line for each job that could not be recorded.
final class ProgressBar implements SyncProgress {

    private final TerminalBar bar;

    ProgressBar(PrintWriter out) {
        this.bar = new TerminalBar(out);
    }

    /// A bar where there is a terminal to draw it on, else lines.
    static SyncProgress of(Surroundings around) {
        return TerminalBar.isPossible(around) ? new ProgressBar(around.err()) : new ProgressLines(around.err());
    }

    @Override
    public void found(int jobs) {
        bar.expect(jobs);
        bar.draw("");
    }

    @Override
    public void started(String jobId, int number, int all) {
        bar.expect(all);
        bar.draw(jobId);
    }

    @Override
    public void recording(String jobId, String part) {
        bar.draw(jobId + " " + part);
    }

    @Override
    public void waiting(String jobId, String status, Duration pause) {
        bar.draw(jobId + " is " + status + "; looking again every " + pause.toSeconds() + " s");
    }

    @Override
    public void done(SyncReport.JobReport job) {
        job.problem().ifPresent(problem -> bar.keep(job.jobId() + ": " + problem.message()));
        bar.done(job.jobId() + " " + ReportJson.spelled(job.outcome()));
    }
}
