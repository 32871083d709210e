package dev.tunebook.sdk.internal.client;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;

/// What the server says it can do.
public final class Features {
    private final GraphQl graphQl;

    public Features(GraphQl graphQl) {
        this.graphQl = graphQl;
    }

    /// Whether a feature is on; a server that does not know the question has none.
    public boolean isOn(String name) {
        try {
            return graphQl
                    .run(Operation.SERVER_FEATURES, Json.object())
                    .path("serverInfo")
                    .path("features")
                    .values()
                    .stream()
                    .anyMatch(feature -> feature.path("name").asString("").equals(name)
                            && feature.path("isEnabled").asBoolean(false));
        } catch (ApiException tooOld) {
            return false;
        }
    }
}
