package dev.tunebook.server.auth;

import dev.tunebook.store.accounts.SealedSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts with AES-256-GCM what has to be read again: services' keys, tokens of links. The first key seals; the
/// others only open what they sealed before, so that keys rotate: a new one is put first, and an old one taken away
/// once nothing is sealed by it.
public final class SealingKeys {
    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_CHARACTERS = 8;

    private final List<Key> keys;
    private final SecureRandom random;

    /// @param id beginning of the key's SHA-256: two servers that share a key agree on it
    private record Key(String id, SecretKeySpec key) {
        static Key of(String hexadecimal) {
            byte[] bytes = HexFormat.of().parseHex(hexadecimal);
            String id = Secret.of(HexFormat.of().formatHex(bytes)).sha256().substring(0, ID_CHARACTERS);
            return new Key(id, new SecretKeySpec(bytes, "AES"));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private SealingKeys(List<Key> keys, SecureRandom random) {
        this.keys = List.copyOf(keys);
        this.random = random;
    }

    /// Those given; else those in the file, one a line, made when there is none, and readable by its owner only.
    ///
    /// @param given separated by commas
    public static SealingKeys open(Optional<Secret> given, Path file, SecureRandom random) {
        List<String> texts = given.map(secret -> List.of(secret.reveal().split("[,\\s]+", -1)))
                .orElseGet(() -> lines(file, random));
        String place = given.isPresent() ? "TUNEBOOK_PROVIDER_KEYS" : file.toString();
        if (texts.isEmpty() || !texts.stream().allMatch(KEY.asMatchPredicate())) {
            throw new IllegalArgumentException(place
                    + " must hold sealing keys of 64 hexadecimal characters, such as `openssl rand -hex 32` makes; look"
                    + " for one cut short");
        }
        return new SealingKeys(texts.stream().map(Key::of).toList(), random);
    }

    private static List<String> lines(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                byte[] made = new byte[KEY_BYTES];
                random.nextBytes(made);
                OwnerOnly.write(file, HexFormat.of().formatHex(made) + "\n");
            }
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The sealing keys at " + file + " cannot be read or written", e);
        }
    }

    /// @param bound what the sealed secret belongs to; it opens for nothing else
    public SealedSecret seal(Secret secret, String bound) {
        Key newest = keys.getFirst();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = secret.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, newest, nonce, bound).doFinal(text);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, sealed, NONCE_BYTES, encrypted.length);
            return new SealedSecret(newest.id(), Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES-GCM", e);
        }
    }

    /// @throws UnopenableSecretException when what sealed it is not here, or it belongs to something else
    public Secret open(SealedSecret sealed, String bound) {
        Key key = keys.stream()
                .filter(each -> each.id().equals(sealed.sealedBy()))
                .findFirst()
                .orElseThrow(() -> new UnopenableSecretException("The secret is sealed by " + sealed.sealedBy()
                        + ", which is not among this server's sealing keys: bring that back, or give a new secret"));
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.sealed());
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            byte[] text = cipher(Cipher.DECRYPT_MODE, key, nonce, bound)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Secret.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnopenableSecretException(
                    "The secret does not open: it was damaged, or sealed for something else; give a new one");
        }
    }

    public boolean isSealedByNewest(SealedSecret sealed) {
        return sealed.sealedBy().equals(newest());
    }

    /// Id of the key that seals.
    public String newest() {
        return keys.getFirst().id();
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
