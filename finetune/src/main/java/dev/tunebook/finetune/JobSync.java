package dev.tunebook.finetune;

import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.SyncReport.Problem;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.FineTuneStatus.Phase;
import dev.tunebook.finetune.format.ListPage.Unreadable;
import dev.tunebook.finetune.internal.DatasetArtifacts;
import dev.tunebook.finetune.internal.EventLog;
import dev.tunebook.finetune.internal.Fingerprint;
import dev.tunebook.finetune.internal.JobConfig;
import dev.tunebook.finetune.internal.JobMaterial;
import dev.tunebook.finetune.internal.JobReader;
import dev.tunebook.finetune.internal.JobRecorder;
import dev.tunebook.finetune.internal.JobWaiter;
import dev.tunebook.finetune.internal.LiveRun;
import dev.tunebook.finetune.internal.ModelArtifacts;
import dev.tunebook.finetune.internal.RunWriter;
import dev.tunebook.finetune.internal.SyncedRun;
import dev.tunebook.finetune.internal.SyncedRuns;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.sdk.error.WandbException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One job of a sync: looked at until it has ended or the time is up, then recorded. What goes wrong stays
/// with it.
final class JobSync implements JobWaiter.Watched {
    /// A result file appears a few seconds after its job succeeded.
    private static final int RESULT_LOOKS = 6;

    private static final Duration RESULT_PAUSE = Duration.ofSeconds(5);

    private final SyncOptions options;
    private final Parts parts;
    private final Optional<SyncedRuns.Recorded> recorded;
    private final int number;
    private final int total;
    private final EventLog events;
    private FineTuneJob job;
    private boolean seen;
    private int resultLooks;
    private Optional<SyncedRun> existing = Optional.empty();
    private Optional<LiveRun> live = Optional.empty();
    private Optional<JobReport> report = Optional.empty();

    /// What all jobs of a sync share.
    ///
    /// @param deadline when to stop waiting for jobs that have not ended
    record Parts(
            JobReader reader,
            SyncedRuns runs,
            DatasetArtifacts datasets,
            ModelArtifacts models,
            InstantSource clock,
            Instant deadline) {}

    /// @param recorded what is known of its run, perhaps no longer true
    /// @param number of this job in the sync, from 1
    JobSync(
            SyncOptions options,
            Parts parts,
            FineTuneJob job,
            Optional<SyncedRuns.Recorded> recorded,
            int number,
            int total) {
        this.options = options;
        this.parts = parts;
        this.job = job;
        this.events = parts.reader().events(job);
        this.recorded = recorded;
        this.number = number;
        this.total = total;
    }

    /// What became of it; once there is nothing more to wait for.
    JobReport report() {
        return report.orElseThrow(() -> new IllegalStateException("job " + job.id() + " was not looked at"));
    }

    @Override
    public Optional<Duration> look(JobWaiter.Turn turn) {
        try {
            return refreshed(turn);
        } catch (ProviderException e) {
            boolean mayPass = (options.watch() || !job.status().isTerminal()) && waits() && !e.isPermanent();
            Optional<Duration> pause = mayPass ? pause() : Optional.empty();
            return pause.or(() -> failed(e.code(), String.valueOf(e.getMessage())));
        } catch (WandbException e) {
            return failed("tracker_" + e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Its message might quote what the job is about.
            return failed(
                    "unexpected",
                    "The sync has a fault (" + e.getClass().getSimpleName() + " in " + place(e)
                            + "); please report it with this line");
        }
    }

    private Optional<Duration> refreshed(JobWaiter.Turn turn) {
        if (seen) {
            job = parts.reader().job(job.id());
        } else {
            options.progress().started(job.id(), number, total);
            seen = true;
            if (isRecordedForGood()) {
                return done(Outcome.UNCHANGED, recorded.map(SyncedRuns.Recorded::url), List.of());
            }
            existing =
                    options.run().isPresent() ? Optional.empty() : parts.runs().find(job);
        }
        if (options.dryRun()) {
            return planned();
        }
        if (job.status().isTerminal()) {
            return ended(turn);
        }
        boolean goesOn =
                live.isPresent() || existing.flatMap(SyncedRun::followedTo).isPresent() && !options.overwrite();
        if (!waits() && !goesOn) {
            return settled(turn);
        }
        follow();
        if (waits()) {
            return pause();
        }
        return options.run().isPresent() ? settled(turn) : released();
    }

    /// Whether the job has ended and its run needs nothing; then the run itself is not even asked for.
    private boolean isRecordedForGood() {
        return job.status().isTerminal()
                && recorded.map(SyncedRuns.Recorded::fingerprint)
                        .filter(this::isUnchanged)
                        .isPresent()
                && !parts.reader().awaitsResults(job);
    }

    private Optional<Duration> ended(JobWaiter.Turn turn) {
        if (resultLooks < RESULT_LOOKS && parts.reader().awaitsResults(job)) {
            resultLooks++;
            return Optional.of(RESULT_PAUSE);
        }
        return settled(turn);
    }

    private boolean waits() {
        return options.waitForJobSuccess() && parts.clock().instant().isBefore(parts.deadline());
    }

    private Optional<Duration> pause() {
        Duration rest = Duration.between(parts.clock().instant(), parts.deadline());
        Duration pause = rest.compareTo(options.pollInterval()) < 0 ? rest : options.pollInterval();
        options.progress().waiting(job.id(), job.status().name(), pause);
        return Optional.of(pause);
    }

    /// Shows in the run what is new while the job goes on. A run the caller passed waits for the end.
    private void follow() {
        if (options.run().isEmpty()) {
            LiveRun run =
                    live.orElseGet(() -> new LiveRun(parts.reader(), parts.runs(), parts.datasets(), events, existing));
            live = Optional.of(run);
            run.update(job);
        }
    }

    /// Lets go of the run of a job that goes on: it is never written anew for that.
    private Optional<Duration> released() {
        if (live.isEmpty() || live.get().isUntouched()) {
            return done(Outcome.UNCHANGED, existing.map(SyncedRun::url), withState(List.of()));
        }
        Outcome outcome = existing.isPresent() ? Outcome.UPDATED : Outcome.CREATED;
        return done(outcome, live.get().release(job), withState(List.of()));
    }

    /// What a sync would do.
    private Optional<Duration> planned() {
        Optional<Fingerprint> earlier = existing.flatMap(SyncedRun::fingerprint);
        Outcome outcome = existing.isEmpty()
                ? Outcome.CREATED
                : earlier.isPresent() && !options.overwrite() && isUnchanged(earlier.get())
                        ? Outcome.UNCHANGED
                        : Outcome.UPDATED;
        return done(outcome, existing.map(SyncedRun::url), List.of());
    }

    /// Records the job as it stands, unless it is recorded so already.
    private Optional<Duration> settled(JobWaiter.Turn turn) {
        Optional<Fingerprint> earlier = existing.flatMap(SyncedRun::fingerprint);
        boolean untouched = live.map(LiveRun::isUntouched).orElse(true);
        if (earlier.isPresent() && untouched && !options.overwrite() && isUnchanged(earlier.get())) {
            return done(Outcome.UNCHANGED, existing.map(SyncedRun::url), List.of());
        }
        JobMaterial material = parts.reader().read(job, events, existing);
        Map<String, JsonNode> config = live.map(LiveRun::config)
                .or(() -> existing.map(SyncedRun::config))
                .orElse(Map.of());
        Map<String, JsonNode> byHand =
                existing.map(found -> found.byHand().get()).orElse(Map.of());
        live.ifPresent(LiveRun::drop);
        RunWriter run = options.run()
                .map(open -> parts.runs().of(open, job))
                .orElseGet(() -> parts.runs().open(job));
        List<String> notes;
        try {
            run.summary(byHand);
            notes = new JobRecorder(
                            parts.datasets(),
                            parts.models(),
                            part -> options.progress().recording(job.id(), part))
                    .record(run, material, config, parts.reader().recorded(material, earlier), turn);
            release(run);
        } catch (RuntimeException e) {
            if (options.run().isEmpty()) {
                run.run().abandon();
            }
            throw e;
        }
        return done(existing.isPresent() ? Outcome.UPDATED : Outcome.CREATED, run.url(), withState(notes));
    }

    private boolean isUnchanged(Fingerprint earlier) {
        return parts.reader().fingerprint(job, Optional.of(earlier)).equals(earlier);
    }

    /// A run is finished with its job, whatever became of the job; before, it stays open for the next sync.
    private void release(RunWriter run) {
        if (job.status().isTerminal()) {
            run.run().finish(0);
        } else if (options.run().isEmpty()) {
            run.run().detach();
        }
    }

    private List<String> withState(List<String> recorded) {
        List<String> notes = new ArrayList<>(recorded);
        if (!job.status().isTerminal()) {
            String next = job.status().phase() == Phase.PAUSED ? "resume it, then sync again" : "sync again to go on";
            notes.add("the job has not ended, it is " + job.status() + ": " + next);
        }
        return notes;
    }

    private Optional<Duration> done(Outcome outcome, Optional<String> url, List<String> notes) {
        return reported(new JobReport(
                job.id(),
                job.status().name(),
                outcome,
                url,
                job.fineTunedModel(),
                JobConfig.integrationRun(job),
                notes,
                Optional.empty()));
    }

    private Optional<Duration> failed(String code, String message) {
        live.ifPresent(LiveRun::drop);
        return reported(new JobReport(
                job.id(),
                job.status().name(),
                Outcome.FAILED,
                existing.map(SyncedRun::url),
                job.fineTunedModel(),
                JobConfig.integrationRun(job),
                List.of(),
                Optional.of(new Problem(code, message))));
    }

    private Optional<Duration> reported(JobReport result) {
        report = Optional.of(result);
        events.close();
        existing = Optional.empty();
        live = Optional.empty();
        options.progress().done(result);
        return Optional.empty();
    }

    @Override
    public void giveUp() {
        try {
            if (live.isPresent() && !live.get().isUntouched()) {
                released();
                return;
            }
        } catch (WandbException e) {
            failed("tracker_" + e.code(), String.valueOf(e.getMessage()));
            return;
        }
        failed("interrupted", "The sync was interrupted before job " + job.id() + " was recorded; sync again to go on");
    }

    /// What to report of a job that cannot even be asked for.
    static JobReport unknown(String jobId, ProviderException reason) {
        return unknown(jobId, new Problem(reason.code(), String.valueOf(reason.getMessage())));
    }

    /// What to report of an item of the list of jobs that cannot be read.
    static JobReport unreadable(Unreadable item) {
        return unknown(item.id().orElse("(no id)"), new Problem("provider_unreadable", item.toString()));
    }

    private static JobReport unknown(String jobId, Problem problem) {
        return new JobReport(
                jobId,
                "unknown",
                Outcome.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(problem));
    }

    private static String place(RuntimeException fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0].getClassName() + "." + trace[0].getMethodName();
    }
}
