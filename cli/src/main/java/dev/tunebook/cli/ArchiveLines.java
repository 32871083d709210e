package dev.tunebook.cli;

import dev.tunebook.finetune.archive.ArchiveProgress;
import dev.tunebook.finetune.archive.ArchiveReport;
import java.io.PrintWriter;

/// An archive's progress, a line for each job.
final class ArchiveLines implements ArchiveProgress {

    private final PrintWriter out;
    private int total;
    private int number;

    ArchiveLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void found(int jobs) {
        total = jobs;
        out.println("found " + jobs + (jobs == 1 ? " job" : " jobs"));
    }

    @Override
    public void done(ArchiveReport.JobReport job) {
        number++;
        out.println("[" + number + "/" + total + "] " + ArchiveBar.words(job));
    }
}
