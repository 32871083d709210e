package dev.tunebook.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Follows marks through the lines of `strace -f -y`: read from a socket, written to the journal's write-ahead log,
/// that file synced, and only then `HTTP/1.1 200` written to the same socket. A call counts as done when it has
/// returned, and as begun when it was entered, also where other threads' calls lie between.
final class TraceCheck {
    private static final Pattern CALL =
            Pattern.compile("^(?:\\[pid +)?(\\d+)\\]? +(\\w+)\\((\\d+)<((?:[^>]|->)*)>(.*)$");
    private static final Pattern RESUMED = Pattern.compile("^(?:\\[pid +)?(\\d+)\\]? +<\\.\\.\\. (\\w+) resumed>(.*)$");
    private static final String UNFINISHED = "<unfinished ...>";
    private static final String LOG = "journal.db-wal";

    private final Map<String, Mark> marks = new LinkedHashMap<>();
    /// Calls that have been entered, by thread.
    private final Map<String, Call> open = new HashMap<>();
    /// The mark last read from each socket.
    private final Map<String, Mark> reading = new HashMap<>();

    /// @param file what the descriptor means: a path, or a socket
    /// @param synced the marks that were wholly written when the call was entered
    private record Call(String name, String file, String arguments, List<Mark> synced) {}

    private static final class Mark {
        private final String text;
        private boolean written;
        private boolean synced;
        private boolean acknowledged;

        Mark(String text) {
            this.text = text;
        }
    }

    TraceCheck(List<String> marks) {
        marks.forEach(mark -> this.marks.put(mark, new Mark(mark)));
    }

    /// What was amiss; empty when every mark was acknowledged after it was synced.
    Optional<String> fault(Stream<String> lines) {
        Optional<String> fault = lines.map(this::line).flatMap(Optional::stream).findFirst();
        return fault.or(() -> marks.values().stream()
                .filter(mark -> !mark.acknowledged)
                .findFirst()
                .map(mark -> "no acknowledgement of " + mark.text + " in the trace; written " + mark.written
                        + ", synced " + mark.synced));
    }

    private Optional<String> line(String line) {
        Matcher resumed = RESUMED.matcher(line);
        if (resumed.matches()) {
            Call call = open.remove(resumed.group(1));
            if (call != null) {
                returned(call, call.arguments + resumed.group(3));
            }
            return Optional.empty();
        }
        Matcher matcher = CALL.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Call call = new Call(matcher.group(2), matcher.group(4), matcher.group(5), written());
        Optional<String> fault = entered(call);
        if (call.arguments.endsWith(UNFINISHED)) {
            open.put(matcher.group(1), call);
        } else {
            returned(call, call.arguments);
        }
        return fault;
    }

    private List<Mark> written() {
        List<Mark> written = new ArrayList<>();
        marks.values().stream().filter(mark -> mark.written && !mark.synced).forEach(written::add);
        return written;
    }

    private Optional<String> entered(Call call) {
        boolean answer = switch (call.name) {
            case "write", "writev", "sendto" -> call.file.startsWith("TCP") || call.file.startsWith("socket");
            default -> false;
        };
        Mark mark = reading.get(call.file);
        if (!answer || mark == null || mark.acknowledged || !call.arguments.contains("HTTP/1.1 200")) {
            return Optional.empty();
        }
        mark.acknowledged = true;
        return mark.synced
                ? Optional.empty()
                : Optional.of("the acknowledgement of " + mark.text
                        + " was written before its sync; written to the log: " + mark.written);
    }

    private void returned(Call call, String text) {
        switch (call.name) {
            case "read", "readv", "recvfrom" ->
                marks.values().stream()
                        .filter(mark -> text.contains(mark.text) && !call.file.startsWith("/"))
                        .forEach(mark -> reading.put(call.file, mark));
            case "pwrite64", "pwritev", "write" -> {
                if (call.file.endsWith(LOG)) {
                    marks.values().stream()
                            .filter(mark -> text.contains(mark.text))
                            .forEach(mark -> mark.written = true);
                }
            }
            case "fdatasync", "fsync" -> {
                if (call.file.endsWith(LOG) && text.stripTrailing().endsWith("= 0")) {
                    call.synced.forEach(mark -> mark.synced = true);
                }
            }
            default -> {}
        }
    }
}
