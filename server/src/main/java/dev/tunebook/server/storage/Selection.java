package dev.tunebook.server.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which bytes of a file a request asks for.
sealed interface Selection {
    /// All of them, without saying so as a range.
    record Whole() implements Selection {}

    /// @param first index of the first byte
    /// @param length at least 1
    record Part(long first, long length) implements Selection {
        /// The header `Content-Range` of an answer with these bytes.
        String of(long size) {
            return "bytes " + first + "-" + (first + length - 1) + "/" + size;
        }
    }

    /// A range that lies wholly behind the end.
    record Unsatisfiable() implements Selection {}

    Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /// What a `Range` header selects. Anything but one well-formed range of bytes is ignored, as HTTP lets a server do.
    static Selection of(Optional<String> header, long size) {
        Matcher single = SINGLE.matcher(header.orElse(""));
        if (!single.matches()) {
            return new Whole();
        }
        String from = single.group(1);
        String to = single.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? new Whole() : last(Long.parseLong(to), size);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1) - first + 1);
    }

    private static Selection last(long count, long size) {
        long length = Math.min(count, size);
        return length == 0 ? new Unsatisfiable() : new Part(size - length, length);
    }
}
