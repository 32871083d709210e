package dev.tunebook.server.artifacts;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.wire.Json;
import dev.tunebook.server.filter.Condition;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.CollectionAlias;
import dev.tunebook.store.runs.RunFilter.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The attributes filters know, in the spellings clients use.
final class Searched {
    private static final String METADATA = "metadata.";

    private Searched() {}

    static Condition.Attributes of(ArtifactCollection collection) {
        return key -> switch (key) {
            case "id", "artifact_collection_id" -> number(collection.id());
            case "name" -> text(collection.name());
            case "type" -> text(collection.type());
            case "state" -> text("READY");
            case "description" -> collection.description().map(Searched::text).orElse(List.of());
            case "tag", "tags" -> texts(collection.tags());
            case "createdAt", "created_at" -> time(Optional.of(collection.createdAt()));
            case "updatedAt", "updated_at" -> time(collection.updatedAt());
            default -> List.of();
        };
    }

    /// A version as a member of a collection.
    static Condition.Attributes of(ArtifactMembership member, Artifact artifact) {
        return key -> switch (key) {
            case "id", "artifact_id" -> number(artifact.id());
            case "state" -> text(artifact.state().name());
            case "digest" -> text(artifact.digest());
            case "size" -> number(artifact.size());
            case "description" -> artifact.description().map(Searched::text).orElse(List.of());
            case "tag", "tags" -> texts(artifact.tags());
            case "alias", "aliases" ->
                texts(member.aliases().stream().map(CollectionAlias::alias).toList());
            case "version" -> text(ArtifactAlias.version(member.versionIndex()).value());
            case "versionIndex", "version_index" -> number(member.versionIndex());
            case "createdAt", "created_at" -> time(Optional.of(artifact.createdAt()));
            case "updatedAt", "updated_at" -> time(artifact.updatedAt());
            default -> key.startsWith(METADATA) ? metadata(artifact, key.substring(METADATA.length())) : List.of();
        };
    }

    /// A dotted path, tried as a literal key first.
    private static List<Value> metadata(Artifact artifact, String path) {
        JsonNode tree = artifact.metadata().<JsonNode>map(Json::parseObject).orElseGet(Json::object);
        JsonNode found = tree.path(path);
        if (found.isMissingNode()) {
            found = tree;
            for (String part : path.split("\\.", -1)) {
                found = found.path(part);
            }
        }
        return found.isArray()
                ? found.values().stream().flatMap(Searched::value).toList()
                : value(found).toList();
    }

    private static Stream<Value> value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Stream.of(new Value.Text(node.asString()));
            case NUMBER -> Stream.of(new Value.Number(Json.asDouble(node)));
            case BOOLEAN -> Stream.of(new Value.Bool(node.asBoolean()));
            default -> Stream.empty();
        };
    }

    private static List<Value> text(String text) {
        return List.of(new Value.Text(text));
    }

    private static List<Value> texts(List<String> texts) {
        return texts.stream().<Value>map(Value.Text::new).toList();
    }

    private static List<Value> number(long number) {
        return List.of(new Value.Number(number));
    }

    private static List<Value> time(Optional<Instant> time) {
        return time.map(at -> text(at.toString())).orElse(List.of());
    }
}
