package dev.tunebook.store.sql.history;

import java.util.Arrays;

/// Reads what a [ByteSink] wrote.
final class ByteSource {
    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    int u8() {
        return bytes[at++] & 0xFF;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /// A varint that was a size or a count.
    int count() {
        return Math.toIntExact(varint());
    }

    long signed() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    long i64() {
        long value = (long) ByteSink.LONGS.get(bytes, at);
        at += 8;
        return value;
    }

    byte[] bytes(int count) {
        byte[] part = Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return part;
    }

    byte[] sized() {
        return bytes(count());
    }

    int position() {
        return at;
    }

    byte[] array() {
        return bytes;
    }

    void skip(int count) {
        at += count;
    }
}
