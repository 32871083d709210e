package dev.tunebook.sandbox;

import java.util.Map;

/// What goes wrong with a request.
public sealed interface Fault {

    /// Another answer than the true one.
    ///
    /// @param body sent as it is
    record Status(int status, Map<String, String> headers, String body) implements Fault {}

    /// The true answer, cut off in the middle, and the connection closed.
    record Truncated() implements Fault {}

    /// The connection is closed without an answer.
    record Dropped() implements Fault {}

    /// Nothing comes back until the sandbox is closed or the faults are cleared.
    record TimeOut() implements Fault {}
}
