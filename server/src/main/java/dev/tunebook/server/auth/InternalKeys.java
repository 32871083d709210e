package dev.tunebook.server.auth;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keys that parts of this process use to speak to its own server. They are kept in memory alone and end with the
/// process: nothing at rest, nothing to clean up after a kill.
public final class InternalKeys {
    private final Map<String, Long> holders = new ConcurrentHashMap<>();
    private final SecureRandom random;

    public InternalKeys(SecureRandom random) {
        this.random = random;
    }

    /// A key that acts for this user until it is revoked.
    public Secret issue(long userId) {
        Secret key = Secret.random(random);
        holders.put(key.sha256(), userId);
        return key;
    }

    public void revoke(Secret key) {
        holders.remove(key.sha256());
    }

    /// Id of the user a key acts for.
    Optional<Long> holder(Secret key) {
        return Optional.ofNullable(holders.get(key.sha256()));
    }
}
