package dev.tunebook.store;

import dev.tunebook.store.runs.NewRunFile;
import dev.tunebook.store.runs.RunFile;
import dev.tunebook.store.runs.RunGrant;
import java.util.List;
import java.util.Optional;

/// The files of a run: a name, and the blob it stands for. All calls take a grant, whose access is checked.
public interface RunFileStore {

    /// Registers or replaces the file of this name.
    ///
    /// @throws dev.tunebook.model.InvalidNameException for a path that may not be
    RunFile put(RunGrant grant, NewRunFile file);

    /// Files by name; with a pattern those whose whole name matches it as SQL `LIKE` does (`%`, `_`,
    /// case-sensitive).
    Page<RunFile> list(RunGrant grant, Optional<String> pattern, Page.Request page);

    /// Those of the names that exist, in the order of the names.
    List<RunFile> named(RunGrant grant, List<String> names);

    long count(RunGrant grant);

    /// The file of this id, when the viewer may read its run.
    Optional<RunFile> file(Viewer viewer, long fileId);

    /// Deletes files by id. All must exist and be writable for the viewer, else nothing happens.
    void delete(Viewer viewer, List<Long> fileIds);
}
