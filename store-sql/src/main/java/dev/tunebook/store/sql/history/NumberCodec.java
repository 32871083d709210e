package dev.tunebook.store.sql.history;

/// How the numbers of a chunk are laid out before compression. The order is on disk.
enum NumberCodec {
    /// There are none.
    NONE,
    /// All are 64-bit integers: differences as varints.
    LONGS,
    /// All are exactly floats: four byte planes.
    FLOATS,
    /// Eight byte planes.
    DOUBLES;

    static final NumberCodec[] ALL = values();

    void write(double[] numbers, int count, ByteSink out) {
        switch (this) {
            case FLOATS -> {
                int at = out.skip(Float.BYTES * count);
                byte[] bytes = out.array();
                for (int i = 0; i < count; i++) {
                    int bits = Float.floatToIntBits((float) numbers[i]);
                    for (int plane = 0; plane < Float.BYTES; plane++) {
                        bytes[at + plane * count + i] = (byte) (bits >>> 8 * plane);
                    }
                }
            }
            case DOUBLES -> {
                int at = out.skip(Double.BYTES * count);
                byte[] bytes = out.array();
                for (int i = 0; i < count; i++) {
                    long bits = Double.doubleToLongBits(numbers[i]);
                    for (int plane = 0; plane < Double.BYTES; plane++) {
                        bytes[at + plane * count + i] = (byte) (bits >>> 8 * plane);
                    }
                }
            }
            case NONE, LONGS -> throw new IllegalArgumentException(this + " holds no doubles");
        }
    }

    static void writeLongs(long[] numbers, int count, ByteSink out) {
        long before = 0;
        for (int i = 0; i < count; i++) {
            out.signed(numbers[i] - before);
            before = numbers[i];
        }
    }

    static void readLongs(ByteSource in, long[] numbers, int count) {
        long before = 0;
        for (int i = 0; i < count; i++) {
            before += in.signed();
            numbers[i] = before;
        }
    }

    void read(ByteSource in, double[] numbers, int count) {
        byte[] bytes = in.array();
        int at = in.position();
        switch (this) {
            case NONE -> {}
            case LONGS -> {
                long before = 0;
                for (int i = 0; i < count; i++) {
                    before += in.signed();
                    numbers[i] = before;
                }
            }
            case FLOATS -> {
                for (int i = 0; i < count; i++) {
                    numbers[i] = Float.intBitsToFloat(bytes[at + i] & 0xFF
                            | (bytes[at + count + i] & 0xFF) << 8
                            | (bytes[at + 2 * count + i] & 0xFF) << 16
                            | bytes[at + 3 * count + i] << 24);
                }
                in.skip(4 * count);
            }
            case DOUBLES -> {
                for (int i = 0; i < count; i++) {
                    long bits = 0;
                    for (int plane = 7; plane >= 0; plane--) {
                        bits = bits << 8 | bytes[at + plane * count + i] & 0xFF;
                    }
                    numbers[i] = Double.longBitsToDouble(bits);
                }
                in.skip(8 * count);
            }
        }
    }
}
