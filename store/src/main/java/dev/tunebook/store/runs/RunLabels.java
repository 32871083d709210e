package dev.tunebook.store.runs;

import java.util.List;
import java.util.Optional;

/// What people call and sort a run by.
public record RunLabels(
        String displayName,
        Optional<String> description,
        Optional<String> notes,
        Optional<String> group,
        Optional<String> jobType,
        List<String> tags) {
    public RunLabels {
        tags = List.copyOf(tags);
    }

    /// What to change; empty means leave as is, `""` and `[]` are values.
    public record Update(
            Optional<String> displayName,
            Optional<String> description,
            Optional<String> notes,
            Optional<String> group,
            Optional<String> jobType,
            Optional<List<String>> tags) {
        public static final Update NONE = new Update(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
