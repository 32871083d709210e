package dev.tunebook.store.rows;

import dev.tunebook.store.artifacts.Artifact;
import java.util.List;
import java.util.Optional;

/// An artifact and what its commit will need.
///
/// @param aliases to set at commit
public record ArtifactRow(Artifact artifact, List<String> aliases, Optional<String> distributedId) {
    public ArtifactRow {
        aliases = List.copyOf(aliases);
    }
}
