package dev.tunebook.server.graphql;

import java.time.Duration;

/// What one GraphQL request may cost.
///
/// @param depth nested selections
/// @param complexity selected fields in all, aliases counted each
/// @param values fields resolved while answering
/// @param time from start to end
public record QueryLimits(int depth, int complexity, long values, Duration time) {
    public static final QueryLimits DEFAULT = new QueryLimits(30, 5_000, 4_000_000, Duration.ofSeconds(25));
}
