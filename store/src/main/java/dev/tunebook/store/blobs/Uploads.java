package dev.tunebook.store.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/// What every blob store does with arriving bytes.
public final class Uploads {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int BUFFER = 1 << 16;

    private Uploads() {}

    /// More bytes came than were allowed.
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(long limit) {
            super("more than " + limit + " bytes came");
        }
    }

    /// Ids become file names, so nothing else may be in them.
    public static void requireId(String uploadId) {
        if (!ID.matcher(uploadId).matches()) {
            throw new IllegalArgumentException("an upload id has 1 to 128 letters, digits, - and _");
        }
    }

    /// Blobs are named by what they hold, which becomes a file name too.
    public static void requireSha256(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a blob is named by a SHA-256 in lower-case hex");
        }
    }

    /// Copies to the end, digesting on the way.
    ///
    /// @throws TooLong when more than `limit` bytes come
    public static void copy(InputStream from, OutputStream to, Digester digester, long limit) throws IOException {
        var buffer = new byte[BUFFER];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            digester.update(buffer, 0, count);
            if (digester.size() > limit) {
                throw new TooLong(limit);
            }
            to.write(buffer, 0, count);
        }
    }
}
