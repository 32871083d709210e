package dev.tunebook.store.accounts;

import java.time.Instant;
import java.util.Optional;

/// A person or a service account.
///
/// @param entityId the personal entity, of the same name
/// @param administrator of the whole server
/// @param service whether it is a program's account, owned by a team
/// @param defaultEntity name of the entity meant where none is named
public record User(
        long id,
        long entityId,
        String username,
        Optional<String> email,
        Optional<String> name,
        boolean administrator,
        boolean service,
        String defaultEntity,
        Instant createdAt) {

    public User withoutEmail() {
        return new User(
                id, entityId, username, Optional.empty(), name, administrator, service, defaultEntity, createdAt);
    }
}
