package dev.tunebook.server.auth;

import java.time.Duration;

/// @param wrongKeysPerMinute wrong keys or passwords one address may send within a minute
/// @param wrongPasswordsPerMinute wrong passwords all addresses together may send for one account within a minute
/// @param session how long a sign-in lasts
/// @param signInLink how long the printed link works
/// @param address how long a signed address works
public record AccessSettings(
        int wrongKeysPerMinute, int wrongPasswordsPerMinute, Duration session, Duration signInLink, Duration address) {}
