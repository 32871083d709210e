package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.TransportException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A committed artifact version as the server describes it, seen in one collection: its own, or one it is linked
/// into.
///
/// @param place the collection it is seen in
/// @param aliases its labels there, without the implicit `vN`
public record VersionFields(
        String id,
        Place place,
        String type,
        int versionIndex,
        String digest,
        long size,
        long fileCount,
        Optional<String> description,
        Map<String, JsonNode> metadata,
        List<String> aliases,
        Instant createdAt) {

    /// A collection.
    public record Place(String entity, String project, String collection) {
        static Place of(JsonNode collection, Place otherwise) {
            JsonNode project = collection.path("project");
            return new Place(
                    project.path("entity").path("name").asString(otherwise.entity()),
                    project.path("name").asString(otherwise.project()),
                    collection.path("name").asString(otherwise.collection()));
        }
    }

    /// A version in its own collection.
    ///
    /// @param asked where it should be, for what the server does not say
    public static VersionFields ofArtifact(JsonNode artifact, Place asked) {
        Place place = Place.of(artifact.path("artifactSequence"), asked);
        List<String> aliases = new ArrayList<>();
        artifact.path("aliases").values().forEach(alias -> {
            if (Place.of(alias.path("artifactCollection"), asked).equals(place)) {
                addOwn(aliases, alias);
            }
        });
        return of(artifact, place, aliases, artifact.path("versionIndex"));
    }

    /// A version as a member of a collection.
    public static VersionFields ofMembership(JsonNode membership, Place asked) {
        List<String> aliases = new ArrayList<>();
        membership.path("aliases").values().forEach(alias -> addOwn(aliases, alias));
        return of(
                membership.path("artifact"),
                Place.of(membership.path("artifactCollection"), asked),
                aliases,
                membership.path("versionIndex"));
    }

    private static void addOwn(List<String> aliases, JsonNode node) {
        String alias = node.path("alias").asString("");
        if (!alias.isEmpty() && new ArtifactAlias(alias).versionIndex().isEmpty() && !aliases.contains(alias)) {
            aliases.add(alias);
        }
    }

    private static VersionFields of(JsonNode artifact, Place place, List<String> aliases, JsonNode index) {
        if (!index.isNumber() || !artifact.path("id").isString()) {
            throw new TransportException("the server describes a version of " + place + " without id or number", null);
        }
        return new VersionFields(
                artifact.path("id").asString(),
                place,
                artifact.path("artifactType").path("name").asString(""),
                index.asInt(),
                artifact.path("digest").asString(""),
                artifact.path("size").asLong(0),
                artifact.path("fileCount").asLong(0),
                Json.text(artifact.get("description")).filter(text -> !text.isEmpty()),
                metadata(artifact.path("metadata")),
                List.copyOf(aliases),
                time(artifact.path("createdAt").asString("")));
    }

    private static Map<String, JsonNode> metadata(JsonNode node) {
        try {
            return Json.members(node.isString() ? Json.parse(node.asString()) : node);
        } catch (InvalidJsonException anyText) {
            return Map.of();
        }
    }

    /// A time of the server's, with or without a zone; without one it is UTC.
    public static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException unknown) {
                return Instant.EPOCH;
            }
        }
    }

    /// `entity/project/collection:vN`.
    public String qualifiedName() {
        return place.entity() + "/" + place.project() + "/" + place.collection() + ":v" + versionIndex;
    }
}
