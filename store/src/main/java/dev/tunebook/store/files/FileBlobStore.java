package dev.tunebook.store.files;

import dev.tunebook.store.BlobStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.blobs.Digester;
import dev.tunebook.store.blobs.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Blobs as files, two levels deep: `blobs/ab/cdef…`; uploads as `uploads/<id>`. File and folder are synced
/// before an answer, so that what was answered survives a loss of power.
public final class FileBlobStore implements BlobStore {
    private static final String NO_SPACE = "No space left";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path uploads;
    private final Path blobs;
    private final long reserve;
    /// What this process has digested, so that a commit need not read the bytes again.
    private final ConcurrentHashMap<String, Blob> arrived = new ConcurrentHashMap<>();

    /// @param root made where missing
    /// @param reserve bytes of the device that stay free: uploads are refused before the disk is full to the brim
    public FileBlobStore(Path root, long reserve) {
        uploads = folder(root.resolve("uploads"));
        blobs = folder(root.resolve("blobs"));
        this.reserve = reserve;
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Blob write(String uploadId, InputStream bytes, long limit) {
        var file = uploadFile(uploadId);
        arrived.remove(uploadId);
        var digester = new Digester();
        try {
            requireSpace();
            try (var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                Uploads.copy(bytes, Channels.newOutputStream(channel), digester, limit);
                channel.force(true);
            }
            sync(uploads);
        } catch (Uploads.TooLong e) {
            discard(file);
            throw tooLarge(limit);
        } catch (IOException e) {
            discard(file);
            throw failed("upload " + uploadId, e);
        }
        var blob = digester.blob();
        arrived.put(uploadId, blob);
        return blob;
    }

    private void requireSpace() throws IOException {
        var free = Files.getFileStore(uploads).getUsableSpace();
        if (free < reserve) {
            throw new IOException(NO_SPACE + ": only " + free + " bytes are free, " + reserve + " are kept in reserve");
        }
    }

    /// Java tells a full disk from other trouble by the operating system's words only.
    private static RuntimeException failed(String what, IOException cause) {
        var words = String.valueOf(cause.getMessage());
        if (!words.contains(NO_SPACE) && !words.contains("uota exceeded")) {
            return new UncheckedIOException(what + " failed: " + words, cause);
        }
        var full = new StoreException.Full(
                what + " failed (" + words + "); free space on the server's disk and send it again");
        full.initCause(cause);
        return full;
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            file.toFile().deleteOnExit();
        }
    }

    @Override
    public Optional<Blob> upload(String uploadId) {
        var file = uploadFile(uploadId);
        return Files.isRegularFile(file)
                ? Optional.of(arrived.computeIfAbsent(uploadId, _ -> digested(file)))
                : Optional.empty();
    }

    private static Blob digested(Path file) {
        var digester = new Digester();
        try (var bytes = Files.newInputStream(file)) {
            Uploads.copy(bytes, OutputStream.nullOutputStream(), digester, Long.MAX_VALUE);
            return digester.blob();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Blob commit(String uploadId) {
        var blob = upload(uploadId)
                .orElseThrow(
                        () -> new StoreException.NotFound("there is no upload " + uploadId + "; send the bytes again"));
        var target = blobFile(blob.sha256());
        var shelf = shelf(blob.sha256());
        try {
            Files.createDirectories(shelf);
            if (Files.exists(target)) {
                Files.deleteIfExists(uploadFile(uploadId));
            } else {
                Files.move(uploadFile(uploadId), target, StandardCopyOption.ATOMIC_MOVE);
                sync(shelf);
                sync(blobs);
            }
        } catch (NoSuchFileException e) {
            if (!Files.exists(target)) {
                throw new StoreException.NotFound("there is no upload " + uploadId + "; send the bytes again");
            }
        } catch (IOException e) {
            throw failed("commit of upload " + uploadId, e);
        } finally {
            arrived.remove(uploadId);
        }
        return blob;
    }

    @Override
    public Blob join(String uploadId, List<String> parts, long limit) {
        var files = parts.stream().map(this::uploadFile).toList();
        var streams = new ArrayList<InputStream>();
        try {
            long size = 0;
            for (var file : files) {
                size += Files.size(file);
            }
            if (size > limit) {
                throw tooLarge(limit);
            }
            for (var file : files) {
                streams.add(Files.newInputStream(file));
            }
            try (var whole = new SequenceInputStream(Collections.enumeration(streams))) {
                var joined = write(uploadId, whole, limit);
                files.forEach(FileBlobStore::discard);
                return joined;
            }
        } catch (NoSuchFileException _) {
            throw new StoreException.NotFound("a part of upload " + uploadId + " is not there; send all parts again");
        } catch (IOException e) {
            throw failed("joining upload " + uploadId, e);
        } finally {
            parts.forEach(arrived::remove);
        }
    }

    private static StoreException tooLarge(long limit) {
        return new StoreException.Invalid(
                "too_large", "the upload is longer than the " + limit + " bytes it may have; send less");
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
    public boolean delete(String sha256) {
        try {
            return Files.deleteIfExists(blobFile(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete blob " + sha256 + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int discardUploads(Instant before) {
        int discarded = 0;
        try (var files = Files.newDirectoryStream(uploads)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    arrived.remove(file.getFileName().toString());
                    discarded += Files.deleteIfExists(file) ? 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear old uploads: " + e.getMessage(), e);
        }
        return discarded;
    }

    private Path uploadFile(String uploadId) {
        Uploads.requireId(uploadId);
        return uploads.resolve(uploadId);
    }

    private Path blobFile(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a blob is named by a SHA-256 in lower-case hex");
        }
        return shelf(sha256).resolve(sha256.substring(2));
    }

    private Path shelf(String sha256) {
        return blobs.resolve(sha256.substring(0, 2));
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
