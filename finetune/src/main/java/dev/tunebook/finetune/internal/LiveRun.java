package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The run of a job that goes on, written as the news come in: a preview, which the whole record replaces
/// when the job has ended.
public final class LiveRun {
    private final JobReader reader;
    private final SyncedRuns runs;
    private final DatasetArtifacts datasets;
    private final Optional<SyncedRun> existing;
    private final EventLog events;
    private final Set<String> stored = new TreeSet<>();
    private int written;
    private Optional<RunWriter> run = Optional.empty();
    private Optional<FineTuneJob> lastLook = Optional.empty();
    private Map<String, JsonNode> config;

    /// @param events of the job; gets what is new
    /// @param existing the run as an earlier sync left it
    public LiveRun(
            JobReader reader,
            SyncedRuns runs,
            DatasetArtifacts datasets,
            EventLog events,
            Optional<SyncedRun> existing) {
        this.events = events;
        this.reader = reader;
        this.runs = runs;
        this.datasets = datasets;
        this.existing = existing;
        this.config = existing.map(SyncedRun::config).orElse(Map.of());
    }

    /// Logs what is new; opens the run only when there is something new.
    public void update(FineTuneJob job) {
        if (run.isEmpty() && isRecorded(job)) {
            return;
        }
        reader.update(events, job);
        boolean first = run.isEmpty();
        RunWriter writer = run.orElseGet(() -> open(job));
        run = Optional.of(writer);
        if (lastLook.isEmpty() || !Fingerprint.areEqual(lastLook.get(), job)) {
            describe(writer, job, first);
            lastLook = Optional.of(job);
        }
        writer.rows(ResultMetrics.ofEvents(events.byStep(written)));
        writer.console(events.since(written));
        written = events.size();
        writer.run().flush();
    }

    /// Goes on with the history an earlier sync left, or begins it anew. From here on the run is not what anybody may
    /// go on from, until it is released.
    private RunWriter open(FineTuneJob job) {
        Optional<Integer> known = existing.flatMap(SyncedRun::followedTo).flatMap(events::sizeUpTo);
        if (known.isEmpty()) {
            return runs.open(job);
        }
        SyncedRun earlier = existing.orElseThrow();
        written = known.get();
        stored.addAll(earlier.fingerprint().map(Fingerprint::files).orElse(List.of()));
        RunWriter writer = runs.goOn(job, earlier);
        writer.summary(Map.of(SyncedRun.FOLLOWED, ""));
        writer.summary(Map.of(Fingerprint.KEY, ""));
        return writer;
    }

    /// Lets go of the run as it stands: the next sync goes on from here.
    ///
    /// @return its page
    public Optional<String> release(FineTuneJob job) {
        RunWriter writer = run.orElseThrow();
        Fingerprint fingerprint = Fingerprint.of(job, events.newest(), false, stored);
        writer.summary(Map.of(SyncedRun.FOLLOWED, events.newest()));
        writer.summary(Map.of(Fingerprint.KEY, fingerprint.toJson()));
        writer.run().detach();
        run = Optional.empty();
        return writer.url();
    }

    private void describe(RunWriter writer, FineTuneJob job, boolean first) {
        List<DataFile> files = reader.dataFiles(job);
        config = JobConfig.of(job, files, config);
        writer.config(config);
        writer.summary(Map.of("status", job.status().name()));
        if (first && written == 0) {
            files.forEach(file -> datasets.record(writer, file));
            files.stream()
                    .filter(file -> file.availability() == Availability.HERE)
                    .forEach(file -> stored.add(file.id()));
        }
    }

    private boolean isRecorded(FineTuneJob job) {
        Optional<Fingerprint> earlier = existing.flatMap(SyncedRun::fingerprint);
        return earlier.isPresent() && reader.fingerprint(job, earlier).equals(earlier.get());
    }

    /// The configuration as last seen; it remembers what was requested as `auto` before it was resolved.
    public Map<String, JsonNode> config() {
        return config;
    }

    /// Whether nothing was written: the run, if there is one, is as an earlier sync left it.
    public boolean isUntouched() {
        return run.isEmpty();
    }

    /// Lets go of the run.
    public void drop() {
        run.ifPresent(writer -> writer.run().abandon());
    }
}
