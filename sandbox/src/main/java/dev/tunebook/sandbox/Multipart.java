package dev.tunebook.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form of `multipart/form-data` (RFC 7578).
final class Multipart {

    /// One field of the form.
    record Part(Optional<String> filename, byte[] content) {}

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=(?:\"([^\"]*)\"|([^;\\r\\n]+))");
    private static final Pattern FILENAME = Pattern.compile("filename=(?:\"([^\"]*)\"|([^;\\r\\n]+))");
    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Part> parts;

    private Multipart(Map<String, Part> parts) {
        this.parts = parts;
    }

    static Multipart parse(Call call) {
        String boundary = call.header("content-type")
                .flatMap(type -> first(BOUNDARY, type))
                .orElseThrow(() -> Refusal.badRequest("The upload must be multipart/form-data with a boundary", null));
        byte[] body = call.body();
        byte[] separator = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        Map<String, Part> parts = new LinkedHashMap<>();
        int start = indexOf(body, separator, 0);
        while (start >= 0) {
            int from = start + separator.length + 2;
            int next = indexOf(body, separator, Math.min(from, body.length));
            int blank = indexOf(body, BLANK_LINE, Math.min(from, body.length));
            if (next < 0 || blank < 0 || blank > next) {
                break;
            }
            String head = new String(body, from, blank - from, StandardCharsets.UTF_8);
            byte[] content =
                    Arrays.copyOfRange(body, blank + BLANK_LINE.length, Math.max(blank + BLANK_LINE.length, next - 2));
            first(NAME, head).ifPresent(name -> parts.put(name, new Part(first(FILENAME, head), content)));
            start = next;
        }
        return new Multipart(parts);
    }

    Optional<Part> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    Optional<String> text(String name) {
        return part(name).map(part -> new String(part.content(), StandardCharsets.UTF_8).strip());
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                : Optional.empty();
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
