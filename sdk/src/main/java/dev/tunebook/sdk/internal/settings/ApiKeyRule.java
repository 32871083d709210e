package dev.tunebook.sdk.internal.settings;

import dev.tunebook.sdk.error.InvalidInputException;
import java.util.regex.Pattern;

/// What an API key looks like, checked before it is used so that a slip of the clipboard is told at once.
public final class ApiKeyRule {
    private static final Pattern THREE_PARTS = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern SECRET = Pattern.compile("[\\w-]{40,}");

    private ApiKeyRule() {}

    /// @throws InvalidInputException when the text cannot be a key; the message does not show it
    public static String check(String key) {
        if (THREE_PARTS.matcher(key).matches()) {
            return key;
        }
        String secret = key.substring(key.indexOf('-') + 1);
        if (!SECRET.matcher(secret).matches()) {
            throw new InvalidInputException("the API key has the wrong form (" + key.length()
                    + " characters): it must have at least 40 letters, digits, _ or - after its prefix; copy it again");
        }
        return key;
    }
}
