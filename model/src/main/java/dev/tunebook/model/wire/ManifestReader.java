package dev.tunebook.model.wire;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.model.LogicalPath;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// Reads one manifest with no more in memory than its entries.
final class ManifestReader {
    private final SortedMap<LogicalPath, ArtifactManifest.Entry> contents = new TreeMap<>();
    private int version;
    private boolean hasContents;
    private String policy = ArtifactManifest.POLICY;
    private Map<String, JsonNode> config = Map.of();

    ArtifactManifest read(InputStream utf8) {
        try (JsonParser parser = Json.parser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("expected an object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                member(parser.currentName(), parser);
            }
            if (parser.nextToken() != null) {
                throw invalid("something follows its end");
            }
        } catch (JacksonException e) {
            throw Json.invalid(e);
        }
        if (version != ArtifactManifest.VERSION || !hasContents) {
            throw invalid("expected \"version\": 1 and \"contents\"");
        }
        return new ArtifactManifest(policy, config, contents);
    }

    private void member(String name, JsonParser parser) {
        JsonToken value = parser.nextToken();
        if (name.equals("contents") && value == JsonToken.START_OBJECT) {
            hasContents = true;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String path = parser.currentName();
                parser.nextToken();
                contents.put(path(path), entry(path, Json.readValue(parser)));
            }
            return;
        }
        JsonNode tree = Json.readValue(parser);
        switch (name) {
            case "version" -> version = tree.asInt(0);
            case "storagePolicy" -> policy = tree.asString(ArtifactManifest.POLICY);
            case "storagePolicyConfig" -> config = Json.members(tree);
            default -> {}
        }
    }

    private static LogicalPath path(String path) {
        try {
            return new LogicalPath(path);
        } catch (InvalidNameException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static ArtifactManifest.Entry entry(String path, JsonNode node) {
        String digest =
                Json.text(node.get("digest")).orElseThrow(() -> invalid("the entry \"" + path + "\" has no digest"));
        JsonNode size = node.path("size");
        return new ArtifactManifest.Entry(
                digest,
                size.isNumber() ? OptionalLong.of(size.asLong()) : OptionalLong.empty(),
                Json.text(node.get("ref")),
                Json.text(node.get("birthArtifactID")),
                Json.members(node.path("extra")));
    }

    private static InvalidJsonException invalid(String why) {
        return new InvalidJsonException("not an artifact manifest: " + why);
    }
}
