package dev.tunebook.server.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Parses and validates a document once: clients send the same few again and again.
final class KnownDocuments implements PreparsedDocumentProvider {
    /// Characters of all documents together; parsed, each takes some thirty bytes.
    private static final long MOST_CHARACTERS = 1 << 20;
    /// Documents longer than this are nobody's daily business.
    private static final int LONGEST = 32 << 10;

    private final Cache<String, PreparsedDocumentEntry> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .<String, PreparsedDocumentEntry>weigher((text, entry) -> Math.max(1, text.length()))
            .build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        return CompletableFuture.completedFuture(
                input.getQuery().length() > LONGEST
                        ? parse.apply(input)
                        : Objects.requireNonNull(known.get(input.getQuery(), text -> parse.apply(input))));
    }
}
