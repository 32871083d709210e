package dev.tunebook.sdk.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A stream of some of a file's bytes.
final class FileSection extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long at;

    FileSection(HttpCall.Body.FilePart part) {
        try {
            this.channel = FileChannel.open(part.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.at = part.offset();
        this.end = part.offset() + part.length();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (at >= end) {
            return -1;
        }
        int most = (int) Math.min(length, end - at);
        int read = channel.read(ByteBuffer.wrap(target, offset, most), at);
        at += Math.max(read, 0);
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
