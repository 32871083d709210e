package dev.tunebook.finetune.internal;

import dev.tunebook.finetune.format.DatasetLine;
import dev.tunebook.finetune.format.DatasetSummary;
import dev.tunebook.sdk.Artifact;
import dev.tunebook.sdk.ArtifactVersion;
import dev.tunebook.sdk.Table;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The data files of jobs as artifacts, each stored once however many jobs use it, and as inputs of their runs.
///
/// A file is the artifact `train-<file id>` of type `training_files`, or `valid-<file id>` of
/// `validation_files`. It holds the file as it was sent under its id and, where the file holds examples of a
/// known kind, a table of them; its alias is the file's id too. Safe for concurrent use.
public final class DatasetArtifacts {
    private static final int MOST_LINES_NAMED = 20;

    private final FileShelf shelf;
    private final boolean overwrite;
    private final Map<Path, DatasetRows> read = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /// @param overwrite make each artifact again; equal content stays the version it was
    public DatasetArtifacts(FileShelf shelf, boolean overwrite) {
        this.shelf = shelf;
        this.overwrite = overwrite;
    }

    /// Records a file as an input of the run, and its table as a value of it.
    ///
    /// @return what a reader of the report should know
    public List<String> record(RunWriter run, DataFile file) {
        return switch (file.availability()) {
            case HERE -> recordContent(run, file, rows(shelf.path(file.id())));
            case GONE, UNREACHABLE -> {
                stored(run, file).ifPresent(version -> recordStored(run, file, version));
                yield List.of();
            }
            case UNWANTED -> List.of();
        };
    }

    /// Ten jobs may use the same file.
    private DatasetRows rows(Path file) {
        return read.computeIfAbsent(file, DatasetRows::of);
    }

    private List<String> recordContent(RunWriter run, DataFile file, DatasetRows rows) {
        Optional<Table> table = rows.table();
        synchronized (locks.computeIfAbsent(collection(file), name -> new Object())) {
            save(run, file, rows, table);
        }
        run.config(Map.of(countKey(file), rows.summary().count()));
        table.ifPresent(examples -> run.first(tableKey(file), examples));
        return notes(file, rows);
    }

    // The first job of several that use a file saves it; the others find it.
    private void save(RunWriter run, DataFile file, DatasetRows rows, Optional<Table> table) {
        if (overwrite || stored(run, file).isEmpty()) {
            Artifact artifact = new Artifact(collection(file), file.role().artifactType())
                    .metadata(metadata(file, rows.summary()))
                    .addFile(rows.file(), safe(file.id()));
            table.ifPresent(examples -> artifact.add(examples, safe(file.id())));
            run.run().useArtifact(artifact, List.of("latest", safe(file.id())));
        }
    }

    /// The provider no longer has the file, but an earlier sync stored it.
    private static void recordStored(RunWriter run, DataFile file, ArtifactVersion version) {
        JsonNode items = version.metadata().get("items");
        if (items != null) {
            run.config(Map.of(countKey(file), items));
        }
        try {
            run.first(tableKey(file), version.table(safe(file.id())));
        } catch (InvalidInputException e) {
            // A file of no known kind has no table.
        }
    }

    private static Optional<ArtifactVersion> stored(RunWriter run, DataFile file) {
        try {
            return Optional.of(run.run().useArtifact(collection(file) + ":" + safe(file.id())));
        } catch (ApiException e) {
            if (e.code().equals("not_found")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Map<String, Object> metadata(DataFile file, DatasetSummary summary) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("items", summary.count());
        metadata.put("file_id", file.id());
        file.name().ifPresent(name -> metadata.put("file_name", name));
        metadata.put("format", summary.format().wireName());
        metadata.put("broken_lines", summary.brokenRecords());
        metadata.put(
                "first_broken_lines",
                summary.firstBroken().stream()
                        .map(line -> Map.of("line", line.line(), "reason", line.reason()))
                        .toList());
        return metadata;
    }

    private static List<String> notes(DataFile file, DatasetRows rows) {
        DatasetSummary summary = rows.summary();
        String name = file.role().field() + " file " + file.id();
        if (summary.brokenRecords() > 0) {
            String lines = summary.firstBroken().stream()
                    .limit(MOST_LINES_NAMED)
                    .map(DatasetLine.Broken::line)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            String more = summary.brokenRecords() > MOST_LINES_NAMED ? " and more" : "";
            return List.of(name + ": " + summary.brokenRecords() + " of " + (summary.count() + summary.brokenRecords())
                    + " examples cannot be read, at line " + lines + more);
        }
        if (!rows.isTable()) {
            return List.of(name + " is kept, but holds no examples of a known kind, so there is no table");
        }
        return summary.count() > Table.MOST_ROWS
                ? List.of(name + ": the table shows the first " + Table.MOST_ROWS + " of " + summary.count()
                        + " examples")
                : List.of();
    }

    private static String collection(DataFile file) {
        return file.role().prefix() + "-" + safe(file.id());
    }

    private static String countKey(DataFile file) {
        return "n_" + file.role().prefix();
    }

    private static String tableKey(DataFile file) {
        return file.role().prefix() + "_data";
    }

    private static String safe(String id) {
        return RunKeys.safe(id);
    }
}
