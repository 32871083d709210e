package dev.tunebook.cli;

import dev.tunebook.finetune.SyncProgress;
import dev.tunebook.finetune.SyncReport;
import java.io.PrintWriter;
import java.time.Duration;

/// A sync's progress on a terminal: one line that is written over, and a line for each job that could not be recorded.
final class ProgressBar implements SyncProgress {

    private static final int WIDTH = 24;
    private static final String OVER = "\r\u001b[K";

    private final PrintWriter out;
    private int total;
    private int done;

    ProgressBar(PrintWriter out) {
        this.out = out;
    }

    /// A bar where there is a terminal to draw it on, else lines.
    static SyncProgress of(Surroundings around) {
        boolean drawable = System.console() != null
                && System.console().isTerminal()
                && !"dumb".equals(around.environment().get("TERM"));
        return drawable ? new ProgressBar(around.err()) : new ProgressLines(around.err());
    }

    @Override
    public void found(int jobs) {
        total = jobs;
        draw("");
    }

    @Override
    public void started(String jobId, int number, int all) {
        total = Math.max(total, all);
        draw(jobId);
    }

    @Override
    public void recording(String jobId, String part) {
        draw(jobId + " " + part);
    }

    @Override
    public void waiting(String jobId, String status, Duration pause) {
        draw(jobId + " is " + status + "; looking again every " + pause.toSeconds() + " s");
    }

    @Override
    public void done(SyncReport.JobReport job) {
        done++;
        job.problem().ifPresent(problem -> out.println(OVER + job.jobId() + ": " + problem.message()));
        draw(job.jobId() + " " + ReportJson.spelled(job.outcome()));
        if (done == total) {
            out.println();
        }
    }

    private void draw(String what) {
        int filled = total == 0 ? 0 : WIDTH * done / total;
        out.print(
                OVER + "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + done + "/" + total + " " + what);
        out.flush();
    }
}
