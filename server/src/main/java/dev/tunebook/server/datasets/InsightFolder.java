package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What was found out about data files, a file each. Derived: it may be deleted at any time.
final class InsightFolder {
    private final Path folder;

    InsightFolder(Path folder) {
        this.folder = folder;
    }

    Optional<ObjectNode> find(String name) {
        try {
            return Optional.of(Json.parseObject(Files.readAllBytes(file(name))));
        } catch (NoSuchFileException | InvalidJsonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whole or not at all.
    void keep(String name, ObjectNode found) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "part", ".tmp");
            Files.write(part, Json.bytes(found));
            Files.move(part, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }
}
