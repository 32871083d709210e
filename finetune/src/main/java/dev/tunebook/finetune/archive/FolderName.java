package dev.tunebook.finetune.archive;

import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// An id of the provider's as the name of a folder: no two ids have the same.
final class FolderName {
    private static final int LONGEST = 160;
    private static final int DIGITS = 12;

    private FolderName() {}

    /// The id, where it can be one; else what can be kept of it, with a digest.
    static String of(String id) {
        String cleaned = cleaned(id);
        if (cleaned.equals(id) && id.length() <= LONGEST) {
            return id;
        }
        String digest = Digests.hexSha256(id.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        return cleaned.substring(0, Math.min(cleaned.length(), LONGEST)) + "-" + digest;
    }

    /// The name earlier archives used, which several ids may share.
    static String cleaned(String id) {
        return id.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+$", "_");
    }

    /// The folder of an id. An earlier archive's, whose name several ids could share, is first given the name of the id
    /// it holds.
    ///
    /// @param parent of the folders
    /// @param description the file in the folder that tells the id
    static synchronized Path within(Path parent, String id, String description) {
        Path shared = parent.resolve(cleaned(id));
        Optional<String> holds = idIn(shared.resolve(description));
        Path meant = holds.map(held -> parent.resolve(of(held))).orElse(shared);
        if (!meant.equals(shared) && !Files.exists(meant)) {
            try {
                Files.move(shared, meant);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot rename " + shared + " to " + meant + ": " + FolderIndex.reason(e), e);
            }
        }
        return parent.resolve(of(id));
    }

    private static Optional<String> idIn(Path description) {
        try {
            return Files.exists(description)
                    ? Json.text(Json.parse(Files.readString(description)).get("id"))
                    : Optional.empty();
        } catch (IOException | InvalidJsonException e) {
            return Optional.empty();
        }
    }
}
