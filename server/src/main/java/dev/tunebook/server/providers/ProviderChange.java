package dev.tunebook.server.providers;

import dev.tunebook.server.auth.Secret;
import dev.tunebook.store.providers.ProviderKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What to say about a connection; what is empty stays as it is, or has its default in a new one. A text that may be
/// absent is taken away by an empty one.
///
/// @param since an inner empty takes it away
public record ProviderChange(
        Optional<ProviderKind> kind,
        Optional<URI> baseUrl,
        Optional<String> apiVersion,
        Optional<String> openaiOrganization,
        Optional<String> openaiProject,
        Optional<Secret> apiKey,
        Optional<String> entity,
        Optional<String> project,
        Optional<Optional<Instant>> since,
        Optional<String> baseModel,
        Optional<Map<String, String>> metadata,
        Optional<Boolean> datasets,
        Optional<Duration> pollInterval,
        Optional<Boolean> enabled) {}
