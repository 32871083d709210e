package dev.tunebook.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A terminal of which a test sees what stands there.
final class TerminalText {
    private final StringWriter out = new StringWriter();

    PrintWriter writer() {
        return new PrintWriter(out);
    }

    /// Each line as it was written over last.
    String shown() {
        StringBuilder lines = new StringBuilder();
        for (String line : out.toString().split("\n", -1)) {
            lines.append(line.substring(line.lastIndexOf('\r') + 1).replace("\u001b[K", ""))
                    .append('\n');
        }
        return lines.toString().stripTrailing();
    }
}
