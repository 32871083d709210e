package dev.tunebook.store.files;

import dev.tunebook.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What uploads and blobs do alike with the disk.
final class Folders {
    static final String NO_SPACE = "No space left";

    private Folders() {}

    static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /// Makes the names in a folder durable.
    static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            file.toFile().deleteOnExit();
        }
    }

    /// Java tells a full disk from other trouble by the operating system's words only.
    static RuntimeException failed(String what, IOException cause) {
        var words = String.valueOf(cause.getMessage());
        if (!words.contains(NO_SPACE) && !words.contains("uota exceeded")) {
            return new UncheckedIOException(what + " failed: " + words, cause);
        }
        var full = new StoreException.Full(
                what + " failed (" + words + "); free space on the server's disk and send it again");
        full.initCause(cause);
        return full;
    }
}
