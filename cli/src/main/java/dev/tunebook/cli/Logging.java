package dev.tunebook.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The log: warnings only, a line each, on standard error. All libraries write here, by SLF4J or by the JDK.
final class Logging {

    // Held, because a logger nobody holds forgets its level.
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OWN = Logger.getLogger("dev.tunebook");
    // Says in a stack trace that a port is taken, which the commands say in a line.
    private static final Logger LISTENER = Logger.getLogger("io.helidon.webserver.LoomServer");

    private Logging() {}

    static void quiet() {
        set(Level.WARNING, Level.WARNING, false);
    }

    static void verbose() {
        set(Level.INFO, Level.FINE, true);
    }

    private static void set(Level level, Level own, boolean traces) {
        LogManager.getLogManager().reset();
        ConsoleHandler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(new Line(traces));
        ROOT.addHandler(handler);
        ROOT.setLevel(level);
        OWN.setLevel(own);
        LISTENER.setLevel(traces ? level : Level.OFF);
    }

    /// `12:04:05.123 WARNING dev.tunebook.server …`, and the trace below where it is wanted.
    static final class Line extends Formatter {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

        private final boolean traces;

        Line(boolean traces) {
            this.traces = traces;
        }

        @Override
        public String format(LogRecord entry) {
            StringBuilder line = new StringBuilder(TIME.format(entry.getInstant()))
                    .append(' ')
                    .append(entry.getLevel().getName())
                    .append(' ')
                    .append(entry.getLoggerName())
                    .append(' ')
                    .append(formatMessage(entry));
            Throwable thrown = entry.getThrown();
            if (thrown != null) {
                line.append(": ").append(thrown);
                if (traces) {
                    for (StackTraceElement at : thrown.getStackTrace()) {
                        line.append("\n    at ").append(at);
                    }
                }
            }
            return line.append('\n').toString();
        }
    }
}
