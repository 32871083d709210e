package dev.tunebook.store.runs;

import java.util.stream.Stream;

/// A question to the runs table of a project. A cursor is good for the filter and order it came from.
public record RunQuery(long projectId, RunFilter filter, RunOrder order) {

    /// What its filter and its order look at.
    public Stream<RunKey> keys() {
        return Stream.concat(filter.keys(), Stream.of(order.key()));
    }
}
