package dev.tunebook.store.providers;

import java.net.URI;
import java.util.Optional;

/// Where a service is, and what else its requests carry beside the key.
///
/// @param baseUrl of its API; an Azure endpoint as its users know it, `https://NAME.openai.azure.com`
/// @param apiVersion for Azure's older paths, such as `2024-10-21`
/// @param openaiOrganization id of the organization the key acts for, where the service has those
/// @param openaiProject id of the service's own project the key acts in, where it has those
public record ProviderAddress(
        ProviderKind kind,
        URI baseUrl,
        Optional<String> apiVersion,
        Optional<String> openaiOrganization,
        Optional<String> openaiProject) {}
