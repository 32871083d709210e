package dev.tunebook.cli;

import java.net.BindException;
import java.util.stream.Stream;

/// Somebody else listens where a command wants to.
final class PortTaken extends CommandFailure {
    private static final long serialVersionUID = 1L;

    PortTaken(String host, int port, Throwable cause) {
        super(
                "cannot listen on " + host + " port " + port
                        + ": it is taken or not allowed; choose another --port, or 0 for a free one",
                cause);
    }

    /// Whether that is what lies behind a failure.
    static boolean causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
    }
}
