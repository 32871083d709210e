package dev.tunebook.store.runs;

import java.util.Optional;

/// Where a run comes from. In an update, empty means leave as is.
public record RunOrigin(
        Optional<String> host,
        Optional<String> commit,
        Optional<String> program,
        Optional<String> repository,
        Optional<String> sweep) {
    public static final RunOrigin NONE =
            new RunOrigin(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
