package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.graphql.Operation;
import tools.jackson.databind.node.ObjectNode;

/// Records artifact versions as inputs of runs.
public final class ArtifactInputs {
    private static final String WITH_PLACE = "USE_ARTIFACT_WITH_ENTITY_AND_PROJECT_INFORMATION";

    private ArtifactInputs() {}

    /// Again is nothing.
    public static void use(Client client, RunAddress run, String versionId, VersionFields.Place place) {
        ObjectNode input = Json.object()
                .put("entityName", run.entity())
                .put("projectName", run.project())
                .put("runName", run.run())
                .put("artifactID", versionId);
        if (client.features().isOn(WITH_PLACE)) {
            input.put("artifactEntityName", place.entity()).put("artifactProjectName", place.project());
        }
        ObjectNode variables = Json.object();
        variables.set("input", input);
        client.graphQl().run(Operation.USE_ARTIFACT, variables);
    }
}
