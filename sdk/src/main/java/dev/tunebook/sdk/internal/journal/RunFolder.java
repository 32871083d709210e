package dev.tunebook.sdk.internal.journal;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder of one run in one process: its journal, and the files that wait for a server.
///
/// @param path `wandb/run-<time>-<id>`, or `offline-run-…`
public record RunFolder(Path path, String runId) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);
    private static final int MOST_COLLISIONS = 1000;
    private static final String JOURNAL = ".journal";

    /// A new folder below `wandb` (or `.wandb` where that exists) in the given one.
    public static RunFolder create(Path root, boolean offline, String runId, Instant now) {
        Path hidden = root.resolve(".wandb");
        Path base = Files.isDirectory(hidden) ? hidden : root.resolve("wandb");
        String name = (offline ? "offline-run-" : "run-") + TIME.format(now) + "-" + runId;
        try {
            Files.createDirectories(base);
            for (int i = 0; i < MOST_COLLISIONS; i++) {
                Path path = base.resolve(i == 0 ? name : name + "-" + i);
                try {
                    return new RunFolder(Files.createDirectory(path), runId);
                } catch (FileAlreadyExistsException anotherRunOfThisSecond) {
                    // The next number is free, or the one after.
                }
            }
            throw new TransportException("there are " + MOST_COLLISIONS + " folders " + name + "; remove some", null);
        } catch (IOException e) {
            throw new TransportException("cannot create a folder for the run in " + base + "; set WANDB_DIR", e);
        }
    }

    /// The folder an earlier process left.
    public static RunFolder existing(Path path) {
        try (Stream<Path> files = Files.list(path)) {
            List<Path> journals =
                    files.filter(file -> file.toString().endsWith(JOURNAL)).toList();
            if (journals.size() == 1) {
                String name = journals.get(0).getFileName().toString();
                return new RunFolder(path, name.substring("run-".length(), name.length() - JOURNAL.length()));
            }
        } catch (IOException e) {
            throw new InvalidInputException("cannot read the run folder " + path + "; check the path", e);
        }
        throw new InvalidInputException(path + " is no run folder: it holds no run-….journal");
    }

    public Path journal() {
        return path.resolve("run-" + runId + JOURNAL);
    }

    /// Where a run file waits.
    public Path staged(String name) {
        return path.resolve("files").resolve(new LogicalPath(name).value());
    }

    public void stage(String name, byte[] content) {
        try {
            Files.write(withParents(staged(name)), content);
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    public void stage(String name, Path content) {
        try {
            Files.copy(content, withParents(staged(name)), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    /// Where a file of an artifact waits.
    public Path stagedArtifactFile(String name) {
        return path.resolve("artifacts").resolve(new LogicalPath(name).value());
    }

    public void stageArtifactFile(String name, InputStream content) {
        try {
            Files.copy(content, withParents(stagedArtifactFile(name)), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    /// Removes the folder; the server has everything.
    public void delete() {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new TransportException("cannot remove the finished run's folder " + path, e);
        }
    }

    private static Path withParents(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file;
    }

    private TransportException unwritable(String name, IOException e) {
        return new TransportException("cannot keep the file \"" + name + "\" in " + path, e);
    }
}
