package dev.tunebook.server.http;

/// The request methods a route may name. `HEAD` is answered by the `GET` route without its body.
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /// Whether a request of this method may change something, and so needs the origin check when a cookie carries it.
    public boolean changes() {
        return this != GET;
    }
}
