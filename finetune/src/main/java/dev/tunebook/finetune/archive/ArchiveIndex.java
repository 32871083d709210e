package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The file that says what the folder is: whose account it holds, and which jobs.
final class ArchiveIndex {
    static final String NAME = "archive.json";

    private static final String FORMAT = "tunebook-archive";
    private static final int VERSION = 1;

    private final Path folder;
    private final ObjectNode before;

    private ArchiveIndex(Path folder, ObjectNode before) {
        this.folder = folder;
        this.before = before;
    }

    /// That of a folder to take an archive into; empty where there is none yet.
    ///
    /// @throws IllegalArgumentException when the folder holds something else under this name
    static ArchiveIndex of(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return new ArchiveIndex(folder, Json.object());
        }
        return new ArchiveIndex(
                folder,
                read(file)
                        .orElseThrow(() -> new IllegalArgumentException(
                                file + " is no index of an archive that Tunebook took; name another folder")));
    }

    /// The jobs archives list, newest first; empty where there is no archive among the files.
    static List<String> listedJobs(List<Path> among) {
        List<String> jobs = new ArrayList<>();
        among.stream()
                .filter(file -> FolderIndex.name(file).equals(NAME))
                .forEach(file -> read(file).ifPresent(index -> jobs.addAll(texts(index.path("jobs")))));
        return jobs;
    }

    /// Empty where it is somebody else's.
    private static Optional<ObjectNode> read(Path file) {
        ObjectNode index;
        try {
            index = Json.parseObject(Files.readAllBytes(file));
        } catch (IOException e) {
            throw FolderIndex.cannotRead(file, e);
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
        if (!index.path("format").asString("").equals(FORMAT)) {
            return Optional.empty();
        }
        JsonNode version = index.path("version");
        if (version.asInt(0) > VERSION) {
            throw new IllegalArgumentException(file + " is of version " + version
                    + " of the archive's layout, this Tunebook" + " knows " + VERSION + "; use a newer one");
        }
        return Optional.of(index);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    /// Refuses another account than the one the folder holds, as far as either is known.
    void requireSame(String provider, ArchiveAccount account, List<FineTuneJob> jobs) {
        if (before.isEmpty()) {
            return;
        }
        ObjectNode now = describe(provider, account, jobs);
        boolean sameAddress = spelled(before).equals(spelled(now));
        Set<String> organizations = new TreeSet<>(texts(before.path("organizations")));
        boolean sameOrganization = organizations.isEmpty()
                || now.path("organizations").isEmpty()
                || !Collections.disjoint(organizations, texts(now.path("organizations")));
        Optional<String> project = Json.text(before.get("project"));
        boolean sameProject = project.isEmpty() || account.project().isEmpty() || project.equals(account.project());
        if (!sameAddress || !sameOrganization || !sameProject) {
            throw new IllegalArgumentException("The folder " + folder + " holds the archive of " + words(before)
                    + ", not of " + words(now) + "; name another folder for this account");
        }
    }

    private static String spelled(ObjectNode index) {
        return index.path("address").asString("").replaceAll("/+$", "");
    }

    private static String words(ObjectNode index) {
        List<String> organizations = texts(index.path("organizations"));
        return index.path("provider").asString("a provider") + " at "
                + index.path("address").asString("an unknown address")
                + (organizations.isEmpty() ? "" : ", organization " + String.join(" and ", organizations))
                + Json.text(index.get("project")).map(id -> ", project " + id).orElse("");
    }

    /// Written anew only when it says something new, so that an archive nothing was added to keeps its bytes. Jobs the
    /// provider does not list any more stay, behind those it lists.
    void write(String provider, ArchiveAccount account, List<FineTuneJob> newestFirst, Instant now) {
        ObjectNode index = describe(provider, account, newestFirst);
        if (index.path("organizations").isEmpty() && before.has("organizations")) {
            index.set("organizations", before.get("organizations"));
        }
        if (!index.has("project") && before.has("project")) {
            index.set("project", before.get("project"));
        }
        Set<String> ids = new LinkedHashSet<>();
        newestFirst.forEach(job -> ids.add(job.id()));
        ids.addAll(texts(before.path("jobs")));
        ArrayNode jobs = index.putArray("jobs");
        ids.forEach(jobs::add);
        ObjectNode known = before.deepCopy();
        known.remove("taken_at");
        if (!known.equals(index)) {
            AtomicFile.write(folder.resolve(NAME), Json.pretty(index.put("taken_at", now.toString())) + "\n");
        }
    }

    /// A key that was told no organization shows the one it acts for in its jobs.
    private static ObjectNode describe(String provider, ArchiveAccount account, List<FineTuneJob> jobs) {
        Set<String> organizations = new TreeSet<>();
        jobs.forEach(job -> job.organizationId().ifPresent(organizations::add));
        if (organizations.isEmpty()) {
            account.organization().ifPresent(organizations::add);
        }
        ObjectNode index = Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("provider", provider)
                .put("address", account.spelledAddress());
        ArrayNode ids = index.putArray("organizations");
        organizations.forEach(ids::add);
        account.project().ifPresent(id -> index.put("project", id));
        return index;
    }
}
