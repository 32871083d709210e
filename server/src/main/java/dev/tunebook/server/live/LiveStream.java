package dev.tunebook.server.live;

import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.store.ChangeLog;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Change;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One open page: server-sent events until it leaves, the server stops, or it is time to prove again who is asking.
final class LiveStream {
    private static final long PING_SECONDS = 15;
    private static final int BATCH = 1_000;
    /// After so many events or pings the browser connects anew, and with it the session is checked again.
    private static final int EVENTS = 2_000;

    private static final int PINGS = 40;

    private final ChangeLog changes;
    private final Viewer viewer;
    private final long projectId;
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private long seen;
    private boolean pending;
    private boolean ended;

    LiveStream(ChangeLog changes, Viewer viewer, long projectId, long seen, OutputStream out) {
        this.changes = changes;
        this.viewer = viewer;
        this.projectId = projectId;
        this.seen = seen;
        this.out = out;
    }

    void wake(long changedProject) {
        if (changedProject == projectId) {
            signal(false);
        }
    }

    void end() {
        signal(true);
    }

    /// Returns when the stream is over. A page that went away ends it without a word.
    void run() {
        try {
            send("ready", Json.object().put("sequence", seen));
            int events = 0;
            int pings = 0;
            while (events < EVENTS && pings < PINGS && !isEnded()) {
                events += news();
                if (!await()) {
                    send("ping", Json.object());
                    pings++;
                }
            }
        } catch (IOException | StoreException e) {
            // The page is gone, or may not look any more: it connects anew and is told.
            return;
        }
    }

    private int news() throws IOException {
        int events = 0;
        List<Change> batch = changes.after(viewer, projectId, seen, BATCH);
        while (!batch.isEmpty()) {
            send("change", described(batch));
            events++;
            batch = changes.after(viewer, projectId, seen, BATCH);
        }
        return events;
    }

    private ObjectNode described(List<Change> batch) {
        ObjectNode event = Json.object();
        ArrayNode runs = Json.array();
        ArrayNode kinds = Json.array();
        for (Change change : batch) {
            seen = Math.max(seen, change.sequence());
            switch (change.kind()) {
                case RUN, RUN_FILES ->
                    runs.add(NodeId.of("Run", change.objectId()).encoded());
                case PROJECT, ARTIFACT, COLLECTION, LINEAGE, VIEW -> {}
            }
        }
        batch.stream().map(change -> change.kind().name()).distinct().forEach(kinds::add);
        event.put("sequence", seen);
        event.set("runs", runs);
        event.set("kinds", kinds);
        return event;
    }

    private void send(String event, ObjectNode data) throws IOException {
        out.write(("event: " + event + "\ndata: " + Json.write(data) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void signal(boolean end) {
        lock.lock();
        try {
            pending = true;
            ended |= end;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /// Whether something happened before it was time for a ping.
    private boolean await() {
        long left = TimeUnit.SECONDS.toNanos(PING_SECONDS);
        lock.lock();
        try {
            while (!pending && left > 0) {
                left = woken.awaitNanos(left);
            }
            boolean something = pending;
            pending = false;
            return something;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
