package dev.tunebook.store.sql.history;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;

/// zstd at level 1. Contexts are expensive to make and not for two threads at once, so they are lent out.
final class Zstandard {
    private static final int LEVEL = 1;
    private static final ConcurrentLinkedDeque<ZstdCompressCtx> COMPRESSORS = new ConcurrentLinkedDeque<>();
    private static final ConcurrentLinkedDeque<ZstdDecompressCtx> DECOMPRESSORS = new ConcurrentLinkedDeque<>();

    private Zstandard() {}

    static byte[] compress(byte[] bytes, int size) {
        ZstdCompressCtx lent = COMPRESSORS.pollFirst();
        ZstdCompressCtx context = lent == null ? new ZstdCompressCtx().setLevel(LEVEL) : lent;
        byte[] target = new byte[Math.toIntExact(Zstd.compressBound(size))];
        int written = context.compressByteArray(target, 0, target.length, bytes, 0, size);
        COMPRESSORS.addFirst(context);
        return Arrays.copyOf(target, written);
    }

    /// @param size of the bytes as they were before
    static byte[] decompress(byte[] bytes, int from, int to, int size) {
        ZstdDecompressCtx lent = DECOMPRESSORS.pollFirst();
        ZstdDecompressCtx context = lent == null ? new ZstdDecompressCtx() : lent;
        byte[] target = new byte[size];
        int written = context.decompressByteArray(target, 0, size, bytes, from, to - from);
        DECOMPRESSORS.addFirst(context);
        if (written != size) {
            throw new IllegalStateException(
                    "a compressed block holds " + written + " bytes instead of " + size + "; the database is damaged");
        }
        return target;
    }

    /// Writes the bytes compressed, both sizes before them.
    static void write(ByteSink raw, ByteSink out) {
        byte[] packed = compress(raw.array(), raw.size());
        out.varint(raw.size()).sized(packed);
    }

    /// What [#write] wrote.
    static ByteSource read(ByteSource in) {
        int size = in.count();
        int packed = in.count();
        byte[] bytes = decompress(in.array(), in.position(), in.position() + packed, size);
        in.skip(packed);
        return new ByteSource(bytes);
    }

    /// Passes over what [#write] wrote.
    static void skip(ByteSource in) {
        in.count();
        in.skip(in.count());
    }
}
