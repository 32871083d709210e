package dev.tunebook.server;

import java.util.Locale;

/// One setting of the server, as the command line, the environment (`TUNEBOOK_` and the key in capitals) and the
/// reference page name it.
///
/// @param key such as `public-url`
/// @param fallback what holds when nobody sets it; empty where that depends on others
public record Setting(String key, String fallback, String description) {
    private static final String PREFIX = "TUNEBOOK_";

    /// `public-url` is `TUNEBOOK_PUBLIC_URL`.
    public String variable() {
        return PREFIX + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
