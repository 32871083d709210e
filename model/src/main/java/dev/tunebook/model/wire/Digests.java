package dev.tunebook.model.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// The digests of the protocol. A file's digest is the Base64 of its MD5. The MD5s name things; nothing trusts them.
public final class Digests {
    private Digests() {}

    /// A fresh MD5, for streaming.
    public static MessageDigest md5() {
        return digest("MD5");
    }

    /// A fresh SHA-256, for streaming.
    public static MessageDigest sha256() {
        return digest("SHA-256");
    }

    public static String base64Md5(byte[] bytes) {
        return base64(md5().digest(bytes));
    }

    public static String hexSha256(byte[] bytes) {
        return hex(sha256().digest(bytes));
    }

    public static String base64(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }

    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /// The hex form of a Base64 digest or id, as in blob addresses and `wandb-artifact://` references.
    ///
    /// @throws IllegalArgumentException when it is no Base64
    public static String base64ToHex(String base64) {
        return hex(Base64.getDecoder().decode(base64));
    }

    /// The Base64 form of a hex digest or id.
    ///
    /// @throws IllegalArgumentException when it is no hex
    public static String hexToBase64(String hex) {
        return base64(HexFormat.of().parseHex(hex));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(algorithm + " belongs to every JDK", e);
        }
    }
}
