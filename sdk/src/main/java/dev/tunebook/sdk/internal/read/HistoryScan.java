package dev.tunebook.sdk.internal.read;

import dev.tunebook.model.HistoryRow;
import dev.tunebook.model.wire.HistoryRowCodec;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Every row of a history in order of its steps, in windows of steps. The server answers a window with all of its
/// rows, so windows grow while rows are sparse and shrink again where they are dense.
final class HistoryScan implements Iterator<HistoryRow> {
    private static final long USUAL_WINDOW = 1000;
    private static final long LARGEST_WINDOW = 1 << 20;

    private final Window window;
    private final long end;
    private long from;
    private long size = USUAL_WINDOW;
    private Iterator<String> lines = List.<String>of().iterator();

    /// Gets the lines from one step (inclusive) to another (exclusive).
    interface Window {
        List<String> lines(long from, long to);
    }

    /// @param end first step that is not read
    HistoryScan(Window window, long from, long end) {
        this.window = window;
        this.from = from;
        this.end = end;
    }

    @Override
    public boolean hasNext() {
        while (!lines.hasNext() && from < end) {
            long to = Math.min(end, from + size);
            List<String> answer = window.lines(from, to);
            boolean sparse = answer.size() < USUAL_WINDOW / 2;
            size = sparse ? Math.min(LARGEST_WINDOW, size * 2) : USUAL_WINDOW;
            from = to;
            lines = answer.iterator();
        }
        return lines.hasNext();
    }

    @Override
    public HistoryRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return HistoryRowCodec.read(lines.next(), 0);
    }
}
