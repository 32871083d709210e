package dev.tunebook.server.datasets;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;

/// Bytes on their way to a reader that works ahead of what it hands out: remembers where each line began, until that
/// line is behind.
final class LineStarts extends FilterInputStream {
    private final ArrayDeque<Long> starts = new ArrayDeque<>();
    private long first = 1;
    private long position;

    LineStarts(InputStream in) {
        super(in);
        starts.add(0L);
    }

    /// Where the line begins, in bytes; what is before it is forgotten.
    ///
    /// @param line from 1, not below the one asked for before, and already read
    long offset(long line) {
        while (first < line) {
            starts.remove();
            first++;
        }
        return starts.element();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = 0; i < count; i++) {
            if (buffer[offset + i] == '\n') {
                starts.add(position + i + 1);
            }
        }
        position += Math.max(count, 0);
        return count;
    }
}
