package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.table.Picture;
import dev.tunebook.sdk.internal.table.TableData;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The entries of an artifact while it is put together. Not safe for concurrent use.
public final class ArtifactContents {
    private static final int THREADS = 4;
    private static final String IMAGES = "media/images";
    private static final int SHOWN_DIGEST = 20;

    private final SortedMap<LogicalPath, Content> files = new TreeMap<>();
    private final SortedMap<LogicalPath, ArtifactManifest.Entry> references = new TreeMap<>();

    public SortedMap<LogicalPath, Content> files() {
        return files;
    }

    public SortedMap<LogicalPath, ArtifactManifest.Entry> references() {
        return references;
    }

    /// @throws InvalidInputException when there is something else under this name already
    public void add(LogicalPath name, Content content) {
        Content before = files.get(name);
        boolean same = before != null && before.md5().equals(content.md5());
        if (references.containsKey(name) || (before != null && !same)) {
            throw new InvalidInputException("the artifact has an entry \"" + name + "\" already; choose another name");
        }
        if (!same) {
            files.put(name, content);
        }
    }

    /// Every file below a folder, under its relative path. Links are followed.
    ///
    /// @param prefix folder in the artifact; empty for its root
    /// @return how many
    public int addFolder(Path folder, String prefix) {
        SortedMap<LogicalPath, Path> found = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            tree.filter(Files::isRegularFile).forEach(file -> {
                LogicalPath name = new LogicalPath(slashes(folder.relativize(file)));
                found.put(prefix.isEmpty() ? name : name.below(prefix), file);
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new InvalidInputException("cannot read the folder " + folder + "; check the path", e);
        }
        Map<LogicalPath, Content> contents = new ConcurrentSkipListMap<>();
        Parallel.forEach(found.entrySet(), THREADS, file -> contents.put(file.getKey(), Content.of(file.getValue())));
        contents.forEach(this::add);
        return contents.size();
    }

    private static String slashes(Path relative) {
        StringBuilder path = new StringBuilder();
        relative.forEach(segment -> path.append(path.isEmpty() ? "" : "/").append(segment));
        return path.toString();
    }

    /// A table as `<name>.table.json`, and its images as files of their own.
    ///
    /// @return the name of the table's entry
    public LogicalPath add(TableData table, String name) {
        boolean complete = name.endsWith(TableData.EXTENSION);
        LogicalPath path = new LogicalPath(complete ? name : name + TableData.EXTENSION);
        add(path, Spool.write(out -> table.writeArtifactFile(out, this::addImage)));
        return path;
    }

    private JsonNode addImage(Picture picture) {
        LogicalPath path =
                new LogicalPath(IMAGES + "/" + picture.sha256().substring(0, SHOWN_DIGEST) + "." + picture.format());
        if (!files.containsKey(path)) {
            add(path, Content.of(picture.bytes()));
        }
        return Json.object()
                .put("_type", "image-file")
                .put("sha256", picture.sha256())
                .put("path", path.value())
                .put("format", picture.format())
                .put("width", picture.width())
                .put("height", picture.height());
    }

    public void add(LogicalPath name, String address, String digest, OptionalLong size, Map<String, JsonNode> extra) {
        if (files.containsKey(name) || references.containsKey(name)) {
            throw new InvalidInputException("the artifact has an entry \"" + name + "\" already; choose another name");
        }
        references.put(name, ArtifactManifest.Entry.reference(digest, size, address, extra));
    }
}
