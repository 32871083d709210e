package dev.tunebook.server.feature;

import dev.tunebook.server.auth.Authenticator;
import dev.tunebook.server.auth.Credentials;
import dev.tunebook.server.auth.Origins;
import dev.tunebook.server.auth.SealingKeys;
import dev.tunebook.server.http.BodyLimits;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.storage.Storage;
import dev.tunebook.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/// What every feature is built from.
///
/// @param links builds printed addresses from the public URL
/// @param authenticator for the features that take keys in a body
/// @param credentials makes keys, sessions and sign-in links
/// @param sealing encrypts secrets that have to be read again
/// @param storage signs upload and download addresses, and answers with bytes
/// @param background runs periodic work of features
/// @param started when this server began; silence of runs counts from here at the earliest
public record Platform(
        Store store,
        InstantSource clock,
        SecureRandom random,
        Links links,
        Authenticator authenticator,
        Origins origins,
        Credentials credentials,
        SealingKeys sealing,
        Storage storage,
        BodyLimits bodies,
        MeterRegistry metrics,
        ScheduledExecutorService background,
        Instant started) {}
