package dev.tunebook.server.history;

/// The last requests of a run that were taken in, by their bytes. One at a time.
final class RecentRequests {
    private static final int MOST = 256;

    private final long[] digests = new long[MOST];
    private long count;
    private boolean beaten;
    private boolean anew;

    /// Whether these very bytes were taken in before: then it is a repetition, and what came since counts.
    boolean has(HistoryIngest.Request request) {
        if (request.message().isHeartbeat()) {
            return beaten;
        }
        int filled = (int) Math.min(count, MOST);
        for (int i = 0; i < filled; i++) {
            if (digests[i] == request.identity()) {
                return true;
            }
        }
        return false;
    }

    /// @param stored whether it is none of these and yet has rows that are all stored: a client begins the run anew, as
    ///     a second sync does, and what it says from there on is no repetition, though it has been said before
    void add(HistoryIngest.Request request, boolean stored) {
        if (request.message().isHeartbeat()) {
            beaten = true;
            return;
        }
        if (stored && !anew) {
            count = 0;
        }
        anew = stored;
        digests[(int) (count++ % MOST)] = request.identity();
    }
}
