package dev.tunebook.store.accounts;

/// A user with the stored hash of the password; prints without it.
public record PasswordHash(User user, String hash) {
    @Override
    public String toString() {
        return "PasswordHash[" + user.username() + ", ***]";
    }
}
