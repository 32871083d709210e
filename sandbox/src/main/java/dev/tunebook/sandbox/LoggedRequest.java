package dev.tunebook.sandbox;

/// A request the sandbox received.
///
/// @param path without the version in front: `/fine_tuning/jobs`
/// @param query decoded, as `limit=20&after=…`; empty without one
/// @param status what was answered; 0 where the connection was dropped or nothing came back in time
public record LoggedRequest(String method, String path, String query, int status) {

    /// Whether it could change something.
    public boolean isMutating() {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
