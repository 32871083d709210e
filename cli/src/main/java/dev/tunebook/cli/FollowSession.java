package dev.tunebook.cli;

import dev.tunebook.finetune.JobSelection;
import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncProgress;
import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.SyncReport.Problem;
import dev.tunebook.finetune.WandbLogger;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.model.Secret;
import dev.tunebook.sdk.Settings;
import dev.tunebook.server.providers.OpenedConnection;
import dev.tunebook.store.providers.FollowedJobs;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One watching sync of a connection. It ends after a day, so that nothing gathers in memory, or earlier to give jobs
/// that could not be recorded another try; then the next one looks at all jobs again.
final class FollowSession implements SyncProgress {
    private static final Duration LONGEST = Duration.ofDays(1);
    /// Our own server: whoever looks at a chart sees at once what is new.
    private static final Duration STREAM_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FIRST_TRY_AGAIN = Duration.ofMinutes(1);
    private static final Duration LONGEST_TRY_AGAIN = Duration.ofHours(1);
    /// The end of a session is no fault of the jobs it left.
    private static final String INTERRUPTED = "interrupted";

    private final ProviderConnection connection;
    private final Follower.Place place;
    private final FollowReport report;
    private final Duration triesAgainAfter;
    private final Instant begun;
    private final Thread thread = Thread.currentThread();
    private final Set<String> following = new HashSet<>();
    private final Set<String> recording = new HashSet<>();
    private final Map<String, Problem> left = new LinkedHashMap<>();
    private boolean over;

    /// @param failures sessions before this one that left jobs, in a row
    FollowSession(ProviderConnection connection, Follower.Place place, FollowReport report, int failures) {
        this.connection = connection;
        this.place = place;
        this.report = report;
        Duration doubled = FIRST_TRY_AGAIN.multipliedBy(1L << Math.min(failures, 10));
        this.triesAgainAfter = doubled.compareTo(LONGEST_TRY_AGAIN) < 0 ? doubled : LONGEST_TRY_AGAIN;
        this.begun = place.clock().instant();
    }

    /// Returns when this thread is interrupted, by somebody else or by the session's own end.
    ///
    /// @throws RuntimeException when the jobs cannot be listed, the runs not written, or the key not opened
    void run() {
        OpenedConnection opened = place.connections().opened(connection);
        dev.tunebook.server.auth.Secret key = place.connections().issueKey(connection);
        try {
            WandbLogger.sync(options(opened, new Secret(key.reveal())));
        } finally {
            place.connections().takeBack(key);
            synchronized (this) {
                over = true;
            }
        }
    }

    /// Jobs that could not be recorded, and why.
    synchronized Map<String, Problem> left() {
        return Map.copyOf(left);
    }

    private SyncOptions options(OpenedConnection opened, Secret key) {
        ProviderSettings settings = connection.settings();
        FollowedJobs jobs = settings.jobs();
        return SyncOptions.builder()
                .provider(place.clients().provider(opened))
                .settings(Settings.of(place.serverUrl(), key).toBuilder()
                        .appUrl(place.publicUrl())
                        .directory(place.folder())
                        .streamInterval(STREAM_INTERVAL)
                        .build())
                .entity(settings.entity())
                .project(settings.project())
                .selection(new JobSelection(
                        Set.of(), Set.of(), jobs.since(), Optional.empty(), jobs.baseModel(), jobs.metadata()))
                .logDatasets(jobs.datasets())
                .pollInterval(settings.pollInterval())
                .scratch(place.folder())
                .watch(true)
                .progress(this)
                .build();
    }

    @Override
    public synchronized void looked(int jobs) {
        report.looked(jobs, following.size(), left);
        Duration age = Duration.between(begun, place.clock().instant());
        boolean tryAgain = !left.isEmpty() && age.compareTo(triesAgainAfter) > 0;
        if ((tryAgain || age.compareTo(LONGEST) > 0) && recording.isEmpty() && !over) {
            thread.interrupt();
        }
    }

    @Override
    public synchronized void missed(ProviderException reason) {
        report.failed(reason);
    }

    @Override
    public synchronized void waiting(String jobId, String status, Duration pause) {
        following.add(jobId);
    }

    @Override
    public synchronized void recording(String jobId, String part) {
        recording.add(jobId);
    }

    @Override
    public synchronized void done(JobReport job) {
        following.remove(job.jobId());
        recording.remove(job.jobId());
        if (job.outcome() == Outcome.FAILED) {
            job.problem()
                    .filter(problem -> !problem.code().equals(INTERRUPTED))
                    .ifPresent(problem -> left.put(job.jobId(), problem));
        }
    }
}
