package dev.tunebook.sdk.internal.read;

import dev.tunebook.model.HistoryRow;
import dev.tunebook.model.wire.HistoryRowCodec;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Every row of a history in order of its steps, in windows of steps. The server answers a window with all of its
/// rows, so windows grow while rows are sparse and shrink again where they are dense; the last few rows
/// come at once, however far apart they are.
final class HistoryScan implements Iterator<HistoryRow> {
    private static final long USUAL_WINDOW = 1000;
    private static final long LARGEST_WINDOW = 1 << 20;

    private final Window window;
    private final long end;
    private long from;
    private long left;
    private long size = USUAL_WINDOW;
    private Iterator<String> lines = List.<String>of().iterator();

    /// Gets the lines from one step (inclusive) to another (exclusive).
    interface Window {
        /// @param most no window has more rows than this
        List<String> lines(long from, long to, long most);
    }

    /// @param end first step that is not read
    /// @param rows how many rows there are at most
    HistoryScan(Window window, long from, long end, long rows) {
        this.window = window;
        this.from = from;
        this.end = end;
        this.left = rows;
    }

    @Override
    public boolean hasNext() {
        while (!lines.hasNext() && from < end) {
            boolean few = left <= USUAL_WINDOW;
            long to = few || size >= end - from ? end : from + size;
            List<String> answer = window.lines(from, to, Math.min(to - from, Math.max(left, 0) + USUAL_WINDOW));
            size = nextSize(answer.size());
            left -= answer.size();
            from = to;
            lines = answer.iterator();
        }
        return lines.hasNext();
    }

    private long nextSize(int rows) {
        if (rows == 0) {
            return Math.min(Long.MAX_VALUE / 4, size * 4);
        }
        return rows < USUAL_WINDOW / 2 ? Math.min(LARGEST_WINDOW, size * 2) : USUAL_WINDOW;
    }

    @Override
    public HistoryRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return HistoryRowCodec.read(lines.next(), 0);
    }
}
