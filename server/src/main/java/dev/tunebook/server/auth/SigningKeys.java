package dev.tunebook.server.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The keys addresses are signed with. They survive a restart, so that an upload under way goes on; a new one is made
/// every month, and an old one is believed until the last address it signed has expired.
public final class SigningKeys {
    private static final Duration ROTATION = Duration.ofDays(30);
    private static final Duration KEPT = Duration.ofDays(45);
    private static final int BYTES = 32;

    private final List<Key> keys;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Key(String id, Instant made, byte[] secret) {}

    private SigningKeys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /// One key that nobody else has and that ends with this process.
    public static SigningKeys temporary(SecureRandom random, InstantSource clock) {
        return new SigningKeys(List.of(make(random, clock.instant())));
    }

    /// The keys in a file only its owner reads, made or rotated as needed. Servers that share the file share the keys.
    public static SigningKeys open(Path file, SecureRandom random, InstantSource clock) {
        try {
            Instant now = clock.instant();
            List<Key> known = new ArrayList<>();
            if (Files.exists(file)) {
                Files.readAllLines(file).stream().map(SigningKeys::parse).forEach(known::add);
            }
            known.removeIf(key -> key.made().plus(KEPT).isBefore(now));
            if (known.isEmpty()
                    || known.get(known.size() - 1).made().plus(ROTATION).isBefore(now)) {
                known.add(make(random, now));
                write(file, known);
            }
            return new SigningKeys(known);
        } catch (IOException e) {
            throw new UncheckedIOException("The signing keys at " + file + " cannot be read or written", e);
        }
    }

    Key newest() {
        return keys.get(keys.size() - 1);
    }

    Optional<Key> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private static Key make(SecureRandom random, Instant now) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new Key(Integer.toHexString(random.nextInt()), now, secret);
    }

    private static Key parse(String line) {
        String[] parts = line.split(" ", 3);
        return new Key(parts[0], Instant.parse(parts[1]), Base64.getDecoder().decode(parts[2]));
    }

    private static void write(Path file, List<Key> keys) throws IOException {
        List<String> lines = keys.stream()
                .map(key ->
                        key.id() + " " + key.made() + " " + Base64.getEncoder().encodeToString(key.secret()))
                .toList();
        Path next = file.resolveSibling(file.getFileName() + ".new");
        OwnerOnly.write(next, String.join("\n", lines) + "\n");
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
