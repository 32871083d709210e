package dev.tunebook.sdk.internal.read;

import dev.tunebook.model.EntityName;
import dev.tunebook.model.ProjectName;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the runs of a project.
public final class RunSearch {
    private static final int PAGE = 100;

    private RunSearch() {}

    /// Their fields, page by page.
    ///
    /// @param filter in the protocol's filter language
    /// @throws ApiException when there is no such project
    public static Stream<JsonNode> runs(
            Client client, EntityName entity, ProjectName project, ObjectNode filter, String order) {
        return Pages.stream(cursor -> page(client, entity, project, filter, order, cursor));
    }

    private static JsonNode page(
            Client client,
            EntityName entity,
            ProjectName project,
            ObjectNode filter,
            String order,
            Optional<String> cursor) {
        ObjectNode variables = Json.object()
                .put("entity", entity.value())
                .put("project", project.value())
                .put("filters", Json.write(filter))
                .put("order", order)
                .put("perPage", PAGE);
        cursor.ifPresent(after -> variables.put("cursor", after));
        return GraphQl.at(client.graphQl().run(Operation.RUNS, variables), "project", "runs")
                .orElseThrow(() -> new ApiException(
                        404, "there is no project " + entity + "/" + project + " you may read; check its name"));
    }
}
