package dev.tunebook.cli;

import dev.tunebook.finetune.SyncProgress;
import dev.tunebook.finetune.SyncReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A sync's progress, a line for each job that is done, and one when a job has to be waited for.
final class ProgressLines implements SyncProgress {

    private final PrintWriter out;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, String> waitingIn = new HashMap<>();
    private int total;

    ProgressLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void found(int jobs) {
        total = jobs;
        out.println("found " + jobs + (jobs == 1 ? " job" : " jobs"));
    }

    @Override
    public void started(String jobId, int number, int all) {
        numbers.put(jobId, number);
        total = all;
    }

    @Override
    public void waiting(String jobId, String status, Duration pause) {
        if (!status.equals(waitingIn.put(jobId, status))) {
            line(jobId, "is " + status + "; looking again every " + pause.toSeconds() + " s");
        }
    }

    @Override
    public void done(SyncReport.JobReport job) {
        String outcome = ReportJson.spelled(job.outcome());
        line(
                job.jobId(),
                outcome + " (" + job.status() + ")"
                        + job.problem().map(p -> ": " + p.message()).orElse(""));
    }

    private void line(String jobId, String text) {
        int width = String.valueOf(total).length();
        out.println("[" + String.format("%" + width + "d", numbers.getOrDefault(jobId, total)) + "/" + total + "] "
                + jobId + " " + text);
    }
}
