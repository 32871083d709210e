package dev.tunebook.server.storage;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Request;
import java.io.FilterInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// A request's body that ends well only when all of it came: as many bytes as `Content-Length` says, with the digest
/// that `Content-MD5` says. So a store never keeps half a file.
final class CheckedBody extends FilterInputStream {
    private final Optional<Long> expectedLength;
    private final Optional<String> expectedMd5;
    private final MessageDigest md5 = md5();
    private long length;

    CheckedBody(Request request) {
        super(request.stream(Long.MAX_VALUE));
        expectedLength = request.contentLength();
        expectedMd5 = request.header("Content-MD5").filter(value -> !value.isBlank());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int read = received(buffer, offset, count);
        if (read < 0) {
            check();
            return read;
        }
        length += read;
        if (expectedMd5.isPresent()) {
            md5.update(buffer, offset, read);
        }
        return read;
    }

    private int received(byte[] buffer, int offset, int count) {
        try {
            return super.read(buffer, offset, count);
        } catch (IOException | RuntimeException e) {
            throw broken("it broke off after " + length + " bytes");
        }
    }

    private void check() {
        expectedLength.filter(expected -> expected != length).ifPresent(expected -> {
            throw broken("it ended after " + length + " of " + expected + " bytes");
        });
        expectedMd5.ifPresent(expected -> {
            String actual = Base64.getEncoder().encodeToString(md5.digest());
            if (!actual.equals(expected.trim())) {
                throw HttpFailure.badRequest(
                        "digest_mismatch",
                        "The body's MD5 is " + actual + ", but Content-MD5 says " + expected + "; send it again.");
            }
        });
    }

    private static HttpFailure broken(String how) {
        return HttpFailure.badRequest("broken_body", "The body is not whole: " + how + "; send it again.");
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has MD5", e);
        }
    }
}
