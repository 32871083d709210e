package dev.tunebook.sandbox.script;

/// Randomness that depends on nothing but its arguments: the same name gives the same value in every run.
public final class Noise {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String HEX = "0123456789abcdef";

    private Noise() {}

    /// A number that belongs to a seed and a name.
    public static long of(long seed, String name) {
        long hash = mix(seed ^ 0x9E3779B97F4A7C15L);
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash + name.charAt(i));
        }
        return hash;
    }

    /// Evenly in [0, 1).
    public static double uniform(long seed, String channel, long index) {
        return (mix(of(seed, channel) + index * 0xD1342543DE82EF95L) >>> 11) * 0x1.0p-53;
    }

    /// About normal, with mean 0 and deviation 1, and never beyond 3.5.
    public static double normal(long seed, String channel, long index) {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += uniform(seed, channel, index * 12 + i);
        }
        return Math.max(-3.5, Math.min(3.5, sum - 6));
    }

    /// Letters and digits, as OpenAI makes ids.
    public static String base62(long seed, String name, int length) {
        return text(BASE62, seed, name, length);
    }

    /// Hexadecimal digits, as Azure makes ids.
    public static String hex(long seed, String name, int length) {
        return text(HEX, seed, name, length);
    }

    private static String text(String alphabet, long seed, String name, int length) {
        StringBuilder text = new StringBuilder(length);
        long state = of(seed, name);
        for (int i = 0; i < length; i++) {
            state = mix(state + 0x9E3779B97F4A7C15L);
            text.append(alphabet.charAt((int) Long.remainderUnsigned(state, alphabet.length())));
        }
        return text.toString();
    }

    // The finishing step of SplitMix64.
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
