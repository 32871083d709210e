package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.wire.Digests;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.http.HttpCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;

/// The bytes of one entry, with the digest they had when they were added.
public sealed interface Content {
    /// Base64.
    String md5();

    long size();

    /// @throws InvalidInputException when it is not what was added any more
    void requireUnchanged();

    InputStream open() throws IOException;

    /// What to send.
    HttpCall.Body body();

    /// Some of the bytes, for an upload in parts.
    HttpCall.Body part(long offset, long length);

    static Content of(byte[] bytes) {
        return new InMemory(bytes.clone(), Digests.base64Md5(bytes));
    }

    /// A file, read once now for its digest and again when it is sent.
    static Content of(Path path) {
        try {
            FileTime modified = Files.getLastModifiedTime(path);
            MessageDigest md5 = Digests.md5();
            long size = digest(path, md5);
            return new OnDisk(path, Digests.base64(md5.digest()), size, modified);
        } catch (IOException e) {
            throw new InvalidInputException("cannot read " + path + ", which is to be added; check the path", e);
        }
    }

    /// A file of our own that nobody changes.
    static Content staged(Path path, String md5, long size) {
        try {
            return new OnDisk(path, md5, size, Files.getLastModifiedTime(path));
        } catch (IOException e) {
            throw new InvalidInputException("the staged file " + path + " is gone; it cannot be sent any more", e);
        }
    }

    private static long digest(Path path, MessageDigest md5) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                md5.update(buffer, 0, read);
                size += read;
            }
        }
        return size;
    }

    /// Bytes nobody else holds.
    record InMemory(byte[] bytes, String md5) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void requireUnchanged() {}

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public HttpCall.Body body() {
            return new HttpCall.Body.Bytes(bytes);
        }

        @Override
        public HttpCall.Body part(long offset, long length) {
            return new HttpCall.Body.Bytes(Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length)));
        }
    }

    /// A file of the user's, or a staged one.
    record OnDisk(Path path, String md5, long size, FileTime modified) implements Content {
        @Override
        public void requireUnchanged() {
            try {
                if (Files.size(path) == size && Files.getLastModifiedTime(path).equals(modified)) {
                    return;
                }
            } catch (IOException e) {
                throw new InvalidInputException(path + " cannot be read any more; add it again", e);
            }
            throw new InvalidInputException(path + " changed after it was added; add it again to a new artifact");
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public HttpCall.Body body() {
            return new HttpCall.Body.File(path);
        }

        @Override
        public HttpCall.Body part(long offset, long length) {
            return new HttpCall.Body.FilePart(path, offset, length);
        }
    }
}
