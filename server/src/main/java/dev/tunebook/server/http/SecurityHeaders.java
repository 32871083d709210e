package dev.tunebook.server.http;

/// Headers every answer carries, and the policies of pages and of what users uploaded.
public final class SecurityHeaders {
    /// Our own pages: no inline or evaluated script; inline style because the component library measures with it.
    static final String PAGE_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final String CONTENT_POLICY = "sandbox; default-src 'none'";

    private SecurityHeaders() {}

    /// What a user uploaded is never run as ours: sandboxed, and offered as a download under its name.
    public static Response userContent(Response response, String fileName) {
        return response.with("Content-Security-Policy", CONTENT_POLICY)
                .with("Content-Disposition", "attachment; filename*=UTF-8''" + Links.encode(fileName));
    }

    static Response everywhere(Response response) {
        Response secured = response.with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "same-origin")
                .with("X-Frame-Options", "DENY")
                .with("Cross-Origin-Opener-Policy", "same-origin");
        if (!secured.has("Content-Security-Policy")) {
            secured = secured.with("Content-Security-Policy", CONTENT_POLICY);
        }
        return secured.has("Cache-Control") ? secured : secured.with("Cache-Control", "no-store");
    }
}
