package dev.tunebook.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several connections to one server, each with a thread, that send side by side.
final class Connections implements AutoCloseable {
    private final int count;
    private final ExecutorService threads;

    Connections(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    interface Work {
        /// Sends the next request of connection number `connection` and reads the answer; false when there is none
        /// left.
        boolean next(Connection connection, int number) throws IOException;
    }

    /// Has each connection do the work again and again for so long.
    Load during(int port, double seconds, Work work) throws Exception {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        return all(port, (connection, number) -> System.nanoTime() < until && work.next(connection, number));
    }

    /// Has each connection do the work until there is none left.
    Load all(int port, Work work) throws Exception {
        long begun = System.nanoTime();
        List<Future<Latencies>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            parts.add(threads.submit(() -> latencies(port, number, work)));
        }
        List<Latencies> latencies = new ArrayList<>();
        for (Future<Latencies> part : parts) {
            latencies.add(part.get());
        }
        return new Load(latencies, (System.nanoTime() - begun) / 1e9);
    }

    private static Latencies latencies(int port, int number, Work work) throws IOException {
        Latencies latencies = new Latencies();
        try (Connection connection = new Connection(port)) {
            long begun = System.nanoTime();
            while (work.next(connection, number)) {
                latencies.add(System.nanoTime() - begun);
                begun = System.nanoTime();
            }
        }
        return latencies;
    }

    static void print(String name, Load load) {
        System.out.printf(
                Locale.ROOT,
                "%-28s %,9.0f /s, p50 %.2f ms, p99 %.2f ms%n",
                name,
                load.perSecond(),
                load.milliseconds(0.5),
                load.milliseconds(0.99));
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
