package dev.tunebook.model.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One line of a run's console.
///
/// @param time when it was printed, UTC, to the microsecond; empty where the writer did not say
/// @param isError whether it went to the error stream
/// @param label the writer in runs with several
public record ConsoleLine(Optional<Instant> time, boolean isError, Optional<String> label, String text) {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final String ERROR = "ERROR ";

    public static ConsoleLine of(Instant time, String text) {
        return new ConsoleLine(Optional.of(time), false, Optional.empty(), text);
    }

    /// Reads either form, and takes everything else as bare text. In the plain form a label in brackets stays
    /// part of the
    /// text, since nothing tells it from text in brackets.
    public static ConsoleLine parse(String line) {
        if (line.startsWith("{")) {
            Optional<ConsoleLine> structured = structured(line);
            if (structured.isPresent()) {
                return structured.get();
            }
        }
        boolean error = line.startsWith(ERROR);
        String rest = error ? line.substring(ERROR.length()) : line;
        int blank = rest.indexOf(' ');
        Optional<Instant> time = time(blank < 0 ? rest : rest.substring(0, blank));
        if (time.isEmpty()) {
            return new ConsoleLine(Optional.empty(), false, Optional.empty(), line);
        }
        return new ConsoleLine(time, error, Optional.empty(), blank < 0 ? "" : rest.substring(blank + 1));
    }

    /// The form for servers with the feature `STRUCTURED_CONSOLE_LOGS`.
    public String toStructured() {
        ObjectNode object = Json.object();
        time.ifPresent(instant -> object.put("ts", stamp(instant)));
        object.put("content", text);
        if (isError) {
            object.put("level", "error");
        }
        label.ifPresent(name -> object.put("label", name));
        return Json.write(object);
    }

    /// The form for all other servers.
    public String toPlain() {
        return (isError ? ERROR : "")
                + time.map(instant -> stamp(instant) + " ").orElse("")
                + label.map(name -> "[" + name + "] ").orElse("")
                + text;
    }

    private static Optional<ConsoleLine> structured(String line) {
        try {
            JsonNode node = Json.parse(line);
            if (!node.path("content").isString()) {
                return Optional.empty();
            }
            return Optional.of(new ConsoleLine(
                    time(node.path("ts").asString("")),
                    node.path("level").asString("").equals("error"),
                    Optional.of(node.path("label").asString("")).filter(name -> !name.isEmpty()),
                    node.path("content").asString()));
        } catch (InvalidJsonException plainText) {
            return Optional.empty();
        }
    }

    private static String stamp(Instant instant) {
        return MICROS.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private static Optional<Instant> time(String text) {
        if (text.length() < "2026-08-01T10:15".length() || text.charAt(4) != '-') {
            return Optional.empty();
        }
        String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            return Optional.of(LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
