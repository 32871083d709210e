package dev.tunebook.sandbox.demo;

import dev.tunebook.sandbox.Sandbox;
import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The account of an invented outdoor shop: fourteen jobs of the last four weeks, one of them still running, and
/// their data files. The same seed and moment give the same bytes; another seed gives other ids, files and curves.
///
/// @param jobs the oldest first
public record DemoData(List<ScriptedFile> files, List<JobScript> jobs) {

    /// Whose account it is, as headers, jobs and names of models have it.
    public static final String ORGANIZATION = "org-halden";

    public DemoData {
        files = List.copyOf(files);
        jobs = List.copyOf(jobs);
    }

    /// What the account holds at a moment.
    ///
    /// @param now the last job has then been running for some twenty minutes
    public static DemoData of(long seed, Instant now) {
        Instant moment = now.truncatedTo(ChronoUnit.SECONDS);
        DemoFiles files = DemoFiles.of(seed);
        List<JobScript> ended = new DemoJobs(seed, moment, files).list();
        List<JobScript> all = new ArrayList<>(ended);
        all.add(DemoJobs.running(seed, moment, files));
        return new DemoData(files.scripted(moment), all);
    }

    /// The job whose examples are a system, a user and an assistant message each, training and validation alike.
    public static String threeMessageJob(long seed) {
        return DemoJobs.id(seed, "support");
    }

    /// Puts everything into an account.
    public void addTo(Sandbox sandbox) {
        files.forEach(sandbox::add);
        jobs.forEach(sandbox::add);
    }
}
