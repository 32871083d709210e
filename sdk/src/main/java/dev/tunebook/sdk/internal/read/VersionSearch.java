package dev.tunebook.sdk.internal.read;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.internal.artifact.VersionFields;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the versions of a collection.
public final class VersionSearch {
    private static final int PAGE = 100;
    private static final String COMMITTED = "{\"state\":\"COMMITTED\"}";

    private VersionSearch() {}

    /// The committed versions, the newest first; none where there is no such collection.
    public static Stream<VersionFields> versions(Client client, String type, VersionFields.Place collection) {
        return Pages.stream(cursor -> page(client, type, collection, cursor))
                .map(node -> VersionFields.ofArtifact(node, collection));
    }

    private static JsonNode page(Client client, String type, VersionFields.Place collection, Optional<String> cursor) {
        ObjectNode variables = Json.object()
                .put("entity", collection.entity())
                .put("project", collection.project())
                .put("type", type)
                .put("collection", collection.collection())
                .put("perPage", PAGE)
                .put("filters", COMMITTED);
        cursor.ifPresent(after -> variables.put("cursor", after));
        return GraphQl.at(
                        client.graphQl().run(Operation.PROJECT_ARTIFACTS, variables),
                        "project",
                        "artifactType",
                        "artifactCollection",
                        "artifacts")
                .orElseGet(Json::object);
    }
}
