package dev.tunebook.sdk.internal.client;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the server says it can do; asked once.
public final class Features {
    private final GraphQl graphQl;
    private Optional<Set<String>> enabled = Optional.empty();

    Features(GraphQl graphQl) {
        this.graphQl = graphQl;
    }

    /// Whether a feature is on; a server that does not know the question has none.
    public synchronized boolean isOn(String name) {
        if (enabled.isEmpty()) {
            enabled = Optional.of(ask());
        }
        return enabled.get().contains(name);
    }

    private Set<String> ask() {
        try {
            return graphQl
                    .run(Operation.SERVER_FEATURES, Json.object())
                    .path("serverInfo")
                    .path("features")
                    .values()
                    .stream()
                    .filter(feature -> feature.path("isEnabled").asBoolean(false))
                    .map(feature -> feature.path("name").asString(""))
                    .collect(Collectors.toSet());
        } catch (ApiException tooOld) {
            return Set.of();
        }
    }
}
