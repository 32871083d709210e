package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.Digests;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.blobs.Blob;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bytes on their way into an artifact: the artifact and the digest they were announced with. MD5 and XXH128 both have
/// sixteen bytes.
///
/// @param digest Base64, as the manifest has it
record Content(long artifactId, String digest) {
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-([0-9a-f]{32})");
    private static final int DIGEST_BYTES = 16;

    /// @throws HttpFailure 400 for a digest that is none
    static Content of(long artifactId, String digest) {
        try {
            if (Base64.getDecoder().decode(digest).length == DIGEST_BYTES) {
                return new Content(artifactId, digest);
            }
        } catch (IllegalArgumentException e) {
            throw badDigest(digest);
        }
        throw badDigest(digest);
    }

    private static HttpFailure badDigest(String digest) {
        return HttpFailure.badRequest(
                "invalid_digest", "'" + digest + "' is not a digest; send the Base64 of an MD5 or XXH128.");
    }

    /// Reads what {@link #name} writes.
    static Content parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw HttpFailure.notFound("There is no upload '" + name + "'.");
        }
        return new Content(Long.parseLong(matcher.group(1)), Digests.hexToBase64(matcher.group(2)));
    }

    boolean isDigestOf(Blob blob) {
        return blob.md5().equals(digest) || blob.xxh128().equals(Optional.of(digest));
    }

    /// The same for the same bytes of the same artifact, so that a repeated request goes on where the first one was.
    String name() {
        return artifactId + "-" + Digests.base64ToHex(digest);
    }

    /// Reads the front of what {@link #part} writes.
    static Content ofPart(String part) {
        return parse(part.substring(0, Math.max(0, part.lastIndexOf('-'))));
    }

    /// A part of them, where they are sent in parts.
    String part(long number) {
        return name() + "-" + number;
    }
}
