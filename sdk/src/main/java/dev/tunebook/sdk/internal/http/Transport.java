package dev.tunebook.sdk.internal.http;

/// Sends a call and gives the reply. Wrappers of the same shape add retries and redirects.
public interface Transport {
    /// @return the reply whatever its status; the caller closes it
    /// @throws dev.tunebook.sdk.error.TransportException when no reply came
    HttpReply send(HttpCall call);
}
