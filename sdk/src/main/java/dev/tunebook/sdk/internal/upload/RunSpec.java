package dev.tunebook.sdk.internal.upload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A run as its caller wants it. Empty means: leave it to the server, or as it is.
///
/// @param existing what to do about a run of this id that is already there
/// @param rewindTo the last step to keep of an existing run's history; -1 keeps none
/// @param keepEdited whether an existing run keeps display name, notes and tags whatever is asked here
/// @param config the configuration in its wire form
public record RunSpec(
        Optional<String> entity,
        Optional<String> project,
        String id,
        Optional<String> name,
        Optional<String> notes,
        Optional<List<String>> tags,
        Optional<String> group,
        Optional<String> jobType,
        Existing existing,
        OptionalLong rewindTo,
        boolean keepEdited,
        String config) {

    /// What to do about an existing run.
    public enum Existing {
        /// Do not look; the server continues it.
        UNCHECKED,
        RESUME_OR_CREATE,
        REQUIRE,
        REFUSE;

        boolean isChecked() {
            return this != UNCHECKED;
        }
    }
}
