package dev.tunebook.sandbox;

import dev.tunebook.model.wire.Json;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A file of the account.
record StoredFile(
        String id, String filename, String purpose, byte[] content, Instant createdAt, Optional<Instant> expiresAt) {

    ObjectNode document() {
        return Json.object()
                .put("object", "file")
                .put("id", id)
                .put("purpose", purpose)
                .put("filename", filename)
                .put("bytes", content.length)
                .put("created_at", createdAt.getEpochSecond())
                .put("expires_at", expiresAt.map(Instant::getEpochSecond).orElse(null))
                .put("status", "processed")
                .putNull("status_details");
    }
}
