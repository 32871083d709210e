package dev.tunebook.finetune;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ListPage.Unreadable;
import dev.tunebook.finetune.internal.DatasetArtifacts;
import dev.tunebook.finetune.internal.FileShelf;
import dev.tunebook.finetune.internal.JobReader;
import dev.tunebook.finetune.internal.JobWaiter;
import dev.tunebook.finetune.internal.ModelArtifacts;
import dev.tunebook.finetune.internal.Pages;
import dev.tunebook.finetune.internal.SyncedRuns;
import dev.tunebook.finetune.internal.Unread;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.Sleeper;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// One sync: chooses the jobs, has each recorded, reports.
final class Sync {
    private static final Duration ENDLESS = Duration.ofDays(36_500);

    private final SyncOptions options;
    private final FineTuneProvider provider;
    private final Settings settings;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Unread unread = new Unread();
    private final List<SyncReport.JobReport> unreadable = new CopyOnWriteArrayList<>();

    Sync(SyncOptions options, FineTuneProvider provider, Settings settings, InstantSource clock, Sleeper sleeper) {
        this.options = options;
        this.provider = provider;
        this.settings = settings;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    SyncReport run() {
        try (ScratchFolder scratch = ScratchFolder.open(options.scratch())) {
            return options.fineTuneJobId().isPresent()
                    ? one(options.fineTuneJobId().get(), scratch.path())
                    : report(chosen(), scratch.path());
        }
    }

    private SyncReport one(String jobId, Path scratch) {
        try {
            FineTuneJob job = provider.job(jobId);
            return report(options.selection().takes(job) ? List.of(job) : List.of(), scratch);
        } catch (ProviderException e) {
            SyncReport.JobReport failed = JobSync.unknown(jobId, e);
            options.progress().done(failed);
            return new SyncReport(List.of(failed));
        }
    }

    /// Oldest first, so that what is logged last is newest.
    private List<FineTuneJob> chosen() {
        List<FineTuneJob> jobs = new ArrayList<>(listed());
        Collections.reverse(jobs);
        jobs.sort(Comparator.comparing(job -> job.createdAt().orElse(Instant.EPOCH)));
        return jobs;
    }

    private List<FineTuneJob> listed() {
        boolean all = options.selection().equals(JobSelection.ALL);
        if (all && options.numFineTunes().isPresent()) {
            return Pages.first(options.numFineTunes().getAsInt(), unread.of(provider::jobs), FineTuneJob::id);
        }
        return Pages.all(unread.of(provider::jobs), FineTuneJob::id).stream()
                .filter(options.selection()::takes)
                .limit(options.numFineTunes().orElse(Integer.MAX_VALUE))
                .toList();
    }

    private SyncReport report(List<FineTuneJob> jobs, Path scratch) {
        options.progress().found(jobs.size());
        reportUnreadable();
        SyncedRuns runs = new SyncedRuns(settings, runOptions(), scratch, clock);
        boolean comparing = !options.overwrite() && options.run().isEmpty();
        Map<String, SyncedRuns.Recorded> recorded = comparing ? runs.recorded(jobs) : Map.of();
        FileShelf shelf = new FileShelf(provider, scratch);
        JobReader reader = new JobReader(provider, shelf, clock, options.logDatasets());
        DatasetArtifacts datasets = new DatasetArtifacts(shelf, options.overwrite());
        ModelArtifacts models = runs.models(options.modelArtifactName(), options.modelArtifactType());
        Instant deadline = clock.instant().plus(options.watch() ? ENDLESS : options.waitDeadline());
        JobSync.Parts parts = new JobSync.Parts(reader, runs, datasets, models, clock, deadline);
        List<JobSync> syncs = new CopyOnWriteArrayList<>();
        for (FineTuneJob job : jobs) {
            Optional<SyncedRuns.Recorded> earlier = Optional.ofNullable(recorded.get(runs.idOf(job)));
            syncs.add(new JobSync(options, parts, job, earlier, syncs.size() + 1, jobs.size()));
        }
        JobWaiter waiter = new JobWaiter(options.parallel(), clock, sleeper);
        List<JobWaiter.Watched> watched = new ArrayList<>(syncs);
        if (options.watch()) {
            watched.add(new NewJobs(options, this::looked, jobs, job -> {
                JobSync sync = new JobSync(options, parts, job, Optional.empty(), syncs.size() + 1, syncs.size() + 1);
                syncs.add(sync);
                waiter.add(sync);
            }));
        }
        waiter.watch(watched);
        return new SyncReport(Stream.concat(unreadable.stream(), syncs.stream().map(JobSync::report))
                .toList());
    }

    private ListPage<FineTuneJob> looked(Optional<String> after) {
        ListPage<FineTuneJob> page =
                unread.of((Optional<String> last) -> provider.jobs(last)).apply(after);
        reportUnreadable();
        return page;
    }

    private void reportUnreadable() {
        for (Unreadable item : unread.news()) {
            SyncReport.JobReport report = JobSync.unreadable(item);
            unreadable.add(report);
            options.progress().done(report);
        }
    }

    private RunOptions runOptions() {
        RunOptions.Builder run = options.runOptions().toBuilder().project(options.project());
        options.entity().ifPresent(run::entity);
        return run.build();
    }
}
