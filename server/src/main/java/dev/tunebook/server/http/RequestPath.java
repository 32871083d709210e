package dev.tunebook.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Splits a raw request path into segments and decodes each exactly once.
final class RequestPath {
    private RequestPath() {}

    static List<String> split(String path) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }

    /// @throws HttpFailure 400 for broken escapes, dot segments, backslashes and control characters
    static List<String> decode(String rawPath) {
        List<String> decoded = new ArrayList<>();
        for (String segment : split(rawPath)) {
            decoded.add(decodeSegment(segment));
        }
        return decoded;
    }

    static String decodeSegment(String raw) {
        String segment = raw.indexOf('%') < 0 ? raw : unescape(raw);
        if (segment.equals("..") || segment.equals(".")) {
            throw HttpFailure.badRequest("invalid_path", "A path may not contain the segment '" + segment + "'.");
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '\\' || c < ' ' || c == 0x7f) {
                throw HttpFailure.badRequest(
                        "invalid_path", "A path may not contain a backslash or a control character.");
            }
        }
        return segment;
    }

    private static String unescape(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.put(bytes[i]);
                continue;
            }
            int high = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw broken();
            }
            out.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            throw broken();
        }
    }

    private static HttpFailure broken() {
        return HttpFailure.badRequest("invalid_path", "The path holds a broken percent escape; encode it as UTF-8.");
    }
}
