package dev.tunebook.sdk.internal.download;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.tunebook.model.wire.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/// A digest of streamed bytes, in the protocol's form.
sealed interface Checksum {
    void update(byte[] bytes, int length);

    /// Base64 of what was streamed.
    String value();

    /// Empty for an algorithm nobody has heard of.
    static Optional<Checksum> of(String algorithm) {
        return switch (algorithm) {
            case "MD5" -> Optional.of(new Md5(Digests.md5()));
            case "XXH128" -> Optional.of(new Xxh128(Hashing.xxh3_128().hashStream()));
            default -> Optional.empty();
        };
    }

    /// What files have had ever since.
    record Md5(MessageDigest digest) implements Checksum {
        @Override
        public void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        @Override
        public String value() {
            return Digests.base64(digest.digest());
        }
    }

    /// What the official client also offers since 0.30.
    record Xxh128(HashStream128 stream) implements Checksum {
        @Override
        public void update(byte[] bytes, int length) {
            stream.putBytes(bytes, 0, length);
        }

        @Override
        public String value() {
            HashValue128 hash = stream.get();
            ByteBuffer canonical = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(hash.getMostSignificantBits())
                    .putLong(hash.getLeastSignificantBits());
            return Digests.base64(canonical.array());
        }
    }
}
