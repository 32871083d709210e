package dev.tunebook.store.accounts;

import java.util.Optional;

/// A user to create, or what to change about one; empty means leave as is.
///
/// @param passwordHash already hashed (Argon2id in its text form)
/// @param defaultEntity name of an entity the user belongs to
/// @param service only counts on creation
public record UserUpdate(
        String username,
        Optional<String> email,
        Optional<String> name,
        Optional<Boolean> administrator,
        Optional<Boolean> service,
        Optional<String> passwordHash,
        Optional<String> defaultEntity) {

    public static UserUpdate of(String username) {
        return new UserUpdate(
                username,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public UserUpdate withAdministrator(boolean value) {
        return new UserUpdate(username, email, name, Optional.of(value), service, passwordHash, defaultEntity);
    }

    public UserUpdate withEmail(String value) {
        return new UserUpdate(username, Optional.of(value), name, administrator, service, passwordHash, defaultEntity);
    }

    public UserUpdate withDefaultEntity(String value) {
        return new UserUpdate(username, email, name, administrator, service, passwordHash, Optional.of(value));
    }

    public UserUpdate withPasswordHash(String value) {
        return new UserUpdate(username, email, name, administrator, service, Optional.of(value), defaultEntity);
    }
}
