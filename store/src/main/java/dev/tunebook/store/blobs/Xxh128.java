package dev.tunebook.store.blobs;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;

/// XXH128 of bytes that pass: the digest newer clients may use for artifacts. It names bytes and proves nothing.
public final class Xxh128 {
    private final HashStream128 stream = Hashing.xxh3_128().hashStream();

    public void update(byte[] bytes, int offset, int length) {
        stream.putBytes(bytes, offset, length);
    }

    /// In the canonical form, the most significant byte first.
    public byte[] digest() {
        HashValue128 hash = stream.get();
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(hash.getMostSignificantBits())
                .putLong(hash.getLeastSignificantBits())
                .array();
    }
}
