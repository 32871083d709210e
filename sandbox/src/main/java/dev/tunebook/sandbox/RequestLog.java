package dev.tunebook.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Every request since the start, or since the log was cleared.
public final class RequestLog {

    private final List<LoggedRequest> requests = new ArrayList<>();

    RequestLog() {}

    synchronized void add(LoggedRequest request) {
        requests.add(request);
    }

    /// All of them, in the order their answers were ready.
    public synchronized List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    public synchronized void clear() {
        requests.clear();
    }

    public int count() {
        return all().size();
    }

    /// How many could change something.
    public int mutating() {
        return (int) all().stream().filter(LoggedRequest::isMutating).count();
    }

    /// How many only read.
    public int reading() {
        return count() - mutating();
    }

    /// How many went to a path, given as a regular expression for the whole of it: `/files/[^/]+/content`.
    public int countOf(String path) {
        Pattern pattern = Pattern.compile(path);
        return (int) all().stream()
                .filter(request -> pattern.matcher(request.path()).matches())
                .count();
    }
}
