package dev.tunebook.store.sql.history;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/// zstd at level 1. Contexts are expensive to make and not for two threads at once, so they are lent out.
final class Zstandard {
    private static final int LEVEL = 1;
    /// Room up to this size is kept for the next time.
    private static final int MOST_KEPT = 256 << 10;

    private static final ConcurrentLinkedDeque<Compressor> COMPRESSORS = new ConcurrentLinkedDeque<>();
    private static final ConcurrentLinkedDeque<ZstdDecompressCtx> DECOMPRESSORS = new ConcurrentLinkedDeque<>();

    private Zstandard() {}

    private static final class Compressor {
        private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
        private ByteSink raw = new ByteSink(0);
        private byte[] kept = new byte[0];

        /// Room for whatever becomes of so many bytes.
        byte[] target(int size) {
            int bound = Math.toIntExact(Zstd.compressBound(size));
            if (bound > MOST_KEPT) {
                return new byte[bound];
            }
            if (kept.length < bound) {
                kept = new byte[bound];
            }
            return kept;
        }
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

    /// Writes what is put into the sink compressed, both sizes before it. The content may write to `out` itself what
    /// is to come first.
    static void write(Consumer<ByteSink> content, ByteSink out) {
        Compressor lent = COMPRESSORS.pollFirst();
        Compressor compressor = lent == null ? new Compressor() : lent;
        ByteSink raw = compressor.raw;
        raw.clear();
        content.accept(raw);
        byte[] target = compressor.target(raw.size());
        int written = compressor.context.compressByteArray(target, 0, target.length, raw.array(), 0, raw.size());
        out.varint(raw.size()).varint(written).put(target, 0, written);
        if (raw.array().length > MOST_KEPT) {
            compressor.raw = new ByteSink(0);
        }
        COMPRESSORS.addFirst(compressor);
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
