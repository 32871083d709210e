package dev.tunebook.store;

import java.time.Instant;
import java.util.Optional;

/// Takes away bytes nothing refers to any more, in two steps a good while apart: they are marked, and removed when
/// nothing refers to them still. Cut off anywhere, it goes on where it was. System only.
public interface BlobCleanup {

    /// Looks at the blobs behind `after`: marks those nothing refers to, and takes the marks of those back that
    /// something refers to again.
    Looked look(Viewer viewer, Optional<String> after, int most);

    /// Removes blobs that were marked before this time, that nothing refers to, and that were not written since.
    /// The marks of the others are taken back.
    Removed remove(Viewer viewer, Instant markedBefore, int most);

    /// How many blobs are marked.
    int marked(Viewer viewer);

    /// @param blobs that were looked at
    /// @param bytes of them
    /// @param marked how many of them nothing refers to
    /// @param last from which to go on; empty at the end
    record Looked(int blobs, long bytes, int marked, Optional<String> last) {}

    /// @param marks that were dealt with; 0 when there are none left
    /// @param bytes of the blobs that are gone
    record Removed(int marks, int blobs, long bytes) {}
}
