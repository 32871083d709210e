package dev.tunebook.finetune.internal;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.Api;
import dev.tunebook.sdk.Artifact;
import dev.tunebook.sdk.ArtifactVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// A collection of versions whose metadata is an object of the provider's. Its alias `latest` belongs to the
/// one that was created last at the provider, in whatever order they are saved. Safe for concurrent use.
final class ModelCollection {
    private static final String LATEST = "latest";

    private final String name;
    private final String type;
    private final Supplier<List<ArtifactVersion>> stored;
    private Optional<ArtifactVersion> newest = Optional.empty();
    private boolean listed;

    /// Who has a right to the alias: by time of creation, then by step (checkpoints of a job are created
    /// together), then by id, so that the order of saving does not matter.
    private record Rank(double createdAt, double step, String id) implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER = Comparator.comparingDouble(Rank::createdAt)
                .thenComparingDouble(Rank::step)
                .thenComparing(Rank::id);

        static Rank of(Map<String, JsonNode> metadata) {
            JsonNode object = Json.object(metadata);
            return new Rank(
                    object.path("created_at").asDouble(0),
                    object.path("step_number").asDouble(0),
                    object.path("id").asString(""));
        }

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    /// @param project `entity/project`
    ModelCollection(Api api, String project, String name, String type) {
        this.name = name;
        this.type = type;
        this.stored = () -> api.artifactVersions(type, project + "/" + name).toList();
    }

    /// Saves a version as an output of the run.
    ///
    /// @param metadata the provider's object, with `created_at` and `id`
    synchronized void save(RunWriter run, Map<String, JsonNode> metadata, byte[] file, List<String> aliases) {
        Optional<ArtifactVersion> before = newest();
        // The same object saved again takes the alias with it.
        boolean isNewest = before.isEmpty()
                || Rank.of(metadata).compareTo(Rank.of(before.get().metadata())) >= 0;
        List<String> all = new ArrayList<>(aliases);
        if (isNewest) {
            all.add(0, LATEST);
        }
        Artifact artifact = new Artifact(name, type).metadata(metadata).addBytes(file, "model_metadata.json");
        ArtifactVersion saved = run.run().logArtifact(artifact, all);
        if (isNewest) {
            newest = Optional.of(saved);
        } else {
            // A new version takes the alias from the one that had it.
            before.get().addAlias(LATEST);
        }
    }

    private Optional<ArtifactVersion> newest() {
        if (!listed) {
            // Last saved first: where an object was saved several times, its last version counts.
            newest = stored.get().stream()
                    .reduce((one, other) ->
                            Rank.of(one.metadata()).compareTo(Rank.of(other.metadata())) >= 0 ? one : other);
            listed = true;
        }
        return newest;
    }
}
