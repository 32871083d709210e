package dev.tunebook.store.rows;

import dev.tunebook.store.views.AccessToken;

/// An access token and the hash it is found by.
public record AccessTokenRow(AccessToken token, String sha256) {

    public AccessTokenRow with(AccessToken other) {
        return new AccessTokenRow(other, sha256);
    }
}
