package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.Digests;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.ArtifactFileSpec;
import dev.tunebook.store.blobs.Blob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/// Files that come in parts. Joining many gigabytes takes longer than a client waits for one answer: a request that
/// comes again meanwhile waits for the same work.
final class PartedUploads {
    private final Store store;
    private final long limit;
    private final ConcurrentHashMap<String, CompletableFuture<Blob>> joining = new ConcurrentHashMap<>();

    /// @param limit most bytes of a file
    PartedUploads(Store store, long limit) {
        this.store = store;
        this.limit = limit;
    }

    /// @param number from 1
    /// @param md5 hex, as the upload of the part was answered with
    record Part(long number, String md5) {
        static Part of(Arguments input) {
            return new Part(
                    input.number("partNumber").orElse(0),
                    input.required("hexMD5").replace("\"", "").toLowerCase(Locale.ROOT));
        }
    }

    /// Puts the parts together as one file of the artifact, and returns its digest.
    String complete(Viewer viewer, long artifactId, String uploadId, List<Part> parts) {
        Content content = Content.parse(uploadId);
        if (content.artifactId() != artifactId) {
            throw HttpFailure.notFound("The upload '" + uploadId + "' does not belong to this artifact.");
        }
        ArtifactFileSpec file = new ArtifactFileSpec(artifactId, uploadId, content.digest());
        boolean stored = store.artifactContent().prepare(viewer, List.of(file)).stream()
                .anyMatch(slot -> slot.stored().isPresent());
        if (!stored) {
            Blob blob = joined(content, parts);
            store.artifactContent().attach(viewer, artifactId, content.digest(), blob);
        }
        parts.forEach(part -> store.blobs().discard(content.part(part.number())));
        return content.digest();
    }

    private Blob joined(Content content, List<Part> parts) {
        CompletableFuture<Blob> mine = new CompletableFuture<>();
        Optional<CompletableFuture<Blob>> running = Optional.ofNullable(joining.putIfAbsent(content.name(), mine));
        if (running.isPresent()) {
            return await(running.get());
        }
        try {
            mine.complete(join(content, parts));
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        } finally {
            joining.remove(content.name());
        }
        return await(mine);
    }

    private static Blob await(CompletableFuture<Blob> blob) {
        try {
            return blob.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Blob join(Content content, List<Part> parts) {
        List<String> uploads = new ArrayList<>();
        for (Part part : parts) {
            if (part.number() != uploads.size() + 1) {
                throw HttpFailure.badRequest(
                        "invalid_parts",
                        "Parts are numbered 1, 2, 3 ...; number " + part.number() + " is out of order.");
            }
            String upload = content.part(part.number());
            requireArrived(upload, part);
            uploads.add(upload);
        }
        Blob whole = store.blobs().join(content.name(), uploads, limit);
        if (!content.isDigestOf(whole)) {
            store.blobs().discard(content.name());
            throw HttpFailure.badRequest(
                    "digest_mismatch",
                    "The parts together have MD5 " + whole.md5() + ", not the announced " + content.digest()
                            + "; send them again.");
        }
        return store.blobs().commit(content.name());
    }

    private void requireArrived(String upload, Part part) {
        String md5 = store.blobs()
                .upload(upload)
                .map(blob -> Digests.base64ToHex(blob.md5()))
                .orElseThrow(() -> HttpFailure.badRequest(
                        "incomplete", "Part " + part.number() + " was not uploaded; send it and complete again."));
        if (!md5.equals(part.md5())) {
            throw HttpFailure.badRequest(
                    "digest_mismatch",
                    "Part " + part.number() + " arrived with MD5 " + md5 + ", not " + part.md5() + "; send it again.");
        }
    }
}
