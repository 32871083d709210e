package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.FineTuneStatus;
import dev.tunebook.finetune.format.FormatException;
import dev.tunebook.finetune.format.ResultFile;
import dev.tunebook.finetune.internal.DataFile.Role;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Reads all there is about one job. Writes nothing but files on the shelf.
public final class JobReader {
    private static final Duration RECENTLY = Duration.ofMinutes(15);

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
        List<FineTuneEvent> newest =
                orEmpty(() -> provider.events(job.id(), Optional.empty(), 1).items());
        String lastEvent = newest.stream()
                .findFirst()
                .map(FineTuneEvent::id)
                .orElse(earlier.map(Fingerprint::lastEvent).orElse(""));
        Set<String> atHand = new TreeSet<>(earlier.map(Fingerprint::files).orElse(List.of()));
        for (String file : wanted(job)) {
            if (!atHand.contains(file) && shelf.fetch(file) == Availability.HERE) {
                atHand.add(file);
            }
        }
        return Fingerprint.of(job, lastEvent, atHand);
    }

    /// The job as it stands now.
    public FineTuneJob job(String jobId) {
        return provider.job(jobId);
    }

    /// Whether the job succeeded a moment ago and its result file is not there yet: it appears some seconds
    /// later.
    public boolean awaitsResults(FineTuneJob job) {
        job.resultFiles().forEach(shelf::forget);
        return lacksResults(job) && endedRecently(job);
    }

    /// The events that are not known yet, newest first.
    public List<FineTuneEvent> newEvents(String jobId, Predicate<FineTuneEvent> known) {
        return orEmpty(() -> Pages.until(after -> provider.events(jobId, after, 100), FineTuneEvent::id, known));
    }

    /// Everything about a job as it stands now.
    public JobMaterial read(FineTuneJob job) {
        List<String> notes = new ArrayList<>();
        List<FineTuneEvent> newestFirst = newEvents(job.id(), event -> false);
        List<FineTuneCheckpoint> checkpoints = new ArrayList<>(orEmpty(
                () -> Pages.all(after -> provider.checkpoints(job.id(), after), FineTuneCheckpoint::id)));
        Collections.reverse(checkpoints);
        Optional<Path> content = resultContent(job, notes);
        Optional<ResultFile> results =
                content.flatMap(path -> parse(job.resultFiles().get(0), notes));
        List<DataFile> dataFiles = dataFiles(job, notes);
        return new JobMaterial(
                job,
                FineTuneEvent.oldestFirst(newestFirst),
                newestFirst.stream().findFirst().map(FineTuneEvent::id).orElse(""),
                checkpoints,
                results,
                content,
                dataFiles,
                notes);
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
    public static Fingerprint fingerprint(JobMaterial material, Optional<Fingerprint> earlier) {
        Set<String> atHand = new TreeSet<>(earlier.map(Fingerprint::files).orElse(List.of()));
        atHand.addAll(stored(material));
        String lastEvent = material.lastEvent().isEmpty()
                ? earlier.map(Fingerprint::lastEvent).orElse("")
                : material.lastEvent();
        return Fingerprint.of(material.job(), lastEvent, atHand);
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
        return job.finishedAt()
                .map(end -> Duration.between(end, clock.instant()).compareTo(RECENTLY) < 0)
                .orElse(false);
    }

    private Optional<Path> resultContent(FineTuneJob job, List<String> notes) {
        if (job.resultFiles().isEmpty()) {
            if (job.status().equals(FineTuneStatus.SUCCEEDED)) {
                notes.add("the job has no result file");
            }
            return Optional.empty();
        }
        String id = job.resultFiles().get(0);
        Availability found = shelf.fetch(id);
        if (found != Availability.HERE) {
            notes.add("result file " + id + " " + words(found));
            return Optional.empty();
        }
        return Optional.of(shelf.path(id));
    }

    private Optional<ResultFile> parse(String fileId, List<String> notes) {
        try {
            ResultFile file = ResultFile.parse(shelf.read(fileId));
            if (file.unreadableRows() > 0) {
                notes.add("result file " + fileId + ": " + file.unreadableRows() + " rows without a step left out");
            }
            return Optional.of(file);
        } catch (FormatException e) {
            notes.add("result file " + fileId + " kept, but not understood: " + e.getMessage());
            return Optional.empty();
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
    private static <T> List<T> orEmpty(Supplier<List<T>> list) {
        try {
            return list.get();
        } catch (ProviderException e) {
            if (e.kind() == ProviderException.Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }
}
