package dev.tunebook.store.runs;

import java.util.List;

/// Which runs a change of many is about.
public sealed interface RunSelection {

    /// By storage id, whatever their projects. Each must be there.
    record Ids(List<Long> ids) implements RunSelection {
        public Ids {
            ids = List.copyOf(ids);
        }
    }

    /// By the names they have in one project. Each must be there.
    record Names(String entity, String project, List<String> names) implements RunSelection {
        public Names {
            names = List.copyOf(names);
        }
    }

    /// Those of one project that match when the change is made; there may be none.
    record Matching(String entity, String project, RunFilter filter) implements RunSelection {}
}
