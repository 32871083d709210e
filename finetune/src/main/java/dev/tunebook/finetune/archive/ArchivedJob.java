package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.archive.ArchiveReport.JobReport;
import dev.tunebook.finetune.archive.ArchiveReport.Missing;
import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.FineTuneStatus;
import dev.tunebook.finetune.internal.EventLog;
import dev.tunebook.finetune.internal.Fingerprint;
import dev.tunebook.finetune.internal.Pages;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.ProviderException.Kind;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One job of an archive. `state.json` goes last: a job that has one is as it says.
final class ArchivedJob {
    private static final String STATE = "state.json";

    private final FineTuneProvider provider;
    private final Path folder;
    private final ArchivedFiles files;
    private final Set<String> models;
    private final FineTuneJob job;
    private final List<Missing> missing = new ArrayList<>();
    private final List<Path> written = new ArrayList<>();

    /// A file a job names.
    ///
    /// @param part what it is to the job
    record NamedFile(String part, String id) {}

    /// @param models those the provider has
    ArchivedJob(FineTuneProvider provider, Path archive, ArchivedFiles files, Set<String> models, FineTuneJob job) {
        this.provider = provider;
        this.folder = archive.resolve("jobs").resolve(Archive.safe(job.id()));
        this.files = files;
        this.models = models;
        this.job = job;
    }

    /// The files a job names.
    static List<NamedFile> files(FineTuneJob job) {
        List<NamedFile> named = new ArrayList<>();
        job.resultFiles().forEach(id -> named.add(new NamedFile("result file", id)));
        job.trainingFile().ifPresent(id -> named.add(new NamedFile("training file", id)));
        job.validationFile().ifPresent(id -> named.add(new NamedFile("validation file", id)));
        return named;
    }

    JobReport take() {
        Optional<List<Missing>> settled = settled();
        if (settled.isPresent()) {
            return new JobReport(job.id(), job.status().name(), true, settled.get());
        }
        write("job.json", job.raw().text() + "\n");
        events();
        checkpoints();
        for (NamedFile file : files(job)) {
            ArchivedFiles.Taken taken = files.take(file.id());
            taken.missing()
                    .ifPresent(
                            reason -> missing.add(new Missing(file.part() + " " + file.id(), reason, taken.later())));
        }
        rest();
        AtomicFile.write(folder.resolve(STATE), Json.pretty(state()) + "\n");
        return new JobReport(job.id(), job.status().name(), false, missing);
    }

    private void events() {
        part("events", () -> {
            try (EventLog events = new EventLog(folder.resolve("events" + AtomicFile.ARRIVING))) {
                Files.createDirectories(folder);
                events.update(after -> provider.events(job.id(), after, 100));
                Path file = folder.resolve("events.jsonl");
                AtomicFile.write(file, events::saveLines);
                written.add(file);
            }
        });
    }

    private void checkpoints() {
        part("checkpoints", () -> {
            List<FineTuneCheckpoint> newestFirst =
                    Pages.all(after -> provider.checkpoints(job.id(), after), FineTuneCheckpoint::id);
            StringBuilder lines = new StringBuilder();
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                lines.append(newestFirst.get(i).raw().text()).append('\n');
            }
            write("checkpoints.jsonl", lines.toString());
        });
    }

    private interface Request {
        void run() throws IOException;
    }

    private void part(String name, Request request) {
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
                missing.add(new Missing(name, ArchivedFiles.reason(e), e.kind() == Kind.TRANSIENT));
            }
        }
    }

    private void rest() {
        if (!job.status().isTerminal()) {
            missing.add(new Missing("end", "the job has not ended, it is " + job.status(), true));
        } else if (job.status().equals(FineTuneStatus.SUCCEEDED)
                && job.resultFiles().isEmpty()) {
            missing.add(new Missing("result file", "the job names none", false));
        }
        job.fineTunedModel()
                .filter(model -> !models.contains(model))
                .ifPresent(model -> missing.add(
                        new Missing("record of the model " + model, "the provider does not list it", false)));
    }

    private void write(String name, String text) {
        Path file = folder.resolve(name);
        AtomicFile.write(file, text);
        written.add(file);
    }

    private ObjectNode state() {
        ObjectNode state =
                Json.object().put("job", digest()).put("status", job.status().name());
        ArrayNode whole = state.putArray("complete");
        for (Path file : written) {
            whole.addObject()
                    .put("file", FolderIndex.name(file))
                    .put("size", AtomicFile.size(file))
                    .put("sha256", AtomicFile.sha256(file));
        }
        Set<String> absent = missing.stream().map(Missing::part).collect(Collectors.toSet());
        for (NamedFile file : files(job)) {
            if (!absent.contains(file.part() + " " + file.id())) {
                whole.addObject().put("part", file.part()).put("file_id", file.id());
            }
        }
        ArrayNode lacking = state.putArray("missing");
        missing.forEach(one -> lacking.addObject()
                .put("part", one.part())
                .put("reason", one.reason())
                .put("later", one.later()));
        return state;
    }

    private String digest() {
        return Fingerprint.of(job, "", false, List.of()).job();
    }

    /// What is missing for good, where the job is in the archive as it stands and every file is what was taken.
    private Optional<List<Missing>> settled() {
        Path file = folder.resolve(STATE);
        JsonNode state;
        try {
            state = Files.exists(file) ? Json.parse(Files.readString(file)) : Json.object();
        } catch (IOException | InvalidJsonException e) {
            return Optional.empty();
        }
        boolean same = state.path("job").asString("").equals(digest());
        for (JsonNode whole : state.path("complete")) {
            same &= whole.has("file_id")
                    ? files.isWhole(whole.path("file_id").asString(""))
                    : isWhole(folder.resolve(whole.path("file").asString("")), whole);
        }
        List<Missing> before = new ArrayList<>();
        state.path("missing")
                .forEach(one -> before.add(new Missing(
                        one.path("part").asString(""),
                        one.path("reason").asString(""),
                        one.path("later").asBoolean(true))));
        boolean settled = same && before.stream().noneMatch(Missing::later);
        return settled ? Optional.of(before) : Optional.empty();
    }

    private static boolean isWhole(Path file, JsonNode state) {
        return Files.exists(file)
                && AtomicFile.size(file) == state.path("size").asLong(-1)
                && AtomicFile.sha256(file).equals(state.path("sha256").asString(""));
    }
}
