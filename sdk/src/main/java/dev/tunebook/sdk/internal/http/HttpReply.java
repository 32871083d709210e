package dev.tunebook.sdk.internal.http;

import dev.tunebook.sdk.error.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One HTTP answer.
///
/// @param headers by lower-case name
public record HttpReply(int status, Map<String, List<String>> headers, InputStream body) implements AutoCloseable {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /// The whole body; for answers, not for files.
    public byte[] bytes() {
        try (InputStream in = body) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new TransportException("the server's answer broke off; try again", e);
        }
    }

    /// The same answer with its body read already.
    HttpReply whole() {
        return new HttpReply(status, headers, new ByteArrayInputStream(bytes()));
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException ignored) {
            // What was not read is of no interest any more.
        }
    }
}
