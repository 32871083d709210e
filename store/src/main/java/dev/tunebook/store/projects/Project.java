package dev.tunebook.store.projects;

import dev.tunebook.model.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A project.
///
/// @param sharing who beyond the members of the entity may do what
/// @param settings a JSON object of the web app and the wire protocol (`views`, `repo`, ...), untouched
/// @param updatedAt of the newest change of anything in it
/// @param createdBy the user's id
public record Project(
        long id,
        long entityId,
        String entity,
        String name,
        Optional<String> description,
        Sharing sharing,
        String settings,
        Instant createdAt,
        Instant updatedAt,
        Optional<Long> createdBy) {

    /// Registries are projects whose name starts so.
    public static final String REGISTRY_PREFIX = "wandb-registry-";

    /// The setting that a registry takes artifacts of any type; false restricts it to the types it names.
    public static final String ALL_ARTIFACT_TYPES = "allowAllArtifactTypesInRegistry";

    /// The setting that names aliases only administrators may set or move.
    public static final String PROTECTED_ALIASES = "protectedAliases";

    public List<String> protectedAliases() {
        return protectedAliases(settings);
    }

    /// Those that such settings name.
    public static List<String> protectedAliases(String settings) {
        return Json.parseObject(settings).path(PROTECTED_ALIASES).values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    /// Without what it says of itself and who made it.
    public Project withNamesOnly() {
        return new Project(
                id,
                entityId,
                entity,
                name,
                Optional.empty(),
                Sharing.PRIVATE,
                "{}",
                createdAt,
                updatedAt,
                Optional.empty());
    }

    public boolean isRegistry() {
        return name.startsWith(REGISTRY_PREFIX);
    }
}
