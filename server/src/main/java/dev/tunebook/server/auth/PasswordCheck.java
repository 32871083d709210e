package dev.tunebook.server.auth;

/// Compares a password with what is stored of it; {@link Passwords#matches} outside tests.
@FunctionalInterface
interface PasswordCheck {
    boolean matches(Secret password, String hashed);
}
