package dev.tunebook.store.sql.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes being written, little-endian.
final class ByteSink {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    ByteSink(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /// The bytes in place; those from [#size] on mean nothing.
    byte[] array() {
        return bytes;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length + (bytes.length >> 1)));
        }
    }

    ByteSink u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /// Seven bits a byte, unsigned, the lowest first.
    ByteSink varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /// A varint in which small negative numbers are short too.
    ByteSink signed(long value) {
        return varint(value << 1 ^ value >> 63);
    }

    ByteSink i64(long value) {
        room(8);
        LONGS.set(bytes, size, value);
        size += 8;
        return this;
    }

    /// Makes room for bytes that are then written into [#array].
    ///
    /// @return where they begin
    int skip(int count) {
        room(count);
        size += count;
        return size - count;
    }

    ByteSink put(byte[] source) {
        return put(source, 0, source.length);
    }

    ByteSink put(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    /// The bytes with their number before them.
    ByteSink sized(byte[] source) {
        return varint(source.length).put(source);
    }

    /// ASCII only.
    ByteSink ascii(String text, int from, int to) {
        room(to - from);
        for (int i = from; i < to; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    /// The same byte several times.
    ByteSink fill(int value, int count) {
        room(count);
        Arrays.fill(bytes, size, size + count, (byte) value);
        size += count;
        return this;
    }
}
