package dev.tunebook.store.memory;

import dev.tunebook.store.BlobStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.blobs.Digester;
import dev.tunebook.store.blobs.StoredBlob;
import dev.tunebook.store.blobs.Uploads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bytes in memory.
public final class MemoryBlobStore implements BlobStore {
    private record Upload(Blob blob, byte[] bytes, Instant begun) {}

    private record Stored(byte[] bytes, Instant written) {}

    private final Clock clock;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final NavigableMap<String, Stored> blobs = new ConcurrentSkipListMap<>();

    public MemoryBlobStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Blob put(InputStream bytes, long limit) {
        return keep(received("of a blob", bytes, limit));
    }

    @Override
    public Blob write(String uploadId, InputStream bytes, long limit) {
        Uploads.requireId(uploadId);
        var upload = received(uploadId, bytes, limit);
        uploads.put(uploadId, upload);
        return upload.blob;
    }

    private Upload received(String uploadId, InputStream bytes, long limit) {
        var digester = new Digester();
        var kept = new ByteArrayOutputStream();
        try {
            Uploads.copy(bytes, kept, digester, limit);
        } catch (Uploads.TooLong _) {
            throw tooLarge(limit);
        } catch (IOException e) {
            throw new UncheckedIOException("upload " + uploadId + " broke off: " + e.getMessage(), e);
        }
        return new Upload(digester.blob(), kept.toByteArray(), clock.instant());
    }

    private Blob keep(Upload upload) {
        blobs.put(upload.blob.sha256(), new Stored(upload.bytes, clock.instant()));
        return upload.blob;
    }

    @Override
    public Optional<Blob> upload(String uploadId) {
        Uploads.requireId(uploadId);
        return Optional.ofNullable(uploads.get(uploadId)).map(Upload::blob);
    }

    @Override
    public Blob commit(String uploadId) {
        var upload = required(uploadId);
        uploads.remove(uploadId);
        return keep(upload);
    }

    @Override
    public Blob join(String uploadId, List<String> parts, long limit) {
        var whole = new ByteArrayOutputStream();
        parts.forEach(part -> whole.writeBytes(required(part).bytes));
        if (whole.size() > limit) {
            throw tooLarge(limit);
        }
        return write(uploadId, new ByteArrayInputStream(whole.toByteArray()), limit);
    }

    private static StoreException tooLarge(long limit) {
        return new StoreException.Invalid("too_large", "the upload exceeds the " + limit + " bytes it may have");
    }

    private Upload required(String uploadId) {
        Uploads.requireId(uploadId);
        return Optional.ofNullable(uploads.get(uploadId))
                .orElseThrow(
                        () -> new StoreException.NotFound("there is no upload " + uploadId + "; send the bytes again"));
    }

    @Override
    public Optional<InputStream> read(String sha256, long offset, long length) {
        return stored(sha256).map(bytes -> {
            int from = (int) Math.min(offset, bytes.length);
            return new ByteArrayInputStream(bytes, from, (int) Math.min(length, bytes.length - from));
        });
    }

    @Override
    public Optional<Long> size(String sha256) {
        return stored(sha256).map(bytes -> (long) bytes.length);
    }

    @Override
    public List<StoredBlob> list(Optional<String> after, int most) {
        return blobs.tailMap(after.orElse(""), false).entrySet().stream()
                .limit(most)
                .map(entry -> new StoredBlob(entry.getKey(), entry.getValue().bytes.length, entry.getValue().written))
                .toList();
    }

    @Override
    public boolean delete(String sha256, Instant writtenBefore) {
        Uploads.requireSha256(sha256);
        var deleted = new AtomicBoolean();
        blobs.computeIfPresent(sha256, (_, stored) -> {
            deleted.set(stored.written.isBefore(writtenBefore));
            return deleted.get() ? null : stored;
        });
        return deleted.get();
    }

    private Optional<byte[]> stored(String sha256) {
        Uploads.requireSha256(sha256);
        return Optional.ofNullable(blobs.get(sha256)).map(Stored::bytes);
    }

    @Override
    public void discard(String uploadId) {
        Uploads.requireId(uploadId);
        uploads.remove(uploadId);
    }

    @Override
    public int discardUploads(Instant before) {
        int count = uploads.size();
        uploads.values().removeIf(upload -> upload.begun.isBefore(before));
        return count - uploads.size();
    }
}
