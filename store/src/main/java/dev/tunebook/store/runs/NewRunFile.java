package dev.tunebook.store.runs;

import dev.tunebook.store.blobs.Blob;
import java.util.Optional;

/// A file to register.
public record NewRunFile(String name, Blob blob, Optional<String> mimetype) {}
