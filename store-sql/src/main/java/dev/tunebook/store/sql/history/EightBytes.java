package dev.tunebook.store.sql.history;

/// Eight letters at once, the first in the lowest byte.
final class EightBytes {
    private EightBytes() {}

    static long at(byte[] text, int at) {
        return (long) ByteSink.LONGS.get(text, at);
    }

    static boolean areDigits(long eight) {
        return ((eight & 0xF0F0F0F0F0F0F0F0L) | (eight + 0x0606060606060606L & 0xF0F0F0F0F0F0F0F0L) >>> 4)
                == 0x3333333333333333L;
    }

    /// The number that eight digits mean: pairs first, then fours, then all.
    static long number(long eight) {
        long ones = eight - 0x3030303030303030L;
        long pairs = ones * 10 + (ones >>> 8);
        long even = (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32));
        long odd = (pairs >>> 16 & 0x000000FF000000FFL) * (1 + (10_000L << 32));
        return even + odd >>> 32;
    }
}
