package dev.tunebook.finetune.archive;

import dev.tunebook.sdk.Artifact;
import dev.tunebook.sdk.ArtifactVersion;
import dev.tunebook.sdk.Run;
import dev.tunebook.sdk.RunOptions;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.Wandb;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An archive on a tracking server: every state of it is a version, whose files the server keeps once.
public final class ArchiveArtifact {
    /// The collection, and its type.
    public static final String NAME = "fine-tune-archive";

    private ArchiveArtifact() {}

    /// Saves the archive in a folder. An archive nothing was added to stays the version it is.
    ///
    /// @param entity user or team that keeps it; the key's own where empty
    public static ArtifactVersion save(Path folder, Settings settings, Optional<String> entity, String project) {
        Artifact artifact = new Artifact(NAME, NAME).addDirectory(folder);
        String place = entity.map(name -> name + "/").orElse("") + project;
        Optional<ArtifactVersion> latest = Wandb.api(settings)
                .findArtifact(place + "/" + NAME + ":latest")
                .filter(version -> version.digest().equals(artifact.digest()));
        if (latest.isPresent()) {
            return latest.get();
        }
        RunOptions.Builder options =
                RunOptions.builder().project(project).name("archive").jobType("archive");
        entity.ifPresent(options::entity);
        try (Run run = Wandb.init(settings, options.build())) {
            return run.logArtifact(artifact, List.of("latest"));
        }
    }
}
