package dev.tunebook.store.files;

import dev.tunebook.store.BlobStore;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.blobs.StoredBlob;
import dev.tunebook.store.blobs.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Blobs as files, two levels deep: `blobs/ab/cdef…`; uploads as `uploads/<id>`. File and folder are synced
/// before an answer, so that what was answered survives a loss of power.
public final class FileBlobStore implements BlobStore {

    private final UploadFolder uploads;
    private final Path blobs;
    private final FolderSync sync;
    /// Shelves whose own name is durable.
    private final Set<Path> shelves = ConcurrentHashMap.newKeySet();
    /// A blob is put on its shelf, or taken from it, under the lock of its first byte.
    private final List<Object> locks =
            IntStream.range(0, 256).mapToObj(_ -> new Object()).toList();

    /// Makes the names in a folder durable.
    @FunctionalInterface
    interface FolderSync {
        void sync(Path folder) throws IOException;
    }

    /// @param root made where missing
    /// @param reserve bytes of the device that stay free: uploads are refused before the disk is full to the brim
    public FileBlobStore(Path root, long reserve) {
        this(root, reserve, new SharedSync(Folders::sync));
    }

    FileBlobStore(Path root, long reserve, FolderSync sync) {
        this.sync = sync;
        uploads = new UploadFolder(root.resolve("uploads"), reserve, sync);
        blobs = Folders.make(root.resolve("blobs"));
    }

    @Override
    public Blob put(InputStream bytes, long limit) {
        return uploads.receive("blob", bytes, limit, this::shelve);
    }

    @Override
    public Blob write(String uploadId, InputStream bytes, long limit) {
        return uploads.write(uploadId, bytes, limit);
    }

    @Override
    public Optional<Blob> upload(String uploadId) {
        return uploads.find(uploadId);
    }

    @Override
    public Blob commit(String uploadId) {
        return uploads.take(uploadId, this::shelve);
    }

    /// Takes the place of the same bytes where they are there already: so the blob is whole and durable when this
    /// returns, whatever another upload or a deletion does at the same time, or had no time to do before a crash.
    private void shelve(Path file, Blob blob) throws IOException {
        var shelf = shelf(blob.sha256());
        Files.createDirectories(shelf);
        synchronized (lock(blob.sha256())) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            Files.move(file, blobFile(blob.sha256()), StandardCopyOption.ATOMIC_MOVE);
        }
        sync.sync(shelf);
        if (!shelves.contains(shelf)) {
            sync.sync(blobs);
            shelves.add(shelf);
        }
    }

    @Override
    public Blob join(String uploadId, List<String> parts, long limit) {
        return uploads.join(uploadId, parts, limit);
    }

    @Override
    public Optional<InputStream> read(String sha256, long offset, long length) {
        var file = blobFile(sha256);
        try {
            var channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(Math.min(offset, channel.size()));
            return Optional.of(new Limited(Channels.newInputStream(channel), length));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read blob " + sha256 + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Long> size(String sha256) {
        try {
            return Optional.of(Files.size(blobFile(sha256)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public List<StoredBlob> list(Optional<String> after, int most) {
        var found = new ArrayList<StoredBlob>();
        try {
            for (var shelf : names(blobs, after.map(sha256 -> sha256.substring(0, 2)))) {
                var from = after.filter(sha256 -> sha256.startsWith(shelf)).map(sha256 -> sha256.substring(2));
                for (var rest : names(blobs.resolve(shelf), from)) {
                    if (found.size() == most) {
                        return found;
                    }
                    if (!from.equals(Optional.of(rest))) {
                        stored(shelf + rest).ifPresent(found::add);
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the blobs: " + e.getMessage(), e);
        }
    }

    /// In order, from this one on.
    private static List<String> names(Path folder, Optional<String> from) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> from.isEmpty() || name.compareTo(from.get()) >= 0)
                    .sorted()
                    .toList();
        }
    }

    private Optional<StoredBlob> stored(String sha256) throws IOException {
        try {
            var attributes = Files.readAttributes(blobFile(sha256), BasicFileAttributes.class);
            return Optional.of(new StoredBlob(
                    sha256, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException | IllegalArgumentException _) {
            // Deleted since it was listed, or a file somebody else put there.
            return Optional.empty();
        }
    }

    @Override
    public boolean delete(String sha256, Instant writtenBefore) {
        var file = blobFile(sha256);
        synchronized (lock(sha256)) {
            try {
                return Files.getLastModifiedTime(file).toInstant().isBefore(writtenBefore)
                        && Files.deleteIfExists(file);
            } catch (NoSuchFileException _) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete blob " + sha256 + ": " + e.getMessage(), e);
            }
        }
    }

    private Object lock(String sha256) {
        return locks.get(Integer.parseInt(sha256, 0, 2, 16));
    }

    @Override
    public void discard(String uploadId) {
        uploads.discard(uploadId);
    }

    @Override
    public int discardUploads(Instant before) {
        return uploads.discardBefore(before);
    }

    private Path blobFile(String sha256) {
        Uploads.requireSha256(sha256);
        return shelf(sha256).resolve(sha256.substring(2));
    }

    private Path shelf(String sha256) {
        return blobs.resolve(sha256.substring(0, 2));
    }
}
