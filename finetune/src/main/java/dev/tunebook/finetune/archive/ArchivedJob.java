package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.archive.ArchiveReport.JobReport;
import dev.tunebook.finetune.archive.ArchiveReport.Missing;
import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.FineTuneStatus;
import dev.tunebook.finetune.format.RawObjects;
import dev.tunebook.finetune.internal.DerivedFigures;
import dev.tunebook.finetune.internal.EventLog;
import dev.tunebook.finetune.internal.JobReader;
import dev.tunebook.finetune.internal.Pages;
import dev.tunebook.finetune.internal.Unread;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.ProviderException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One job of an archive. Its state goes last: a job that has one is as it says.
///
/// Until a week after its end a job may still get an event, and a result file that was not there; so long these are
/// asked for again.
final class ArchivedJob {
    private static final String JOB = "job.json";
    private static final String EVENTS = "events.jsonl";
    private static final String CHECKPOINTS = "checkpoints.jsonl";
    private static final String RESULTS = "result file";

    private final FineTuneProvider provider;
    private final Path folder;
    private final ArchivedFiles files;
    private final ArchivedModels models;
    private final InstantSource clock;
    private final FineTuneJob job;
    private final ArchivedState before;
    private final ArchivedState.Draft draft;
    private Optional<Instant> end;

    /// A file a job names.
    ///
    /// @param part what it is to the job
    record NamedFile(String part, String id) {
        String name() {
            return part + " " + id;
        }
    }

    ArchivedJob(
            FineTuneProvider provider,
            Path archive,
            ArchivedFiles files,
            ArchivedModels models,
            InstantSource clock,
            FineTuneJob job) {
        this.provider = provider;
        this.folder = FolderName.within(archive.resolve("jobs"), job.id(), JOB);
        this.files = files;
        this.models = models;
        this.clock = clock;
        this.job = job;
        this.before = ArchivedState.of(folder, job, files);
        this.draft = new ArchivedState.Draft(folder, job);
        this.end = end(List.of());
    }

    /// The files a job names.
    static List<NamedFile> files(FineTuneJob job) {
        List<NamedFile> named = new ArrayList<>();
        job.resultFiles().forEach(id -> named.add(new NamedFile(RESULTS, id)));
        job.trainingFile().ifPresent(id -> named.add(new NamedFile("training file", id)));
        job.validationFile().ifPresent(id -> named.add(new NamedFile("validation file", id)));
        return named;
    }

    JobReport take() {
        if (before.isSettled()) {
            return report(true, before.missing());
        }
        if (before.isSame() && before.isWhole(JOB)) {
            draft.keep(JOB);
        } else {
            draft.write(JOB, job.raw().text() + "\n");
        }
        boolean eventsEnded = events();
        checkpoints();
        files(job).forEach(this::file);
        if (!job.status().isTerminal()) {
            draft.miss(new Missing("end", "the job has not ended, it is " + job.status(), true));
        } else if (job.status().equals(FineTuneStatus.SUCCEEDED)
                && job.resultFiles().isEmpty()) {
            draft.miss(new Missing(RESULTS, "the job names none", isRecent(JobReader.RECENTLY)));
        }
        boolean unchanged = draft.save(eventsEnded).equals(before.tree()) && before.isWhole();
        return report(unchanged, draft.missing());
    }

    /// The records of the models are judged by what is listed now, whatever stood before.
    private JobReport report(boolean unchanged, List<Missing> parts) {
        List<Missing> missing = new ArrayList<>(parts);
        models.missing(job).ifPresent(missing::add);
        return new JobReport(job.id(), job.status().name(), unchanged, missing);
    }

    /// Takes the events that are new; those that are there stay, whatever the provider has forgotten.
    ///
    /// @return whether none will follow
    private boolean events() {
        boolean isWhole = before.isWhole(EVENTS);
        if (isWhole) {
            draft.keep(EVENTS);
        }
        if (before.eventsEnded() && (isWhole || !before.names(EVENTS))) {
            return true;
        }
        return part("events", () -> {
            Files.createDirectories(folder);
            try (EventLog events = new EventLog(folder.resolve("events" + AtomicFile.ARRIVING))) {
                if (isWhole) {
                    restore(events);
                }
                int known = events.size();
                events.update(after -> provider.events(job.id(), after, 100));
                events.unreadable().forEach(item -> draft.miss(new Missing("event", item.toString(), true)));
                if (!isWhole || events.size() > known) {
                    draft.write(EVENTS, events::saveLines);
                }
                end = end(events.oldestFirst());
            }
        });
    }

    private void restore(EventLog events) throws IOException {
        try (RawObjects lines = FolderIndex.objects(folder.resolve(EVENTS))) {
            events.restore(lines);
        }
    }

    private void checkpoints() {
        boolean isWhole = before.isWhole(CHECKPOINTS);
        if (isWhole) {
            draft.keep(CHECKPOINTS);
        }
        if (before.eventsEnded() && (isWhole || !before.names(CHECKPOINTS))) {
            return;
        }
        part("checkpoints", () -> {
            Map<String, String> lines = isWhole ? checkpointLines() : new LinkedHashMap<>();
            Map<String, String> known = Map.copyOf(lines);
            Unread unread = new Unread();
            List<FineTuneCheckpoint> newestFirst =
                    Pages.all(unread.of(after -> provider.checkpoints(job.id(), after)), FineTuneCheckpoint::id);
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                lines.put(newestFirst.get(i).id(), newestFirst.get(i).raw().text() + "\n");
            }
            unread.items().forEach(item -> draft.miss(new Missing("checkpoint", item.toString(), true)));
            if (!isWhole || !lines.equals(known)) {
                draft.write(CHECKPOINTS, String.join("", lines.values()));
            }
        });
    }

    private Map<String, String> checkpointLines() throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        try (RawObjects objects = FolderIndex.objects(folder.resolve(CHECKPOINTS))) {
            objects.forEachRemaining(
                    object -> lines.put(FineTuneCheckpoint.of(object).id(), object.text() + "\n"));
        }
        return lines;
    }

    private interface Request {
        void run() throws IOException;
    }

    /// @return whether it is as it will stay
    private boolean part(String name, Request request) {
        try {
            request.run();
        } catch (IOException e) {
            throw FolderIndex.cannotRead(folder, e);
        } catch (ProviderException e) {
            if (e.kind() == Kind.UNAUTHENTICATED) {
                throw e;
            }
            // A service without events or checkpoints says that there is no such thing.
            if (e.kind() != Kind.NOT_FOUND) {
                draft.miss(new Missing(name, ArchivedFiles.reason(e), true));
                return false;
            }
        }
        return job.status().isTerminal() && !isRecent(JobReader.SILENCE);
    }

    private void file(NamedFile file) {
        boolean mayAppear = file.part().equals(RESULTS) && !before.eventsEnded();
        Optional<Missing> gone = before.missing(file.name()).filter(missing -> !missing.later() && !mayAppear);
        if (files.isWhole(file.id())) {
            draft.keep(file);
        } else if (gone.isPresent()) {
            draft.miss(gone.get());
        } else {
            ArchivedFiles.Taken taken = files.take(file.id());
            taken.missing().ifPresentOrElse(reason -> draft.miss(missing(file, reason, taken)), () -> draft.keep(file));
        }
    }

    private Missing missing(NamedFile file, String reason, ArchivedFiles.Taken taken) {
        boolean mayAppear = file.part().equals(RESULTS) && taken.isGone() && isRecent(JobReader.RECENTLY);
        return mayAppear
                ? new Missing(file.name(), "not there yet; take the archive again in some minutes", true)
                : new Missing(file.name(), reason, taken.later());
    }

    /// Where nothing tells of the end, the creation stands in.
    private Optional<Instant> end(Iterable<FineTuneEvent> events) {
        return DerivedFigures.end(job, events).or(job::createdAt);
    }

    private boolean isRecent(Duration time) {
        return end.filter(at -> Duration.between(at, clock.instant()).compareTo(time) < 0)
                .isPresent();
    }
}
