package dev.tunebook.sdk;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.ArtifactRef;
import dev.tunebook.model.EntityName;
import dev.tunebook.model.ProjectName;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.internal.artifact.VersionFields;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.client.RunAddress;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds, uses and links artifact versions.
final class Artifacts {
    private static final String REGISTRY_PREFIX = "wandb-registry-";

    private Artifacts() {}

    /// @param name `entity/project/name:alias`
    /// @throws ApiException when there is no such version
    static ArtifactVersion byName(Client client, String name) {
        return find(client, parse(name))
                .orElseThrow(() -> new ApiException(
                        404, "there is no artifact version " + name + " you may read; check its name and alias"));
    }

    /// Reads `[[entity/]project/]name[:alias]`.
    static ArtifactRef parse(String name) {
        return Input.checked(() -> ArtifactRef.parse(name));
    }

    /// @throws InvalidInputException when entity or project is missing
    static Optional<ArtifactVersion> find(Client client, ArtifactRef ref) {
        if (ref.entity().isEmpty() || ref.project().isEmpty()) {
            throw new InvalidInputException(
                    "the artifact name \"" + ref + "\" lacks entity or project; write entity/project/name:alias");
        }
        VersionFields.Place place = new VersionFields.Place(
                ref.entity().get().value(),
                ref.project().get().value(),
                ref.collection().value());
        ObjectNode data = client.graphQl()
                .run(
                        Operation.ARTIFACT_MEMBERSHIP_BY_NAME,
                        Json.object()
                                .put("entity", place.entity())
                                .put("project", place.project())
                                .put("name", ref.nameAndAlias()));
        return GraphQl.at(data, "project", "artifactCollectionMembership")
                .filter(membership -> membership.path("artifact").isObject())
                .map(membership -> ArtifactVersion.of(client, VersionFields.ofMembership(membership, place)));
    }

    /// Reads what a user of a run writes: entity and project are the run's where they are left out.
    static ArtifactRef within(RunAddress run, String name) {
        ArtifactRef ref = parse(name);
        return ref.within(new EntityName(run.entity()), new ProjectName(run.project()));
    }

    /// @param target `[entity/]project/name`, or `wandb-registry-X/name` of the run's organisation
    static ArtifactVersion link(
            Client client, RunAddress run, ArtifactVersion version, String target, List<ArtifactAlias> aliases) {
        ArtifactRef ref = parse(target);
        if (ref.alias().isPresent()) {
            throw new InvalidInputException(
                    "the link target \"" + target + "\" has an alias; give aliases as their own argument");
        }
        String project = ref.project().map(ProjectName::value).orElse(run.project());
        String entity = ref.entity().map(EntityName::value).orElseGet(() -> ownerOf(client, project, run.entity()));
        ObjectNode input = Json.object()
                .put("artifactID", version.id())
                .put("artifactPortfolioName", ref.collection().value())
                .put("entityName", entity)
                .put("projectName", project);
        ArrayNode labels = input.putArray("aliases");
        aliases.forEach(alias -> labels.addObject()
                .put("artifactCollectionName", ref.collection().value())
                .put("alias", alias.value()));
        ObjectNode data = client.graphQl().run(Operation.LINK_ARTIFACT, variables(input));
        JsonNode index = GraphQl.at(data, "linkArtifact", "versionIndex")
                .orElseThrow(() -> new TransportException(
                        "the server linked " + version + " but does not say as which version", null));
        return byName(client, entity + "/" + project + "/" + ref.collection() + ":v" + index.asInt());
    }

    /// Registries belong to the organisation of whoever links; other projects to the entity itself.
    private static String ownerOf(Client client, String project, String entity) {
        if (!project.startsWith(REGISTRY_PREFIX)) {
            return entity;
        }
        ObjectNode data = client.graphQl()
                .run(Operation.ORGANIZATION_OF_ENTITY, Json.object().put("entity", entity));
        List<JsonNode> organizations = new ArrayList<>();
        GraphQl.at(data, "entity", "organization").ifPresent(organizations::add);
        if (organizations.isEmpty()) {
            data.path("entity").path("user").path("organizations").values().forEach(organizations::add);
        }
        if (organizations.size() != 1) {
            throw new InvalidInputException("\"" + entity + "\" belongs to " + organizations.size()
                    + " organisations, so the registry must be named with its entity: entity/" + project + "/name");
        }
        return organizations.get(0).path("orgEntity").path("name").asString("");
    }

    private static ObjectNode variables(ObjectNode input) {
        ObjectNode variables = Json.object();
        variables.set("input", input);
        return variables;
    }

    static List<ArtifactAlias> aliases(List<String> names) {
        List<ArtifactAlias> aliases = new ArrayList<>();
        for (String name : names) {
            ArtifactAlias alias = Input.checked(() -> new ArtifactAlias(name));
            if (alias.versionIndex().isPresent()) {
                throw new InvalidInputException("the alias \"" + name
                        + "\" looks like a version number, which the server gives; choose another");
            }
            aliases.add(alias);
        }
        return aliases;
    }
}
