package dev.tunebook.server.graphql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A file as the schema shows it: of a run, of an artifact, or one about to be uploaded. Addresses are signed when they
/// are asked for and not before.
public interface FileNode {
    String id();

    /// Its path within the run or artifact.
    String name();

    long size();

    /// Answers with the bytes by itself, without credentials.
    String directUrl();

    /// Answers with the bytes to who may read them, or takes them with PUT when `upload` is true.
    default Optional<String> url(boolean upload) {
        return Optional.empty();
    }

    /// Takes the bytes; empty where they are stored already.
    default Optional<String> uploadUrl() {
        return Optional.empty();
    }

    /// Addresses for a file that is sent in parts.
    default Optional<Parts> parts() {
        return Optional.empty();
    }

    default Optional<String> storagePath() {
        return Optional.empty();
    }

    default Optional<String> mimetype() {
        return Optional.empty();
    }

    default Optional<Instant> updatedAt() {
        return Optional.empty();
    }

    /// As the artifact's manifest has it.
    default Optional<String> digest() {
        return Optional.empty();
    }

    /// Base64.
    default Optional<String> md5() {
        return Optional.empty();
    }

    /// The artifact the bytes were, or will be, first stored under.
    default Optional<Long> artifactId() {
        return Optional.empty();
    }

    /// @param uploadUrlParts in the order of the parts
    record Parts(String uploadID, List<Part> uploadUrlParts) {}

    /// @param partNumber from 1
    record Part(long partNumber, String uploadUrl) {}

    /// Answers the fields of `File` and of its connection.
    static void wire(Wiring wiring) {
        wiring.type("File", FileNode.class)
                .field("id", FileNode::id)
                .field("name", FileNode::name)
                .field("displayName", FileNode::name)
                .field("directUrl", FileNode::directUrl)
                .field(
                        "url",
                        (file, call) -> file.url(call.arguments().flag("upload").orElse(false)))
                .field("uploadUrl", FileNode::uploadUrl)
                .field("uploadHeaders", file -> List.of())
                .field("uploadMultipartUrls", FileNode::parts)
                .field("storagePath", FileNode::storagePath)
                .field("sizeBytes", FileNode::size)
                .field("mimetype", FileNode::mimetype)
                .field("updatedAt", FileNode::updatedAt)
                .field("digest", FileNode::digest)
                .field("md5", FileNode::md5)
                .field(
                        "artifact",
                        (file, call) -> file.artifactId()
                                .<Object>map(id -> call.load(Loaders.ARTIFACT, id))
                                .orElse(Optional.empty()));
        wiring.connection("FileConnection", "FileEdge");
        wiring.type("FileConnection", Connection.class).field("uploadHeaders", connection -> List.of());
        wiring.record("UploadMultipartUrls", Parts.class).record("UploadUrlPart", Part.class);
    }
}
