package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.format.ProviderModel;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.finetune.format.RawObjects;
import dev.tunebook.finetune.internal.EventLog;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.node.ObjectNode;

/// A folder or a zip in place of a service: an archive that [Archive] took, or JSON, CSV and JSON Lines files that
/// somebody saved by hand.
///
/// Objects are known by their `object` field. Events belong to the job named in their path, to the only job beside
/// them, or to the only job there is. The content of a file is a file called like its id or like its file name: the one
/// beside its description, or the only one; where several are as near, none is taken. Where a job names no result file,
/// a CSV that starts with `step` beside it stands in.
public final class FolderProvider implements FineTuneProvider, AutoCloseable {
    private static final int MOST_OPEN = 16;

    private final Path place;
    private final Optional<FileSystem> zip;
    private final FolderIndex index;
    private final Owners owners;
    private final Map<String, FineTuneJob> jobs;
    private final Map<String, List<Path>> events = new HashMap<>();
    private final Map<String, List<Path>> contents = new HashMap<>();
    private final Map<String, Paging> pagings = new LinkedHashMap<>();

    /// The events of a job while somebody reads them page by page.
    private record Paging(EventLog events, String last, int served) {}

    private FolderProvider(Path place, Optional<FileSystem> zip, FolderIndex index) {
        this.place = place;
        this.zip = zip;
        this.index = index;
        this.owners = new Owners(index);
        index.others.forEach(file -> names(file)
                .forEach(name ->
                        contents.computeIfAbsent(name, key -> new ArrayList<>()).add(file)));
        this.jobs = withResults();
        index.events.forEach(file -> owners.of(file)
                .ifPresent(job ->
                        events.computeIfAbsent(job, id -> new ArrayList<>()).add(file)));
    }

    /// What the content of a file may be called: its folder in an archive, its name, its name without an ending, or its
    /// path.
    private Set<String> names(Path file) {
        String name = FolderIndex.name(file);
        return name.equals(Archive.CONTENT) && file.getNameCount() > 1
                ? Set.of(file.getName(file.getNameCount() - 2).toString())
                : new LinkedHashSet<>(List.of(name, name.replaceFirst("\\.[^.]*$", ""), index.within(file)));
    }

    /// Reads what lies there; large files only when they are asked for.
    ///
    /// @param place a folder, or a `.zip`
    /// @throws IllegalArgumentException when it is neither
    public static FolderProvider open(Path place) {
        try {
            if (Files.isDirectory(place)) {
                return new FolderProvider(place, Optional.empty(), FolderIndex.of(place));
            }
            if (!Files.isRegularFile(place)
                    || !place.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                throw new IllegalArgumentException(
                        place + " is neither a folder nor a zip; name an archive, or a folder"
                                + " with what you saved by hand");
            }
            FileSystem files = FileSystems.newFileSystem(place);
            return new FolderProvider(
                    place,
                    Optional.of(files),
                    FolderIndex.of(files.getRootDirectories().iterator().next()));
        } catch (IOException e) {
            throw FolderIndex.cannotRead(place, e);
        }
    }

    private Map<String, FineTuneJob> withResults() {
        Map<String, FineTuneJob> all = new LinkedHashMap<>();
        index.jobs.forEach((id, found) -> all.put(id, withResults(found)));
        return all;
    }

    private FineTuneJob withResults(FolderIndex.FoundJob found) {
        if (!found.job().resultFiles().isEmpty()) {
            return found.job();
        }
        List<Path> tables = index.others.stream()
                .filter(file -> FolderIndex.name(file).endsWith(".csv")
                        && owners.of(file).equals(Optional.of(found.job().id())))
                .toList();
        Optional<Path> results = tables.stream()
                .filter(FolderProvider::beginsWithStep)
                .findFirst()
                .or(() -> tables.size() == 1 ? Optional.of(tables.get(0)) : Optional.empty());
        if (results.isEmpty()) {
            return found.job();
        }
        ObjectNode tree = found.job().raw().tree().deepCopy();
        String name = FolderIndex.name(results.get());
        boolean isOnlyOne = contents.getOrDefault(name, List.of()).size() == 1;
        tree.putArray("result_files").add(isOnlyOne ? name : index.within(results.get()));
        return FineTuneJob.of(new RawJson(tree, found.job().raw().text()));
    }

    private static boolean beginsWithStep(Path file) {
        byte[] start = new byte[16];
        try (InputStream bytes = Files.newInputStream(file)) {
            int length = bytes.readNBytes(start, 0, start.length);
            String text = new String(start, 0, length, StandardCharsets.UTF_8);
            return text.replace("\uFEFF", "").replace("\"", "").startsWith("step");
        } catch (IOException e) {
            throw FolderIndex.cannotRead(file, e);
        }
    }

    @Override
    public String name() {
        return String.valueOf(place.getFileName());
    }

    @Override
    public ListPage<FineTuneJob> jobs(Optional<String> after) {
        if (after.isPresent()) {
            return new ListPage<>(List.of(), Optional.of(false));
        }
        List<FineTuneJob> newestFirst = new ArrayList<>(jobs.values());
        List<String> listed = ArchiveIndex.listedJobs(index.others);
        newestFirst.sort(Comparator.comparing(
                        (FineTuneJob job) -> job.createdAt().orElse(Instant.EPOCH), Comparator.reverseOrder())
                .thenComparing(job -> listed.indexOf(job.id())));
        return new ListPage<>(newestFirst, Optional.of(false));
    }

    @Override
    public FineTuneJob job(String jobId) {
        return Optional.ofNullable(jobs.get(jobId)).orElseThrow(() -> absent("job " + jobId));
    }

    @Override
    public synchronized ListPage<FineTuneEvent> events(String jobId, Optional<String> after, int limit) {
        Paging paging = paging(jobId, after);
        List<FineTuneEvent> page = paging.events().newestFirst(paging.served(), limit);
        int served = paging.served() + page.size();
        boolean more = served < paging.events().size();
        if (more && !page.isEmpty()) {
            pagings.put(
                    jobId, new Paging(paging.events(), page.get(page.size() - 1).id(), served));
            closeEldest();
        } else {
            pagings.remove(jobId);
            paging.events().close();
        }
        return new ListPage<>(page, Optional.of(more));
    }

    // Whoever goes on with one that was closed finds its place again.
    private void closeEldest() {
        if (pagings.size() > MOST_OPEN) {
            String eldest = pagings.keySet().iterator().next();
            Optional.ofNullable(pagings.remove(eldest))
                    .ifPresent(paging -> paging.events().close());
        }
    }

    private Paging paging(String jobId, Optional<String> after) {
        Paging open = pagings.get(jobId);
        if (open != null && after.equals(Optional.of(open.last()))) {
            return open;
        }
        EventLog events = open == null ? read(jobId) : open.events();
        int start = 0;
        if (after.isPresent()) {
            while (start < events.size()
                    && !events.newestFirst(start, 1).get(0).id().equals(after.get())) {
                start++;
            }
            start++;
        }
        return new Paging(events, "", start);
    }

    private EventLog read(String jobId) {
        job(jobId);
        List<Path> sources = events.getOrDefault(jobId, List.of());
        if (sources.isEmpty()) {
            throw absent("list of events of job " + jobId);
        }
        try {
            EventLog events = new EventLog(Files.createTempFile("tunebook-folder-", ".events"));
            for (Path file : sources) {
                try (RawObjects objects = FolderIndex.objects(file)) {
                    Iterable<RawJson> all = () -> objects;
                    events.restore(StreamSupport.stream(all.spliterator(), false)
                            .flatMap(FolderIndex::eventsOf)
                            .iterator());
                }
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the events of job " + jobId + " in " + place, e);
        }
    }

    @Override
    public ListPage<FineTuneCheckpoint> checkpoints(String jobId, Optional<String> after) {
        job(jobId);
        List<FineTuneCheckpoint> found = index.checkpoints.get(jobId);
        if (found == null) {
            throw absent("list of checkpoints of job " + jobId);
        }
        List<FineTuneCheckpoint> newestFirst = new ArrayList<>(found);
        boolean ascending = found.get(0).step() < found.get(found.size() - 1).step();
        if (ascending) {
            Collections.reverse(newestFirst);
        }
        return new ListPage<>(after.isPresent() ? List.of() : newestFirst, Optional.of(false));
    }

    @Override
    public ProviderFile file(String fileId) {
        return Optional.ofNullable(index.files.get(fileId))
                .map(FolderIndex.FoundFile::file)
                .or(() -> content(fileId).map(found -> named(fileId, FolderIndex.name(found))))
                .orElseThrow(() -> absent("file " + fileId));
    }

    private static ProviderFile named(String fileId, String fileName) {
        ObjectNode file = Json.object().put("object", "file").put("id", fileId).put("filename", fileName);
        return ProviderFile.of(new RawJson(file, Json.write(file)));
    }

    @Override
    public ListPage<ProviderFile> files(Optional<String> after) {
        return new ListPage<>(after.isPresent() ? List.of() : described(), Optional.of(false));
    }

    private List<ProviderFile> described() {
        return index.files.values().stream().map(FolderIndex.FoundFile::file).toList();
    }

    @Override
    public ListPage<ProviderModel> models() {
        return new ListPage<>(List.copyOf(index.models.values()), Optional.of(false));
    }

    @Override
    public void download(String fileId, Path target) {
        Path content = content(fileId)
                .orElseThrow(() -> absent("content of file " + fileId
                        + ", called like its id or its name and the only one so called or beside its description,"));
        Path arriving = target.resolveSibling(target.getFileName() + AtomicFile.ARRIVING);
        try {
            Files.copy(content, arriving, StandardCopyOption.REPLACE_EXISTING);
            Files.move(arriving, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the content of file " + fileId + " out of " + place, e);
        }
    }

    private Optional<Path> content(String fileId) {
        Optional<FolderIndex.FoundFile> described = Optional.ofNullable(index.files.get(fileId));
        Optional<Path> folder = described.map(found -> found.place().getParent());
        return Stream.of(
                        Optional.of(FolderName.of(fileId)),
                        Optional.of(fileId),
                        Optional.of(FolderName.cleaned(fileId)),
                        described.map(found -> found.file().filename()))
                .flatMap(Optional::stream)
                .map(contents::get)
                .filter(Objects::nonNull)
                .map(found -> found.stream()
                        .filter(file -> !isOfAnother(file, fileId))
                        .toList())
                .flatMap(found -> nearest(found, folder).stream())
                .findFirst();
    }

    /// Whether it is the content that stands in an archive beside the description of another file.
    private boolean isOfAnother(Path content, String fileId) {
        Optional<Path> folder = Optional.ofNullable(content.getParent());
        return FolderIndex.name(content).equals(Archive.CONTENT)
                && index.files.values().stream()
                        .anyMatch(found ->
                                Optional.ofNullable(found.place().getParent()).equals(folder)
                                        && !found.file().id().equals(fileId));
    }

    /// Of equally near ones none: each would be another's as likely.
    private static Optional<Path> nearest(List<Path> found, Optional<Path> folder) {
        List<Path> beside = found.stream()
                .filter(file -> folder.equals(Optional.ofNullable(file.getParent())))
                .toList();
        List<Path> meant = beside.isEmpty() ? found : beside;
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    private ProviderException absent(String thing) {
        return new ProviderException(
                ProviderException.Kind.NOT_FOUND,
                "There is no " + thing + " in " + place,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void close() throws IOException {
        for (Paging paging : pagings.values()) {
            paging.events().close();
        }
        if (zip.isPresent()) {
            zip.get().close();
        }
    }
}
