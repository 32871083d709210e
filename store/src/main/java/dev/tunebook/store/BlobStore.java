package dev.tunebook.store;

import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.blobs.StoredBlob;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Bytes by their SHA-256. Who may read a blob is decided by the metadata that names it, before this is asked.
///
/// Bytes become a blob at once, or arrive under an upload id, where they may be replaced, and become a blob when
/// committed.
public interface BlobStore {

    /// Reads the stream to its end into a blob, durably. Bytes that are there already are kept once, and count as
    /// written now.
    ///
    /// @param limit most bytes allowed
    /// @throws StoreException.Invalid `too_large` when the stream is longer
    /// @throws StoreException.Full when the device or the quota is full
    Blob put(InputStream bytes, long limit);

    /// Reads the stream to its end into the upload, replacing what it held, and returns what arrived, durably. Until
    /// then, and when the stream breaks off, the upload holds what it held before.
    ///
    /// @param uploadId letters, digits, `-` and `_`, at most 128
    /// @param limit most bytes allowed
    /// @throws StoreException.Invalid `too_large` when the stream is longer
    /// @throws StoreException.Full when the device or the quota is full
    Blob write(String uploadId, InputStream bytes, long limit);

    /// What an upload holds.
    Optional<Blob> upload(String uploadId);

    /// Turns the upload into the blob of its SHA-256; the upload is gone. Bytes that are there already are kept
    /// once, and count as written now.
    ///
    /// @throws StoreException.NotFound when there is no such upload
    Blob commit(String uploadId);

    /// Joins uploads, in this order, into one, and returns what it holds, durably. The parts stay, so that whoever is
    /// cut off before the whole has a use can join again; {@link #discard} them then.
    ///
    /// @throws StoreException.NotFound when one of the parts is not there; nothing is changed then
    /// @throws StoreException.Invalid `too_large` when all together exceed the limit; nothing is changed then
    Blob join(String uploadId, List<String> parts, long limit);

    /// The bytes from `offset` on, at most `length`; the caller closes. Empty when there is no such blob.
    Optional<InputStream> read(String sha256, long offset, long length);

    /// Bytes in the blob; empty when there is no such blob.
    Optional<Long> size(String sha256);

    /// Blobs in order of their SHA-256, behind `after`.
    List<StoredBlob> list(Optional<String> after, int most);

    /// Deletes a blob nothing refers to any more, unless it was written again since: whoever writes it meanwhile, has
    /// it. False when it stays, or when there was none.
    ///
    /// @param writtenBefore only what was last written before this time
    boolean delete(String sha256, Instant writtenBefore);

    /// Drops an upload; nothing happens when there is none.
    void discard(String uploadId);

    /// Drops uploads begun before this time and not committed; returns how many.
    int discardUploads(Instant before);
}
