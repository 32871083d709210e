package dev.tunebook.store.views;

import dev.tunebook.store.accounts.SealedSecret;
import java.util.List;

/// An access token to make.
///
/// @param sha256 of the secret, in hexadecimal: what it is found by
/// @param secret the same secret, for those who may hand it out
public record NewAccessToken(long viewId, List<Long> projectIds, String sha256, SealedSecret secret) {}
