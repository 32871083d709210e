package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.archive.ArchiveReport.Missing;
import dev.tunebook.finetune.archive.ArchivedJob.NamedFile;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.internal.Fingerprint;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an archive says of a job: which parts are whole, with the digests of those in its folder, and which are missing
/// and why.
///
/// @param tree as it was written
/// @param isSame whether the job is as it was then
/// @param isWhole whether every part it names is what was taken
/// @param whole names of the files in the folder that are
/// @param missing of the job as it was then
record ArchivedState(ObjectNode tree, boolean isSame, boolean isWhole, Set<String> whole, List<Missing> missing) {
    private static final String FILE = "state.json";

    /// That in the folder of a job; says nothing where there is none.
    static ArchivedState of(Path folder, FineTuneJob job, ArchivedFiles files) {
        ObjectNode tree = read(folder.resolve(FILE));
        boolean isSame = tree.path("job").asString("").equals(digest(job));
        boolean isWhole = true;
        Set<String> whole = new TreeSet<>();
        for (JsonNode part : tree.path("complete")) {
            String name = part.path("file").asString("");
            boolean stands = part.has("file_id")
                    ? files.isWhole(part.path("file_id").asString(""))
                    : stands(folder.resolve(name), part);
            isWhole &= stands;
            if (stands) {
                whole.add(name);
            }
        }
        List<Missing> missing = new ArrayList<>();
        tree.path("missing")
                .forEach(one -> missing.add(new Missing(
                        one.path("part").asString(""),
                        one.path("reason").asString(""),
                        one.path("later").asBoolean(true))));
        // Earlier archives kept a judgement on models here.
        missing.removeIf(one -> one.part().startsWith("record of the model"));
        return new ArchivedState(tree, isSame, isWhole, whole, missing);
    }

    private static ObjectNode read(Path file) {
        try {
            return Files.exists(file) ? Json.parseObject(Files.readString(file)) : Json.object();
        } catch (IOException | InvalidJsonException e) {
            return Json.object();
        }
    }

    private static boolean stands(Path file, JsonNode state) {
        return Files.exists(file)
                && AtomicFile.size(file) == state.path("size").asLong(-1)
                && AtomicFile.sha256(file).equals(state.path("sha256").asString(""));
    }

    private static String digest(FineTuneJob job) {
        return Fingerprint.of(job, "", false, List.of()).job();
    }

    /// Whether asking for the job again would find nothing more.
    boolean isSettled() {
        return isSame && isWhole && eventsEnded() && missing.stream().noneMatch(Missing::later);
    }

    /// Whether the job had ended so long before that no event follows.
    boolean eventsEnded() {
        return isSame && tree.path("events_ended").asBoolean(false);
    }

    /// Whether a file in the folder is what was taken.
    boolean isWhole(String file) {
        return whole.contains(file);
    }

    /// Whether a file was taken into the folder, whatever it is now.
    boolean names(String file) {
        for (JsonNode part : tree.path("complete")) {
            if (part.path("file").asString("").equals(file)) {
                return true;
            }
        }
        return false;
    }

    /// Why a part of the same job is missing.
    Optional<Missing> missing(String part) {
        return missing.stream().filter(one -> isSame && one.part().equals(part)).findFirst();
    }

    /// A state in the making.
    static final class Draft {
        private final Path folder;
        private final FineTuneJob job;
        private final Set<String> files = new LinkedHashSet<>();
        private final List<NamedFile> named = new ArrayList<>();
        private final List<Missing> missing = new ArrayList<>();

        Draft(Path folder, FineTuneJob job) {
            this.folder = folder;
            this.job = job;
        }

        /// A file in the folder stays as it is.
        void keep(String file) {
            files.add(file);
        }

        /// A file of the provider's is in the archive.
        void keep(NamedFile file) {
            named.add(file);
        }

        void write(String file, String text) {
            write(file, target -> Files.writeString(target, text, StandardCharsets.UTF_8));
        }

        void write(String file, AtomicFile.Content content) {
            AtomicFile.write(folder.resolve(file), content);
            files.add(file);
        }

        void miss(Missing part) {
            missing.add(part);
        }

        List<Missing> missing() {
            return List.copyOf(missing);
        }

        /// Writes it, unless it stands there already.
        ObjectNode save(boolean eventsEnded) {
            ObjectNode state = Json.object()
                    .put("job", digest(job))
                    .put("status", job.status().name())
                    .put("events_ended", eventsEnded);
            ArrayNode whole = state.putArray("complete");
            for (String file : files) {
                whole.addObject()
                        .put("file", file)
                        .put("size", AtomicFile.size(folder.resolve(file)))
                        .put("sha256", AtomicFile.sha256(folder.resolve(file)));
            }
            named.forEach(file -> whole.addObject().put("part", file.part()).put("file_id", file.id()));
            ArrayNode lacking = state.putArray("missing");
            missing.forEach(one -> lacking.addObject()
                    .put("part", one.part())
                    .put("reason", one.reason())
                    .put("later", one.later()));
            // Read back, for numbers come in other types out of a text.
            ObjectNode spelled = Json.parseObject(Json.pretty(state));
            if (!spelled.equals(read(folder.resolve(FILE)))) {
                AtomicFile.write(folder.resolve(FILE), Json.pretty(state) + "\n");
            }
            return spelled;
        }
    }
}
