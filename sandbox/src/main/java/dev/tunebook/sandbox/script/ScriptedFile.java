package dev.tunebook.sandbox.script;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// A file in an account.
///
/// @param purpose `fine-tune` and so on
/// @param createdAt without it, an hour before it is added to a sandbox
public record ScriptedFile(String id, String filename, String purpose, byte[] content, Optional<Instant> createdAt) {

    /// A training or validation file.
    public static ScriptedFile of(String id, String filename, byte[] content) {
        return new ScriptedFile(id, filename, "fine-tune", content, Optional.empty());
    }

    /// A training or validation file of this text, in UTF-8.
    public static ScriptedFile of(String id, String filename, String content) {
        return of(id, filename, content.getBytes(StandardCharsets.UTF_8));
    }

    public ScriptedFile createdAt(Instant time) {
        return new ScriptedFile(id, filename, purpose, content, Optional.of(time));
    }
}
