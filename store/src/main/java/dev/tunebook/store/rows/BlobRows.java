package dev.tunebook.store.rows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which blobs are referred to, and which are marked since nothing does.
public interface BlobRows {

    /// Whether a file of a run, a manifest or a file of an artifact has these bytes.
    boolean isReferred(String sha256);

    void mark(String sha256, Instant at);

    Optional<Instant> mark(String sha256);

    void unmark(String sha256);

    /// The oldest first.
    List<String> markedBefore(Instant time, int most);

    int marks();
}
