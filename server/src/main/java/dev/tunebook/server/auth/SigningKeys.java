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
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int BYTES = 32;

    private final Optional<Path> file;
    private final SecureRandom random;
    private final InstantSource clock;
    private volatile List<Key> keys;
    private volatile Instant lookedAt;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Key(String id, Instant made, byte[] secret) {}

    private SigningKeys(Optional<Path> file, SecureRandom random, InstantSource clock) {
        this.file = file;
        this.random = random;
        this.clock = clock;
        this.lookedAt = clock.instant();
        this.keys = current(lookedAt, List.of());
    }

    /// One key that nobody else has and that ends with this process.
    public static SigningKeys temporary(SecureRandom random, InstantSource clock) {
        return new SigningKeys(Optional.empty(), random, clock);
    }

    /// The keys in a file only its owner reads, made or rotated as needed, at the start and while the server runs.
    /// Servers that share the file share the keys.
    public static SigningKeys open(Path file, SecureRandom random, InstantSource clock) {
        return new SigningKeys(Optional.of(file), random, clock);
    }

    Key newest() {
        if (isOld(keys)) {
            look();
        }
        return keys.getLast();
    }

    /// A key not known here may be another server's new one; the file is looked at again, but not for everybody who
    /// makes one up.
    Optional<Key> find(String id) {
        Optional<Key> known = known(id);
        if (known.isPresent() || clock.instant().isBefore(lookedAt.plus(PAUSE))) {
            return known;
        }
        look();
        return known(id);
    }

    private Optional<Key> known(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private synchronized void look() {
        Instant now = clock.instant();
        keys = current(now, keys);
        lookedAt = now;
    }

    private boolean isOld(List<Key> known) {
        return known.isEmpty() || known.getLast().made().plus(ROTATION).isBefore(clock.instant());
    }

    private List<Key> current(Instant now, List<Key> before) {
        try {
            List<Key> known = new ArrayList<>(before);
            if (file.isPresent() && Files.exists(file.get())) {
                known.clear();
                Files.readAllLines(file.get()).stream().map(SigningKeys::parse).forEach(known::add);
            }
            known.removeIf(key -> key.made().plus(KEPT).isBefore(now));
            if (isOld(known)) {
                known.add(make(random, now));
                if (file.isPresent()) {
                    write(file.get(), known);
                }
            }
            return List.copyOf(known);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The signing keys at " + file.orElseThrow() + " cannot be read or written", e);
        }
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
