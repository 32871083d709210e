package dev.tunebook.store.blobs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Computes what is known about bytes while they pass.
public final class Digester {
    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest md5 = digest("MD5");
    private final Xxh128 xxh128 = new Xxh128();
    private long size;

    public void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        md5.update(bytes, offset, length);
        xxh128.update(bytes, offset, length);
        size += length;
    }

    public long size() {
        return size;
    }

    /// Ends it; the digester cannot be used again.
    public Blob blob() {
        return new Blob(
                HexFormat.of().formatHex(sha256.digest()),
                Base64.getEncoder().encodeToString(md5.digest()),
                Optional.of(Base64.getEncoder().encodeToString(xxh128.digest())),
                size);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm + "; every Java must", e);
        }
    }
}
