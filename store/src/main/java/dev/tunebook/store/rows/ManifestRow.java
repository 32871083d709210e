package dev.tunebook.store.rows;

import dev.tunebook.store.artifacts.ManifestFile;
import java.util.Optional;

/// A manifest file, and the run that sends it where several do.
public record ManifestRow(ManifestFile manifest, Optional<String> run) {}
