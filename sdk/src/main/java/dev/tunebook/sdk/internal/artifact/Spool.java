package dev.tunebook.sdk.internal.artifact;

import dev.tunebook.model.wire.Digests;
import dev.tunebook.sdk.error.TransportException;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/// Content that is written instead of being there: in memory while it is small, else in a temporary file that goes
/// when nobody holds the content any more.
final class Spool extends OutputStream {
    private static final int MOST_IN_MEMORY = 8 << 20;
    private static final Cleaner CLEANER = Cleaner.create();

    private final MessageDigest md5 = Digests.md5();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Optional<Path> file = Optional.empty();
    private OutputStream target = memory;
    private long size;

    private Spool() {}

    /// What writes the content, as text.
    interface Text {
        void writeTo(Writer out) throws IOException;
    }

    /// @throws TransportException when the local disk does not take it
    static Content write(Text text) {
        Spool spool = new Spool();
        try {
            try (Writer out = new BufferedWriter(new OutputStreamWriter(spool, StandardCharsets.UTF_8))) {
                text.writeTo(out);
            }
            return spool.content();
        } catch (IOException e) {
            throw new TransportException("cannot keep a large table in the temporary folder; is the disk full?", e);
        }
    }

    private Content content() {
        String digest = Digests.base64(md5.digest());
        if (file.isEmpty()) {
            return new Content.InMemory(memory.toByteArray(), digest);
        }
        Path path = file.get();
        Content content = Content.staged(path, digest, size);
        CLEANER.register(content, () -> delete(path));
        return content;
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file.isEmpty() && size + length > MOST_IN_MEMORY) {
            Path path = Files.createTempFile("tunebook", ".table.json");
            path.toFile().deleteOnExit();
            file = Optional.of(path);
            target = Files.newOutputStream(path);
            memory.writeTo(target);
            memory.reset();
        }
        target.write(bytes, offset, length);
        md5.update(bytes, offset, length);
        size += length;
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
