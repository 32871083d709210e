package dev.tunebook.server.http;

import dev.tunebook.model.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// An answer as a value; the router writes it.
///
/// @param status the HTTP status
/// @param headers in the order they are sent; a name may repeat
/// @param body what follows
public record Response(int status, List<Header> headers, Body body) {
    public static final String JSON = "application/json";

    public Response {
        headers = List.copyOf(headers);
    }

    public record Header(String name, String value) {}

    public sealed interface Body {}

    public record Empty() implements Body {}

    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    public record Bytes(byte[] content) implements Body {}

    /// A body written while it is made.
    ///
    /// @param length in bytes, or -1 when it is not known before the end
    public record Streamed(long length, BodyWriter writer) implements Body {}

    @FunctionalInterface
    public interface BodyWriter {
        void write(OutputStream out) throws IOException;
    }

    public static Response empty(int status) {
        return new Response(status, List.of(), new Empty());
    }

    public static Response bytes(int status, String contentType, byte[] content) {
        return new Response(status, List.of(new Header("Content-Type", contentType)), new Bytes(content));
    }

    public static Response text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// Any value the project's JSON mapping takes: maps, lists, records, texts, numbers.
    public static Response json(int status, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = Json.generator(out)) {
            generator.writePOJO(value);
        }
        return bytes(status, JSON, out.toByteArray());
    }

    public static Response json(Object value) {
        return json(200, value);
    }

    public static Response stream(String contentType, long length, BodyWriter writer) {
        return new Response(200, List.of(new Header("Content-Type", contentType)), new Streamed(length, writer));
    }

    public Response with(String name, String value) {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header(name, value));
        return new Response(status, all, body);
    }

    boolean has(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }
}
