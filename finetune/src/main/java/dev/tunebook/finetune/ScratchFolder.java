package dev.tunebook.finetune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A folder for the length of one sync. What a killed process left of its own is removed by the next one.
///
/// Its owner holds a lock on a file in it, which the system takes back however the process ends.
final class ScratchFolder implements AutoCloseable {
    private static final String LOCK = "owner.lock";
    // To open the lock of a folder of this process, and to close it again, would give the lock back.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes one, and removes those there whose owner is gone.
    ///
    /// @param within a folder; the system's for temporary files where empty
    static ScratchFolder open(Optional<Path> within) {
        Path parent = within.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        String prefix = within.isPresent() ? "sync-" : "tunebook-sync-";
        try {
            Files.createDirectories(parent);
            sweep(parent, prefix);
            while (true) {
                Path path = Files.createTempDirectory(parent, prefix).toAbsolutePath();
                OWN.add(path);
                FileChannel lock = channel(path);
                // Somebody who sweeps may have come between the file and its lock.
                if (lock.tryLock() != null && Files.exists(path.resolve(LOCK))) {
                    return new ScratchFolder(path, lock);
                }
                lock.close();
                OWN.remove(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for downloads; check " + parent, e);
        }
    }

    Path path() {
        return path;
    }

    private static FileChannel channel(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void sweep(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path folder : folders) {
                Path lock = folder.resolve(LOCK);
                boolean isFolder = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS);
                if (isFolder && !OWN.contains(folder.toAbsolutePath())) {
                    sweep(folder);
                }
            }
        }
    }

    private static void sweep(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                delete(folder);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // It belongs to another user, or somebody else sweeps it.
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        try {
            delete(path);
            lock.close();
        } catch (IOException e) {
            // The next one removes what is left.
        } finally {
            OWN.remove(path);
        }
    }
}
