package dev.tunebook.store.runs;

import java.util.LinkedHashSet;
import java.util.List;

/// What to change about each of several runs.
///
/// @param labels empty means leave as is; its tags replace those of each run
/// @param addTags put behind the tags a run has
/// @param removeTags taken off; one that is added too is not there afterwards
public record RunsUpdate(RunLabels.Update labels, List<String> addTags, List<String> removeTags) {
    public RunsUpdate {
        addTags = List.copyOf(addTags);
        removeTags = List.copyOf(removeTags);
    }

    public static RunsUpdate of(RunLabels.Update labels) {
        return new RunsUpdate(labels, List.of(), List.of());
    }

    public static RunsUpdate tags(List<String> added, List<String> removed) {
        return new RunsUpdate(RunLabels.Update.NONE, added, removed);
    }

    /// The tags of a run afterwards.
    public List<String> tags(List<String> before) {
        var tags = new LinkedHashSet<>(before);
        tags.addAll(addTags);
        removeTags.forEach(tags::remove);
        return List.copyOf(tags);
    }
}
