package dev.tunebook.cli;

import java.io.PrintWriter;

/// A line of a terminal that is written over as jobs are done, and lines above it that stay.
final class TerminalBar {

    private static final int WIDTH = 24;
    private static final String OVER = "\r\u001b[K";

    private final PrintWriter out;
    private int total;
    private int done;

    TerminalBar(PrintWriter out) {
        this.out = out;
    }

    /// Whether there is a terminal to draw on.
    static boolean isPossible(Surroundings around) {
        return System.console() != null
                && System.console().isTerminal()
                && !"dumb".equals(around.environment().get("TERM"));
    }

    /// There are at least so many.
    void expect(int jobs) {
        total = Math.max(total, jobs);
    }

    /// Says a line that stays, for the job that is done next.
    void keep(String line) {
        out.println(OVER + line);
    }

    /// One more is done; with the last one the bar ends.
    void done(String what) {
        done++;
        draw(what);
        if (done == total) {
            out.println();
        }
    }

    void draw(String what) {
        int filled = total == 0 ? 0 : WIDTH * done / total;
        out.print(
                OVER + "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + done + "/" + total + " " + what);
        out.flush();
    }
}
