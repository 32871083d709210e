package dev.tunebook.store.accounts;

import java.util.Optional;

/// An organisation to create, or what to change about it.
///
/// @param name of the org entity
/// @param displayName the name again where it was never given
public record OrganizationUpdate(String name, Optional<String> displayName) {}
