package dev.tunebook.store.views;

import dev.tunebook.store.accounts.SealedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a link carries that lets somebody without an account read one view and the runs it is about.
///
/// @param projectIds whose runs it opens, in the order they were given
/// @param userId who said so last; it opens no more than this user may read
/// @param revokedAt from when on it opens nothing
public record AccessToken(
        long id,
        long viewId,
        List<Long> projectIds,
        SealedSecret secret,
        long userId,
        Instant createdAt,
        Optional<Instant> revokedAt) {

    public AccessToken withSecret(SealedSecret other) {
        return new AccessToken(id, viewId, projectIds, other, userId, createdAt, revokedAt);
    }

    public AccessToken withProjects(List<Long> others, long givenBy) {
        return new AccessToken(id, viewId, others, secret, givenBy, createdAt, revokedAt);
    }

    public AccessToken withRevokedAt(Instant at) {
        return new AccessToken(id, viewId, projectIds, secret, userId, createdAt, Optional.of(at));
    }
}
