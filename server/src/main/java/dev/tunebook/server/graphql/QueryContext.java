package dev.tunebook.server.graphql;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Request;
import dev.tunebook.store.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// One GraphQL request while it runs: who asks, and how much of its budget is left.
final class QueryContext {
    static final String KEY = "tunebook";

    private final Viewer viewer;
    private final Request request;
    private final QueryLimits limits;
    private final InstantSource clock;
    private final Instant deadline;
    private final AtomicLong spent = new AtomicLong();

    QueryContext(Viewer viewer, Request request, QueryLimits limits, InstantSource clock) {
        this.viewer = viewer;
        this.request = request;
        this.limits = limits;
        this.clock = clock;
        this.deadline = clock.instant().plus(limits.time());
    }

    static QueryContext of(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getGraphQlContext().<QueryContext>get(KEY));
    }

    Viewer viewer() {
        return viewer;
    }

    Request request() {
        return request;
    }

    /// Counts one resolved field; refuses when values or time are used up.
    void spend() {
        long count = spent.incrementAndGet();
        if (count > limits.values()) {
            throw HttpFailure.badRequest(
                    "query_too_large",
                    "The query resolves more than " + limits.values() + " fields; ask for smaller pages.");
        }
        if (count % 256 == 1 && clock.instant().isAfter(deadline)) {
            throw HttpFailure.badRequest(
                    "query_too_slow",
                    "The query ran longer than " + limits.time().toSeconds() + " s; ask for smaller pages.");
        }
    }
}
