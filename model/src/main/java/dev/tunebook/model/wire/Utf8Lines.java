package dev.tunebook.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/// Lines kept as one run of UTF-8 bytes: what a server takes in and stores without making a string of each. As a list
/// it makes them when asked. Never changes.
public final class Utf8Lines extends AbstractList<String> implements RandomAccess {
    private final byte[] text;
    private final int[] ends;

    private Utf8Lines(byte[] text, int[] ends) {
        this.text = text;
        this.ends = ends;
    }

    public static Utf8Lines of(List<String> lines) {
        if (lines instanceof Utf8Lines already) {
            return already;
        }
        Builder builder = new Builder(64 * lines.size());
        for (String line : lines) {
            builder.add(line);
        }
        return builder.take();
    }

    /// The lines, one after the other without line ends; what follows the last end means nothing. Not to be changed.
    public byte[] text() {
        return text;
    }

    /// Where each line ends in the text. Not to be changed.
    public int[] ends() {
        return ends;
    }

    @Override
    public String get(int index) {
        Objects.checkIndex(index, ends.length);
        int start = start(index);
        return new String(text, start, ends[index] - start, UTF_8);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    public int size() {
        return ends.length;
    }

    @Override
    public Utf8Lines subList(int from, int to) {
        Objects.checkFromToIndex(from, to, ends.length);
        int start = start(from);
        int[] shifted = Arrays.copyOfRange(ends, from, to);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] -= start;
        }
        return new Utf8Lines(Arrays.copyOfRange(text, start, start(to)), shifted);
    }

    static final class Builder {
        private static final byte NOTHING = 0;
        private static final int LEAST_ROOM = 64;
        /// What a letter behind a backslash stands for.
        private static final byte[] MEANT = meant();
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        /// One in each byte.
        private static final long EACH = 0x0101010101010101L;

        private static byte[] meant() {
            byte[] meant = new byte[256];
            String letters = "\"\\/bfnrt";
            for (int i = 0; i < letters.length(); i++) {
                meant[letters.charAt(i)] = (byte) "\"\\/\b\f\n\r\t".charAt(i);
            }
            return meant;
        }

        private byte[] text;
        private int size;
        private int[] ends = new int[16];
        private int count;

        /// @param capacity bytes to begin with
        Builder(int capacity) {
            text = new byte[Math.max(LEAST_ROOM, capacity)];
        }

        void add(String line) {
            byte[] utf8 = line.getBytes(UTF_8);
            room(utf8.length);
            System.arraycopy(utf8, 0, text, size, utf8.length);
            size += utf8.length;
            end();
        }

        /// Adds the line that a JSON string means: ASCII with escapes of one letter.
        ///
        /// @param from where its text begins
        /// @return the position behind its closing quote; -1 when it is any other, and then nothing was added
        int addString(byte[] json, int from) {
            byte[] out = text;
            int end = size;
            int at = from;
            while (true) {
                if (out.length - end < 2 * Long.BYTES) {
                    out = Arrays.copyOf(out, out.length * 2);
                }
                if (json.length - at >= 2 * Long.BYTES) {
                    // Most stretches between marks end within sixteen letters: one branch that is easy to foresee.
                    long first = (long) LONGS.get(json, at);
                    long second = (long) LONGS.get(json, at + Long.BYTES);
                    LONGS.set(out, end, first);
                    LONGS.set(out, end + Long.BYTES, second);
                    int plain = plain(first);
                    plain += plain == Long.BYTES ? plain(second) : 0;
                    at += plain;
                    end += plain;
                    if (plain == 2 * Long.BYTES) {
                        continue;
                    }
                }
                if (at == json.length) {
                    return -1;
                }
                byte next = json[at++];
                if (next == '\\' && at < json.length && MEANT[json[at] & 0xFF] != NOTHING) {
                    out[end++] = MEANT[json[at++] & 0xFF];
                } else if (next == '"') {
                    text = out;
                    size = end;
                    end();
                    return at;
                } else if (next >= ' ' && next != '\\') {
                    out[end++] = next;
                } else {
                    // A control character; and beyond ASCII, bytes are negative.
                    return -1;
                }
            }
        }

        /// How many of eight letters, the first in the lowest byte, come before one that does not stand for itself: a
        /// quote, a backslash, a control character or one beyond ASCII.
        private static int plain(long eight) {
            // A subtraction sets the highest bit of a byte that is less; that of the next only beside such a byte.
            long marks = eight | eight - EACH * ' ' | (eight ^ EACH * '"') - EACH | (eight ^ EACH * '\\') - EACH;
            return Long.numberOfTrailingZeros(marks & EACH << 7) >>> 3;
        }

        private void room(int more) {
            if (text.length - size < more) {
                text = Arrays.copyOf(text, Math.max(Math.addExact(size, more), text.length + (text.length >> 1)));
            }
        }

        private void end() {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count * 2);
            }
            ends[count++] = size;
        }

        /// The lines added since the last time.
        Utf8Lines take() {
            boolean roomy = size < text.length / 4 * 3;
            Utf8Lines lines = new Utf8Lines(roomy ? Arrays.copyOf(text, size) : text, Arrays.copyOf(ends, count));
            text = roomy ? text : new byte[LEAST_ROOM];
            size = 0;
            count = 0;
            return lines;
        }
    }
}
