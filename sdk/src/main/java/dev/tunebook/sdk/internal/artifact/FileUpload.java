package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One file of an artifact on its way up, whole or, when it is large, in parts.
///
/// @param partDigests hex MD5s of the parts, none when it goes up whole
record FileUpload(LogicalPath path, Content content, long partSize, List<String> partDigests) {
    private static final long LEAST_MULTIPART = 2L << 30;
    private static final long LARGEST = 5L << 40;
    private static final long USUAL_PART = 100L << 20;
    private static final long MOST_PARTS = 10_000;
    private static final long PART_UNIT = 4096;

    /// How large files are cut.
    ///
    /// @param threshold smallest size that is cut
    record Cut(long threshold, long usualPart) {
        static final Cut OFFICIAL = new Cut(LEAST_MULTIPART, USUAL_PART);
    }

    static FileUpload of(LogicalPath path, Content content, Cut cut) {
        if (content.size() > LARGEST) {
            throw new InvalidInputException("the file \"" + path + "\" has " + content.size() + " bytes, at most "
                    + LARGEST + " are possible; split it");
        }
        if (content.size() < cut.threshold()) {
            return new FileUpload(path, content, content.size(), List.of());
        }
        long part = partSize(content.size(), cut.usualPart());
        return new FileUpload(path, content, part, partDigests(path, content, part));
    }

    static long partSize(long size, long usual) {
        if (size <= usual * MOST_PARTS) {
            return usual;
        }
        long even = (size + MOST_PARTS - 1) / MOST_PARTS;
        return (even + PART_UNIT - 1) / PART_UNIT * PART_UNIT;
    }

    private static List<String> partDigests(LogicalPath path, Content content, long partSize) {
        content.requireUnchanged();
        List<String> digests = new ArrayList<>();
        try (InputStream in = content.open()) {
            for (long at = 0; at < content.size(); at += partSize) {
                digests.add(digest(in, Math.min(partSize, content.size() - at)));
            }
        } catch (IOException e) {
            throw new InvalidInputException("cannot read the file \"" + path + "\" again; add it again", e);
        }
        return digests;
    }

    private static String digest(InputStream in, long length) throws IOException {
        MessageDigest md5 = Digests.md5();
        byte[] buffer = new byte[1 << 16];
        for (long left = length; left > 0; ) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (read == 0) {
                break;
            }
            md5.update(buffer, 0, read);
            left -= read;
        }
        return Digests.hex(md5.digest());
    }

    boolean isInParts() {
        return !partDigests.isEmpty();
    }

    long offset(int index) {
        return index * partSize;
    }

    long length(int index) {
        return Math.min(partSize, content.size() - offset(index));
    }

    /// What the server is told before it gives addresses.
    ObjectNode spec(String artifactId, String manifestId) {
        ObjectNode spec = Json.object()
                .put("artifactID", artifactId)
                .put("artifactManifestID", manifestId)
                .put("name", path.value())
                .put("md5", content.md5());
        if (isInParts()) {
            ArrayNode parts = spec.putArray("uploadPartsInput");
            for (int i = 0; i < partDigests.size(); i++) {
                parts.addObject().put("partNumber", i + 1).put("hexMD5", partDigests.get(i));
            }
        }
        return spec;
    }
}
