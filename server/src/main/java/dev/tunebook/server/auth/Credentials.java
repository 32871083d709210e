package dev.tunebook.server.auth;

import dev.tunebook.server.http.Links;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.NewCredential;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Makes keys, sessions and sign-in links: the secret goes to the user once, the store gets its hash.
public final class Credentials {
    private static final int PREFIX = 6;

    private final Store store;
    private final Links links;
    private final AccessSettings settings;
    private final SecureRandom random;
    private final InstantSource clock;

    public Credentials(Store store, Links links, AccessSettings settings, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.links = links;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    public AccessSettings settings() {
        return settings;
    }

    /// A new session of the user.
    public Secret session(long userId) {
        Secret secret = Secret.random(random);
        store.credentials()
                .add(Viewer.system("sign-in"), userId, expiring(CredentialKind.SESSION, secret, settings.session()));
        return secret;
    }

    /// An address that signs the user in, once.
    public String signInLink(long userId) {
        Secret secret = Secret.random(random);
        store.credentials().add(Viewer.system("sign-in link"), userId, signInCredential(secret));
        return signInAddress(secret);
    }

    NewCredential signInCredential(Secret secret) {
        return expiring(CredentialKind.SIGN_IN_LINK, secret, settings.signInLink());
    }

    String signInAddress(Secret secret) {
        return links.to("login") + "?token=" + secret.reveal();
    }

    /// What the store keeps of an API key. Its prefix is all anybody sees of it later.
    public static NewCredential apiKey(Secret key, Optional<String> description) {
        return new NewCredential(CredentialKind.API_KEY, key.sha256(), prefix(key), description, Optional.empty());
    }

    private NewCredential expiring(CredentialKind kind, Secret secret, Duration lasts) {
        return new NewCredential(
                kind,
                secret.sha256(),
                prefix(secret),
                Optional.empty(),
                Optional.of(clock.instant().plus(lasts)));
    }

    private static String prefix(Secret secret) {
        return secret.reveal().substring(0, Math.min(PREFIX, secret.reveal().length()));
    }
}
