package dev.tunebook.server.graphql;

import java.util.Optional;

/// The answer of mutations that say no more than that they worked.
public record Success(boolean success, Optional<String> clientMutationId) {
    public static Success of(Arguments input) {
        return new Success(true, input.text("clientMutationId"));
    }
}
