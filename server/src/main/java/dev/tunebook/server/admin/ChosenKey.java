package dev.tunebook.server.admin;

import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.http.HttpFailure;
import java.util.regex.Pattern;

/// A key that an administrator chose, which clients must be willing to send: they drop everything up to the first
/// dash and want at least 40 characters of the rest.
final class ChosenKey {
    private static final Pattern LONG_ENOUGH = Pattern.compile("[\\w-]{40,}");

    private ChosenKey() {}

    static void require(Secret key) {
        String text = key.reveal();
        int dash = text.indexOf('-');
        if (!LONG_ENOUGH.matcher(text.substring(dash + 1)).matches()) {
            throw HttpFailure.badRequest(
                    "invalid_key",
                    "The member 'apiKey' needs at least 40 letters, digits, '_' or '-' after its first dash; it has "
                            + (text.length() - dash - 1) + " characters there.");
        }
    }
}
