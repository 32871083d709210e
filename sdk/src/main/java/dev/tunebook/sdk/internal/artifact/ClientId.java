package dev.tunebook.sdk.internal.artifact;

import java.util.random.RandomGenerator;

/// Names for versions and collections the server has not named yet: 128 letters and digits.
public final class ClientId {
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 128;

    private ClientId() {}

    public static String random(RandomGenerator random) {
        return random(random, LENGTH);
    }

    /// Lower-case letters and digits.
    public static String random(RandomGenerator random, int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
