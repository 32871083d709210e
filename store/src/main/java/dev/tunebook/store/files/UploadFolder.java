package dev.tunebook.store.files;

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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Uploads as files named by their ids. Bytes arrive in a file of their own and take the upload's name when they are
/// whole: the same upload sent twice at once never mixes, and what breaks off leaves what was there before.
final class UploadFolder {
    private final Path folder;
    private final long reserve;
    private final FileBlobStore.FolderSync sync;
    /// What this process has digested, so that a commit need not read the bytes again.
    private final ConcurrentHashMap<String, Blob> arrived = new ConcurrentHashMap<>();
    /// An upload's file and what is known of it change together, under the lock of its id.
    private final List<Object> locks =
            IntStream.range(0, 64).mapToObj(_ -> new Object()).toList();

    /// What to do with the file of an upload, which is gone afterwards.
    @FunctionalInterface
    interface Taker {
        void take(Path file, Blob blob) throws IOException;
    }

    UploadFolder(Path folder, long reserve, FileBlobStore.FolderSync sync) {
        this.folder = Folders.make(folder);
        this.reserve = reserve;
        this.sync = sync;
    }

    Blob write(String uploadId, InputStream bytes, long limit) {
        var file = file(uploadId);
        return receive(uploadId, bytes, limit, (arriving, blob) -> arrived(uploadId, arriving, file, blob));
    }

    /// Hands the bytes over in a durable file, which has no name in this folder that anybody waits for.
    Blob receive(String uploadId, InputStream bytes, long limit, Taker taker) {
        var arriving = folder.resolve(uploadId + "." + UUID.randomUUID());
        var digester = new Digester();
        try {
            requireSpace();
            try (var channel = FileChannel.open(arriving, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                Uploads.copy(bytes, Channels.newOutputStream(channel), digester, limit);
                channel.force(true);
            }
            var blob = digester.blob();
            taker.take(arriving, blob);
            return blob;
        } catch (Uploads.TooLong e) {
            throw tooLarge(limit);
        } catch (IOException e) {
            throw Folders.failed("upload " + uploadId, e);
        } finally {
            Folders.discard(arriving);
        }
    }

    private void requireSpace() throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace();
        if (free < reserve) {
            throw new IOException(
                    Folders.NO_SPACE + ": only " + free + " bytes are free, " + reserve + " are kept in reserve");
        }
    }

    private void arrived(String uploadId, Path arriving, Path file, Blob blob) throws IOException {
        synchronized (lock(uploadId)) {
            arrived.remove(uploadId);
            Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
            sync.sync(folder);
            arrived.put(uploadId, blob);
        }
    }

    void discard(String uploadId) {
        var file = file(uploadId);
        synchronized (lock(uploadId)) {
            arrived.remove(uploadId);
            Folders.discard(file);
        }
    }

    Optional<Blob> find(String uploadId) {
        var file = file(uploadId);
        synchronized (lock(uploadId)) {
            return Files.isRegularFile(file)
                    ? Optional.of(arrived.computeIfAbsent(uploadId, _ -> digested(file)))
                    : Optional.empty();
        }
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

    /// Hands the upload's file over; the upload is gone then.
    Blob take(String uploadId, Taker taker) {
        synchronized (lock(uploadId)) {
            var blob = find(uploadId)
                    .orElseThrow(() ->
                            new StoreException.NotFound("there is no upload " + uploadId + "; send the bytes again"));
            try {
                taker.take(file(uploadId), blob);
            } catch (IOException e) {
                throw Folders.failed("commit of upload " + uploadId, e);
            }
            arrived.remove(uploadId);
            return blob;
        }
    }

    Blob join(String uploadId, List<String> parts, long limit) {
        var files = parts.stream().map(this::file).toList();
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
                return write(uploadId, whole, limit);
            }
        } catch (NoSuchFileException _) {
            throw new StoreException.NotFound("a part of upload " + uploadId + " is not there; send all parts again");
        } catch (IOException e) {
            throw Folders.failed("joining upload " + uploadId, e);
        }
    }

    private static StoreException tooLarge(long limit) {
        return new StoreException.Invalid(
                "too_large", "the upload is longer than the " + limit + " bytes it may have; send less");
    }

    int discardBefore(Instant before) {
        int discarded = 0;
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                discarded += discardBefore(file, before) ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear old uploads: " + e.getMessage(), e);
        }
        return discarded;
    }

    private boolean discardBefore(Path file, Instant before) throws IOException {
        var name = file.getFileName().toString();
        synchronized (lock(name)) {
            if (!Files.exists(file)
                    || !Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                return false;
            }
            arrived.remove(name);
            return Files.deleteIfExists(file);
        }
    }

    private Path file(String uploadId) {
        Uploads.requireId(uploadId);
        return folder.resolve(uploadId);
    }

    private Object lock(String uploadId) {
        return locks.get(Math.floorMod(uploadId.hashCode(), locks.size()));
    }
}
