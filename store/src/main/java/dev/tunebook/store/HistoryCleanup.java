package dev.tunebook.store;

import java.time.Instant;

/// Takes away the histories of runs that were deleted. Whatever deletes a run commits with it that its history is to
/// go, so that none is left behind: not after a crash, not with the project of the run, not by lines that came late.
/// System only.
public interface HistoryCleanup {

    /// Drops histories of runs that were deleted before this time. Cut off anywhere, it goes on where it was.
    ///
    /// @param most how many runs at once
    /// @return how many runs; fewer than `most` when there are none left
    int drop(Viewer viewer, Instant deletedBefore, int most);
}
