package dev.tunebook.server.auth;

import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.UserUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The first start of a server without users makes its first administrator.
public final class FirstStart {
    public static final String ADMINISTRATOR = "administrator";
    private static final int SHORTEST_KEY = 40;

    private FirstStart() {}

    /// What the first start tells the operator.
    ///
    /// @param signInLink works once
    /// @param keyFile where a made key was put; empty when the operator chose the key
    public record Welcome(String signInLink, Optional<Path> keyFile) {}

    /// @param chosenKey the operator's own key, of at least 40 characters
    /// @param keyFile where a made key goes, readable by its owner only
    /// @return empty when there are users already
    public static Optional<Welcome> run(
            Store store, Credentials credentials, Optional<Secret> chosenKey, Path keyFile, SecureRandom random) {
        Viewer system = Viewer.system("first start");
        if (store.accounts()
                        .entities(system, EntityKind.USER, "", Page.Request.first(1))
                        .total()
                > 0) {
            return Optional.empty();
        }
        chosenKey.ifPresent(FirstStart::requireLong);
        Secret key = chosenKey.orElseGet(() -> write(Secret.random(random), keyFile));
        Secret link = Secret.random(random);
        return store.accounts()
                .createFirstAdministrator(
                        system,
                        UserUpdate.of(ADMINISTRATOR).withAdministrator(true),
                        List.of(
                                Credentials.apiKey(key, Optional.of("first administrator")),
                                credentials.signInCredential(link)))
                .map(user -> new Welcome(
                        credentials.signInAddress(link),
                        chosenKey.isPresent() ? Optional.empty() : Optional.of(keyFile)));
    }

    private static void requireLong(Secret key) {
        if (key.reveal().length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("TUNEBOOK_ADMIN_KEY has "
                    + key.reveal().length() + " characters; clients take keys of at least " + SHORTEST_KEY + ".");
        }
    }

    private static Secret write(Secret key, Path file) {
        try {
            OwnerOnly.write(file, key.reveal() + "\n");
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("The administrator's key cannot be written to " + file, e);
        }
    }
}
