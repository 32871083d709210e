package dev.tunebook.server.auth;

import java.time.Duration;

/// The cookie of a signed-in browser: not readable by scripts, never sent along from foreign sites.
public final class SessionCookie {
    public static final String NAME = "tunebook_session";

    private SessionCookie() {}

    /// The `Set-Cookie` value of a new session.
    public static String set(Secret session, Duration lasts, boolean secure) {
        return NAME + "=" + session.reveal() + "; Max-Age=" + lasts.toSeconds() + attributes(secure);
    }

    /// The `Set-Cookie` value that ends it.
    public static String clear(boolean secure) {
        return NAME + "=; Max-Age=0" + attributes(secure);
    }

    private static String attributes(boolean secure) {
        return "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}
