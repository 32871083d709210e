package dev.tunebook.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Passwords as Argon2id: 19 MiB, two rounds, one lane; the text form carries the parameters.
public final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ROUNDS = 2;
    private static final int SALT = 16;
    private static final int HASH = 32;

    /// Costs as much to compare with as a stored hash, for names nobody has.
    static final String DECOY = text(new byte[SALT], new byte[HASH]);

    private Passwords() {}

    public static String hash(Secret password, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return text(salt, derive(password, salt, MEMORY_KIB, ROUNDS));
    }

    private static String text(byte[] salt, byte[] hash) {
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ROUNDS + ",p=1$" + encode(salt) + "$" + encode(hash);
    }

    /// Whether the password is the one that was hashed. A text of another form fits none.
    public static boolean matches(Secret password, String hashed) {
        String[] parts = hashed.split("\\$");
        if (parts.length != 6 || !parts[1].equals("argon2id")) {
            return false;
        }
        String[] costs = parts[3].split("[=,]");
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        byte[] made = derive(password, salt, Integer.parseInt(costs[1]), Integer.parseInt(costs[3]));
        return MessageDigest.isEqual(made, Base64.getDecoder().decode(parts[5]));
    }

    private static byte[] derive(Secret password, byte[] salt, int memory, int rounds) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(rounds)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH];
        generator.generateBytes(password.reveal().getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
