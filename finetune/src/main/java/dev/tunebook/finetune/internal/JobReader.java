package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.FineTuneStatus;
import dev.tunebook.finetune.format.FormatException;
import dev.tunebook.finetune.format.RawObjects;
import dev.tunebook.finetune.format.ResultFile;
import dev.tunebook.finetune.internal.DataFile.Role;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads all there is about one job. Writes nothing but files on the shelf.
public final class JobReader {
    /// So long after the end of its job a result file may still appear.
    public static final Duration RECENTLY = Duration.ofMinutes(15);
    /// So long after its end no job has an event to tell any more.
    public static final Duration SILENCE = Duration.ofDays(7);

    private final FineTuneProvider provider;
    private final FileShelf shelf;
    private final InstantSource clock;
    private final boolean withDatasets;

    /// @param withDatasets whether training and validation files are wanted
    public JobReader(FineTuneProvider provider, FileShelf shelf, InstantSource clock, boolean withDatasets) {
        this.provider = provider;
        this.shelf = shelf;
        this.clock = clock;
        this.withDatasets = withDatasets;
    }

    /// The fingerprint a run of this job would get now.
    ///
    /// What an earlier sync stored stays at hand, whatever became of it at the provider: a deleted file, or
    /// forgotten events.
    public Fingerprint fingerprint(FineTuneJob job, Optional<Fingerprint> earlier) {
        String before = earlier.map(Fingerprint::lastEvent).orElse("");
        boolean hasAll = earlier.filter(print -> print.hasAllEventsOf(job)).isPresent();
        String lastEvent = hasAll ? before : newestEvent(job).orElse(before);
        Set<String> atHand = new TreeSet<>(earlier.map(Fingerprint::files).orElse(List.of()));
        for (String file : wanted(job)) {
            if (!atHand.contains(file) && shelf.fetch(file) == Availability.HERE) {
                atHand.add(file);
            }
        }
        boolean eventsEnded = earlier.map(Fingerprint::eventsEnded).orElse(false);
        return Fingerprint.of(job, lastEvent, eventsEnded, atHand);
    }

    private Optional<String> newestEvent(FineTuneJob job) {
        List<FineTuneEvent> newest = new ArrayList<>();
        ifAny(() -> newest.addAll(provider.events(job.id(), Optional.empty(), 1).items()));
        return newest.stream().findFirst().map(FineTuneEvent::id);
    }

    /// The job as it stands now.
    public FineTuneJob job(String jobId) {
        return provider.job(jobId);
    }

    /// Whether the job succeeded a moment ago and its result file is not there yet: it appears some seconds
    /// later.
    public boolean awaitsResults(FineTuneJob job) {
        job.resultFiles().forEach(shelf::forget);
        return endedRecently(job) && lacksResults(job);
    }

    /// A place for the events of a job.
    public EventLog events(FineTuneJob job) {
        return new EventLog(shelf.place("events of " + job.id()));
    }

    /// Fetches the events that are not known yet.
    public void update(EventLog events, FineTuneJob job) {
        ifAny(() -> events.update(after -> provider.events(job.id(), after, 100)));
    }

    /// Everything about a job as it stands now. What the provider no longer has comes from the run of an earlier
    /// sync.
    ///
    /// @param events those fetched before; gets those that are new
    public JobMaterial read(FineTuneJob job, EventLog events, Optional<SyncedRun> earlier) {
        List<String> notes = new ArrayList<>();
        update(events, job);
        events.unreadable().forEach(item -> notes.add(item.toString()));
        if (events.size() == 0) {
            kept(earlier, RawFiles.EVENTS).ifPresent(events::restore);
        }
        Optional<Path> content = resultContent(job, earlier, notes);
        Optional<ResultFile> results =
                content.flatMap(path -> parse(job.resultFiles().get(0), path, notes));
        List<DataFile> dataFiles = dataFiles(job, notes);
        return new JobMaterial(job, events, checkpoints(job, earlier, notes), results, content, dataFiles, notes);
    }

    private List<FineTuneCheckpoint> checkpoints(FineTuneJob job, Optional<SyncedRun> earlier, List<String> notes) {
        List<FineTuneCheckpoint> checkpoints = new ArrayList<>();
        Unread unread = new Unread();
        ifAny(() -> checkpoints.addAll(
                Pages.all(unread.of(after -> provider.checkpoints(job.id(), after)), FineTuneCheckpoint::id)));
        unread.items().forEach(item -> notes.add(item.toString()));
        Collections.reverse(checkpoints);
        if (checkpoints.isEmpty()) {
            kept(earlier, RawFiles.CHECKPOINTS).ifPresent(file -> read(file, checkpoints));
        }
        return checkpoints;
    }

    private static Optional<Path> kept(Optional<SyncedRun> earlier, String file) {
        return earlier.filter(run -> run.fingerprint().isPresent())
                .flatMap(run -> run.file().apply(file));
    }

    private static void read(Path file, List<FineTuneCheckpoint> checkpoints) {
        try (RawObjects objects = new RawObjects(Files.newInputStream(file))) {
            objects.forEachRemaining(object -> checkpoints.add(FineTuneCheckpoint.of(object)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the checkpoints of an earlier sync", e);
        }
    }

    /// The data files of a job alone, for a look at a job that has not ended.
    public List<DataFile> dataFiles(FineTuneJob job) {
        return dataFiles(job, new ArrayList<>());
    }

    private List<DataFile> dataFiles(FineTuneJob job, List<String> notes) {
        List<DataFile> dataFiles = new ArrayList<>();
        job.trainingFile().ifPresent(id -> dataFiles.add(dataFile(Role.TRAIN, id, notes)));
        job.validationFile().ifPresent(id -> dataFiles.add(dataFile(Role.VALID, id, notes)));
        return dataFiles;
    }

    /// The fingerprint of a run made from this material; see [#fingerprint(FineTuneJob, Optional)] for what
    /// stays of an earlier one.
    public Fingerprint recorded(JobMaterial material, Optional<Fingerprint> earlier) {
        Set<String> atHand = new TreeSet<>(earlier.map(Fingerprint::files).orElse(List.of()));
        atHand.addAll(stored(material));
        String newest = material.events().newest();
        String lastEvent =
                newest.isEmpty() ? earlier.map(Fingerprint::lastEvent).orElse("") : newest;
        return Fingerprint.of(material.job(), lastEvent, eventsEnded(material), atHand);
    }

    private boolean eventsEnded(JobMaterial material) {
        return DerivedFigures.end(material.job(), material.events().oldestFirst())
                .filter(end -> isPast(end, SILENCE))
                .isPresent();
    }

    private static Collection<String> stored(JobMaterial material) {
        Set<String> ids = new TreeSet<>();
        material.resultContent()
                .ifPresent(path -> ids.add(material.job().resultFiles().get(0)));
        material.dataFiles().stream()
                .filter(file -> file.availability() == Availability.HERE)
                .forEach(file -> ids.add(file.id()));
        return ids;
    }

    private List<String> wanted(FineTuneJob job) {
        List<String> ids = new ArrayList<>();
        job.resultFiles().stream().findFirst().ifPresent(ids::add);
        if (withDatasets) {
            job.trainingFile().ifPresent(ids::add);
            job.validationFile().ifPresent(ids::add);
        }
        return ids;
    }

    private boolean lacksResults(FineTuneJob job) {
        return job.status().equals(FineTuneStatus.SUCCEEDED)
                && job.resultFiles().stream()
                        .findFirst()
                        .map(id -> shelf.fetch(id) == Availability.GONE)
                        .orElse(true);
    }

    private boolean endedRecently(FineTuneJob job) {
        return job.finishedAt().filter(end -> !isPast(end, RECENTLY)).isPresent();
    }

    private boolean isPast(Instant end, Duration time) {
        return Duration.between(end, clock.instant()).compareTo(time) >= 0;
    }

    private Optional<Path> resultContent(FineTuneJob job, Optional<SyncedRun> earlier, List<String> notes) {
        if (job.resultFiles().isEmpty()) {
            if (job.status().equals(FineTuneStatus.SUCCEEDED)) {
                notes.add("the job has no result file");
            }
            return Optional.empty();
        }
        String id = job.resultFiles().get(0);
        Availability found = shelf.fetch(id);
        if (found == Availability.HERE) {
            return Optional.of(shelf.path(id));
        }
        Optional<Path> kept = kept(earlier, RawFiles.results(id));
        notes.add("result file " + id + " " + words(found) + (kept.isPresent() ? "; what was recorded stays" : ""));
        return kept;
    }

    private static Optional<ResultFile> parse(String fileId, Path content, List<String> notes) {
        try {
            ResultFile file = ResultFile.parse(Files.readAllBytes(content));
            if (file.unreadableRows() > 0) {
                notes.add("result file " + fileId + ": " + file.unreadableRows() + " rows without a step left out");
            }
            return Optional.of(file);
        } catch (FormatException e) {
            notes.add("result file " + fileId + " kept, but not understood: " + e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the downloaded file " + fileId, e);
        }
    }

    private DataFile dataFile(Role role, String id, List<String> notes) {
        Availability found = withDatasets ? shelf.fetch(id) : Availability.UNWANTED;
        if (found == Availability.GONE || found == Availability.UNREACHABLE) {
            notes.add(role.field() + " file " + id + " " + words(found));
        }
        return new DataFile(role, id, shelf.name(id), found);
    }

    private static String words(Availability availability) {
        return availability == Availability.GONE
                ? "is deleted or closed to this key"
                : "cannot be downloaded now; run the sync again later";
    }

    /// Services that do not have events or checkpoints at all answer that there is no such thing.
    private static void ifAny(Runnable request) {
        try {
            request.run();
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }
}
