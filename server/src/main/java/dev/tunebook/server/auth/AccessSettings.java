package dev.tunebook.server.auth;

import java.time.Duration;

/// @param wrongKeysPerMinute wrong keys or passwords one address may send within a minute
/// @param session how long a sign-in lasts
/// @param signInLink how long the printed link works
/// @param address how long a signed address works
public record AccessSettings(int wrongKeysPerMinute, Duration session, Duration signInLink, Duration address) {
    public static final AccessSettings DEFAULT =
            new AccessSettings(60, Duration.ofDays(30), Duration.ofHours(24), Duration.ofHours(24));
}
