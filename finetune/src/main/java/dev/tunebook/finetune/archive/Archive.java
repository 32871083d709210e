package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.archive.ArchiveReport.JobReport;
import dev.tunebook.finetune.archive.ArchiveReport.Note;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.internal.Pages;
import dev.tunebook.finetune.internal.Unread;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.ProviderException.Kind;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes everything a provider keeps of an account's fine-tunes into a folder, which [FolderProvider] reads back.
///
/// An archive that was interrupted anywhere is continued by the same call: what is there and right, by its digest, is
/// not fetched again.
public final class Archive {
    /// The bytes of a file of the provider, below a folder of its id.
    static final String CONTENT = "content";

    private static final Set<String> PURPOSES = Set.of("fine-tune", "fine-tune-results");

    private final ArchiveOptions options;
    private final InstantSource clock;
    private final ArchivedFiles files;

    private Archive(ArchiveOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.files = new ArchivedFiles(options.provider(), options.folder());
    }

    /// Takes the archive, or goes on with it.
    ///
    /// @throws ProviderException when the list of jobs cannot be had, or the key is refused
    /// @throws IllegalArgumentException when the folder holds another account, or something else
    public static ArchiveReport take(ArchiveOptions options) {
        return take(options, InstantSource.system());
    }

    static ArchiveReport take(ArchiveOptions options, InstantSource clock) {
        return new Archive(options, clock).take();
    }

    private ArchiveReport take() {
        ArchiveIndex index = ArchiveIndex.of(options.folder());
        Unread unread = new Unread();
        List<FineTuneJob> newestFirst = Pages.all(unread.of(options.provider()::jobs), FineTuneJob::id);
        String provider = options.provider().name();
        index.requireSame(provider, options.account(), newestFirst);
        options.progress().found(newestFirst.size());
        List<Note> notes = new ArrayList<>();
        unread.items().forEach(item -> notes.add(new Note(item.toString(), true)));
        ArchivedModels models = new ArchivedModels(options.provider(), options.folder(), notes);
        List<JobReport> reports = jobs(newestFirst, models);
        int others = otherFiles(newestFirst, notes);
        prices(newestFirst, notes);
        index.write(provider, options.account(), newestFirst, clock.instant());
        return new ArchiveReport(reports, others, bytes(), notes);
    }

    private List<JobReport> jobs(List<FineTuneJob> newestFirst, ArchivedModels models) {
        List<FineTuneJob> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        oldestFirst.sort(Comparator.comparing(job -> job.createdAt().orElse(Instant.EPOCH)));
        ExecutorService workers = Executors.newFixedThreadPool(options.parallel());
        try {
            List<Future<JobReport>> results = new ArrayList<>();
            for (FineTuneJob job : oldestFirst) {
                results.add(workers.submit(() -> {
                    JobReport report = take(job, models);
                    synchronized (this) {
                        options.progress().done(report);
                    }
                    return report;
                }));
            }
            List<JobReport> reports = new ArrayList<>();
            for (Future<JobReport> result : results) {
                reports.add(result.get());
            }
            return reports;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted; the same command goes on with the archive", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    /// What goes wrong with a job stays with it; only a key that is refused is refused for all.
    private JobReport take(FineTuneJob job, ArchivedModels models) {
        try {
            return new ArchivedJob(options.provider(), options.folder(), files, models, clock, job).take();
        } catch (ProviderException e) {
            if (e.kind() == Kind.UNAUTHENTICATED) {
                throw e;
            }
            return JobReport.failed(job, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return JobReport.failed(job, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Its message might quote what the job is about.
            return JobReport.failed(
                    job,
                    "the archive has a fault (" + e.getClass().getSimpleName() + "); please report it with this line");
        }
    }

    /// What the account keeps although no job names it any more, such as results of the legacy API.
    private int otherFiles(List<FineTuneJob> jobs, List<Note> notes) {
        Set<String> named = new HashSet<>();
        jobs.forEach(job -> ArchivedJob.files(job).forEach(file -> named.add(file.id())));
        Unread unread = new Unread();
        try {
            List<ProviderFile> others = Pages.all(unread.of(options.provider()::files), ProviderFile::id).stream()
                    .filter(file -> PURPOSES.contains(file.purpose()) && !named.contains(file.id()))
                    .toList();
            for (ProviderFile file : others) {
                ArchivedFiles.Taken taken = files.take(file.id());
                taken.missing()
                        .ifPresent(
                                reason -> notes.add(new Note("no file " + file.id() + ": " + reason, taken.later())));
            }
            unread.items().forEach(item -> notes.add(new Note(item.toString(), true)));
            return others.size();
        } catch (ProviderException e) {
            notes.add(new Note("the account's files cannot be listed: " + e.getMessage(), e.kind() != Kind.NOT_FOUND));
            return 0;
        }
    }

    /// Providers tell no prices, so they come from a list the caller has: the entries of the account's models.
    private void prices(List<FineTuneJob> jobs, List<Note> notes) {
        if (options.prices().isEmpty()) {
            notes.add(new Note("no prices: the provider does not tell them; give a price list", false));
            return;
        }
        Path list = options.prices().get();
        Map<String, JsonNode> entries;
        try {
            entries = Json.members(Json.parseObject(Files.readAllBytes(list)));
        } catch (IOException | InvalidJsonException e) {
            throw new IllegalArgumentException("The price list " + list + " is no readable JSON object", e);
        }
        Set<String> models = new TreeSet<>();
        jobs.forEach(job -> {
            models.add(job.model());
            job.fineTunedModel().ifPresent(models::add);
        });
        ObjectNode prices = Json.object().put("list_sha256", AtomicFile.sha256(list));
        ObjectNode found = prices.putObject("models");
        models.forEach(model -> Optional.ofNullable(entries.get(model)).ifPresent(entry -> found.set(model, entry)));
        AtomicFile.write(options.folder().resolve("prices.json"), Json.pretty(prices) + "\n");
        models.stream()
                .filter(model -> !model.isEmpty() && !model.startsWith("ft:") && !found.has(model))
                .forEach(model -> notes.add(new Note("no price of " + model + ": it is not in the list", false)));
    }

    private long bytes() {
        try (Stream<Path> tree = Files.walk(options.folder())) {
            return tree.filter(Files::isRegularFile).mapToLong(AtomicFile::size).sum();
        } catch (IOException e) {
            throw FolderIndex.cannotRead(options.folder(), e);
        }
    }
}
