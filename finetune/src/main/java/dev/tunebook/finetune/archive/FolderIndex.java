package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.format.ProviderModel;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.finetune.format.RawObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What lies in a folder, told by the `object` field of each object: alone, in a list, in an array, or one a line.
///
/// A file of events is only noted, not read: there may be very many.
final class FolderIndex {
    private static final int MOST_BAD = 10;

    /// A job and where it was found.
    record FoundJob(FineTuneJob job, Path file) {}

    /// A file as the provider describes it, and where that description was found.
    record FoundFile(ProviderFile file, Path place) {}

    final Map<String, FoundJob> jobs = new LinkedHashMap<>();
    final Map<String, List<FineTuneCheckpoint>> checkpoints = new LinkedHashMap<>();
    final Map<String, FoundFile> files = new LinkedHashMap<>();
    final Map<String, ProviderModel> models = new LinkedHashMap<>();
    final List<Path> events = new ArrayList<>();
    /// Everything that is none of the above, data and result files among it.
    final List<Path> others = new ArrayList<>();

    private final Path root;

    private FolderIndex(Path root) {
        this.root = root;
    }

    static FolderIndex of(Path root) throws IOException {
        FolderIndex index = new FolderIndex(root);
        try (Stream<Path> tree = Files.walk(root)) {
            tree.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith(".") && !name(file).endsWith(AtomicFile.ARRIVING))
                    .sorted()
                    .forEach(index::take);
        }
        return index;
    }

    /// Where a file lies within the folder.
    String within(Path file) {
        return root.relativize(file).toString();
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private void take(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        boolean isJson = name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson");
        String kind = isJson ? kindOfFirst(file) : "";
        if (kind.isEmpty()) {
            others.add(file);
        } else if (kind.equals("event")) {
            events.add(file);
        } else {
            read(file);
        }
    }

    /// That of the first object that has one; a bad one or two at the top do not hide the others.
    private static String kindOfFirst(Path file) {
        try (RawObjects objects = objects(file)) {
            String kind = "";
            for (int i = 0; kind.isEmpty() && i < MOST_BAD && objects.hasNext(); i++) {
                kind = kind(objects.next());
            }
            return kind;
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    private void read(Path file) {
        try (RawObjects objects = objects(file)) {
            objects.forEachRemaining(object -> take(object, file));
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    private void take(RawJson object, Path file) {
        switch (kind(object)) {
            case "job":
                FineTuneJob job = FineTuneJob.of(object);
                jobs.putIfAbsent(job.id(), new FoundJob(job, file));
                break;
            case "checkpoint":
                FineTuneCheckpoint checkpoint = FineTuneCheckpoint.of(object);
                checkpoints
                        .computeIfAbsent(checkpoint.jobId().orElse(""), id -> new ArrayList<>())
                        .add(checkpoint);
                break;
            case "file":
                ProviderFile found = ProviderFile.of(object);
                files.putIfAbsent(found.id(), new FoundFile(found, file));
                break;
            case "model":
                ProviderModel model = ProviderModel.of(object);
                models.putIfAbsent(model.id(), model);
                break;
            case "list":
                list(object).forEach(item -> take(item, file));
                break;
            default:
                break;
        }
    }

    /// The objects of a file of events, whichever way it was written.
    static Stream<RawJson> eventsOf(RawJson object) {
        return kind(object).equals("event") && object.tree().path("data").isArray()
                ? list(object).stream()
                : Stream.of(object);
    }

    private static List<RawJson> list(RawJson object) {
        return ListPage.parse("object", object.text(), raw -> raw).items();
    }

    /// `job`, `event`, `checkpoint`, `file`, `model`; `list` of any of them but events; empty for what is none.
    private static String kind(RawJson object) {
        return kind(object.tree());
    }

    private static String kind(JsonNode tree) {
        JsonNode items = tree.path("data");
        if (items.isArray() && (tree.path("object").asString("").equals("list") || tree.has("has_more"))) {
            String kind = items.valueStream()
                    .map(FolderIndex::kind)
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse("");
            return kind.isEmpty() || kind.equals("event") ? kind : "list";
        }
        boolean hasId =
                !tree.path("id").asString("").isBlank() && tree.path("id").isString();
        switch (tree.path("object").asString("")) {
            case "fine_tuning.job", "fine-tune":
                return hasId ? "job" : "";
            case "fine_tuning.job.event", "fine-tune-event":
                return "event";
            case "fine_tuning.job.checkpoint":
                return hasId ? "checkpoint" : "";
            case "file":
                return hasId ? "file" : "";
            case "model":
                return hasId ? "model" : "";
            default:
                return hasId && tree.has("training_file") && tree.has("status") ? "job" : "";
        }
    }

    static RawObjects objects(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return new RawObjects(bytes);
    }

    static UncheckedIOException cannotRead(Path file, IOException cause) {
        return new UncheckedIOException("Cannot read " + file + ": " + reason(cause), cause);
    }

    /// What the system says, without the path that it repeats.
    static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (cause instanceof AccessDeniedException) {
            return "access is denied";
        }
        String message = cause instanceof FileSystemException told ? told.getReason() : cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
