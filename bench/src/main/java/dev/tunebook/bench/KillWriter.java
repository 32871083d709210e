package dev.tunebook.bench;

import java.io.IOException;
import java.util.SplittableRandom;

/// Sends the lines of one run and remembers which were acknowledged.
final class KillWriter {
    private static final int PERIOD = 5_000;
    private static final int MOST_LINES = 300;
    private static final int MOST_AGAIN = 400;

    private final int run;
    private final ServerAddress address;
    private final SplittableRandom random;
    private final TrainingLines training;
    private final Thread thread;
    private volatile long acknowledged = TrainingLines.FIRST;
    private volatile long sent = TrainingLines.FIRST;

    KillWriter(int run, ServerAddress address, SplittableRandom random) {
        this.run = run;
        this.address = address;
        this.random = random;
        this.training = new TrainingLines(run, PERIOD);
        this.thread = Thread.ofPlatform().name("writer-" + run).unstarted(this::write);
    }

    void start() {
        thread.start();
    }

    void end() throws InterruptedException {
        address.over();
        thread.join();
    }

    int run() {
        return run;
    }

    TrainingLines training() {
        return training;
    }

    /// The line after the last acknowledged one; all from [TrainingLines#FIRST] on are.
    long acknowledged() {
        return acknowledged;
    }

    /// The line after the last one that may be stored.
    long sent() {
        return sent;
    }

    long acknowledgedLines() {
        return acknowledged - TrainingLines.FIRST;
    }

    private void write() {
        try {
            for (int port = address.await(); port != 0; port = address.await()) {
                try (Connection connection = new Connection(port)) {
                    long next = Math.max(TrainingLines.FIRST, acknowledged - random.nextInt(MOST_AGAIN));
                    while (true) {
                        next = send(connection, next);
                    }
                } catch (IOException e) {
                    // Killed; the next server gets the rest, and some of it again.
                    Thread.sleep(5);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long send(Connection connection, long first) throws IOException, InterruptedException {
        int lines = 1 + random.nextInt(MOST_LINES);
        StreamRequest request = new StreamRequest(ServerProcess.path(run), ServerProcess.KEY, training, first, lines);
        sent = Math.max(sent, first + lines);
        int status = connection.send(request.at(first));
        if (status == 200) {
            acknowledged = Math.max(acknowledged, first + lines);
            return first + lines;
        }
        if (status != 503 && status != 429) {
            throw new IllegalStateException("the server answered " + status);
        }
        Thread.sleep(20);
        return first;
    }
}
