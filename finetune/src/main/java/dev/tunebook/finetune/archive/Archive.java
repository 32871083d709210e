package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.archive.ArchiveReport.JobReport;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.format.ProviderModel;
import dev.tunebook.finetune.internal.Pages;
import dev.tunebook.finetune.provider.ProviderException;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes everything a provider keeps of an account's fine-tunes into a folder, which [FolderProvider] reads back.
///
/// An archive that was interrupted anywhere is continued by the same call: what is there and right, by its digest, is
/// not fetched again.
public final class Archive {
    /// The file that says what the folder is.
    static final String INDEX = "archive.json";
    /// The bytes of a file of the provider, below a folder of its id.
    static final String CONTENT = "content";

    private static final String FORMAT = "tunebook-archive";
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
    /// @throws ProviderException when the list of jobs cannot be had
    public static ArchiveReport take(ArchiveOptions options) {
        return take(options, InstantSource.system());
    }

    static ArchiveReport take(ArchiveOptions options, InstantSource clock) {
        return new Archive(options, clock).take();
    }

    /// An id of the provider's as part of a path.
    static String safe(String id) {
        return id.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+$", "_");
    }

    /// The jobs an archive lists, newest first; empty where there is no archive among the files.
    static List<String> listedJobs(List<Path> among) {
        return among.stream()
                .filter(file -> FolderIndex.name(file).equals(INDEX))
                .findFirst()
                .map(Archive::listedJobs)
                .orElse(List.of());
    }

    private static List<String> listedJobs(Path index) {
        try {
            List<String> ids = new ArrayList<>();
            Json.parseObject(Files.readAllBytes(index)).path("jobs").forEach(id -> ids.add(id.asString("")));
            return ids;
        } catch (IOException e) {
            throw FolderIndex.cannotRead(index, e);
        }
    }

    private ArchiveReport take() {
        List<FineTuneJob> newestFirst = Pages.all(options.provider()::jobs, FineTuneJob::id);
        options.progress().found(newestFirst.size());
        List<String> notes = new ArrayList<>();
        List<ProviderModel> models = models(notes);
        Set<String> names = models.stream().map(ProviderModel::id).collect(Collectors.toSet());
        List<JobReport> reports = jobs(newestFirst, names);
        int others = otherFiles(newestFirst, notes);
        prices(newestFirst, notes);
        index(newestFirst);
        return new ArchiveReport(reports, others, bytes(), notes);
    }

    private List<JobReport> jobs(List<FineTuneJob> newestFirst, Set<String> models) {
        List<FineTuneJob> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        oldestFirst.sort(Comparator.comparing(job -> job.createdAt().orElse(Instant.EPOCH)));
        ExecutorService workers = Executors.newFixedThreadPool(options.parallel());
        try {
            List<Future<JobReport>> results = new ArrayList<>();
            for (FineTuneJob job : oldestFirst) {
                results.add(workers.submit(() -> {
                    JobReport report = new ArchivedJob(options.provider(), options.folder(), files, models, job).take();
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

    /// What the account keeps although no job names it any more, such as results of the legacy API.
    private int otherFiles(List<FineTuneJob> jobs, List<String> notes) {
        Set<String> named = new HashSet<>();
        jobs.forEach(job -> ArchivedJob.files(job).forEach(file -> named.add(file.id())));
        try {
            List<ProviderFile> others = Pages.all(options.provider()::files, ProviderFile::id).stream()
                    .filter(file -> PURPOSES.contains(file.purpose()) && !named.contains(file.id()))
                    .toList();
            others.forEach(file -> files.take(file.id())
                    .missing()
                    .ifPresent(reason -> notes.add("no file " + file.id() + ": " + reason)));
            return others.size();
        } catch (ProviderException e) {
            notes.add("the account's files cannot be listed: " + e.getMessage());
            return 0;
        }
    }

    private List<ProviderModel> models(List<String> notes) {
        try {
            List<ProviderModel> models = options.provider().models();
            String data = models.stream().map(model -> model.raw().text()).collect(Collectors.joining(",\n"));
            AtomicFile.write(
                    options.folder().resolve("models.json"), "{\"object\": \"list\", \"data\": [\n" + data + "\n]}\n");
            return models;
        } catch (ProviderException e) {
            notes.add("the models cannot be listed: " + e.getMessage());
            return List.of();
        }
    }

    /// Providers tell no prices, so they come from a list the caller has: the entries of the account's models.
    private void prices(List<FineTuneJob> jobs, List<String> notes) {
        if (options.prices().isEmpty()) {
            notes.add("no prices: the provider does not tell them; give a price list");
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
                .forEach(model -> notes.add("no price of " + model + ": it is not in the list"));
    }

    /// Written anew only when it says something new, so that an archive nothing was added to keeps its bytes.
    private void index(List<FineTuneJob> newestFirst) {
        Path file = options.folder().resolve(INDEX);
        ObjectNode index = Json.object()
                .put("format", FORMAT)
                .put("version", 1)
                .put("provider", options.provider().name())
                .put("address", options.address());
        ArrayNode jobs = index.putArray("jobs");
        newestFirst.forEach(job -> jobs.add(job.id()));
        ObjectNode before = Files.exists(file) ? Json.parseObject(read(file)) : Json.object();
        before.remove("taken_at");
        if (!before.equals(index)) {
            AtomicFile.write(
                    file, Json.pretty(index.put("taken_at", clock.instant().toString())) + "\n");
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw FolderIndex.cannotRead(file, e);
        }
    }

    private long bytes() {
        try (Stream<Path> tree = Files.walk(options.folder())) {
            return tree.filter(Files::isRegularFile).mapToLong(AtomicFile::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + options.folder(), e);
        }
    }
}
