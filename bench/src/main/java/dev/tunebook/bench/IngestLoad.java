package dev.tunebook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Durable ingest over HTTP: 16 connections, each to a run of its own, send 64 KiB requests of history lines as
/// fast as they are acknowledged, for 60 s after warm-up; compaction runs. Before and after, the bare endpoint gets
/// the same requests. Then every acknowledged line is read back.
final class IngestLoad {
    private static final int CONNECTIONS = 16;
    private static final int BODY = 64 << 10;
    private static final int WARM_UP = Integer.getInteger("warmup", 30);
    private static final int SECONDS = Integer.getInteger("seconds", 60);
    private static final int BARE_SECONDS = Integer.getInteger("bare", 10);

    /// It passes at either.
    private static final double ENOUGH_REQUESTS = 2_500;

    private static final double ENOUGH_OF_BARE = 0.08;

    private final List<Sender> senders = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    private IngestLoad() {
        for (int run = 0; run < CONNECTIONS; run++) {
            senders.add(new Sender(run, BODY));
        }
    }

    static void main(String[] arguments) throws Exception {
        Path data = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("tunebook-ingest");
        boolean passed = new IngestLoad().run(data);
        System.out.println(passed ? "PASS" : "FAIL");
        System.exit(passed ? 0 : 1);
    }

    private boolean run(Path data) throws Exception {
        Ingested ingested;
        Load before;
        Load after;
        String runs = Integer.toString(CONNECTIONS);
        try (ChildProcess bare = ChildProcess.start(List.of(), "bare");
                ChildProcess server = ChildProcess.start(List.of(), "server", data.toString(), runs)) {
            send(bare, BARE_SECONDS, false, "warm-up, bare");
            send(server, WARM_UP, true, "warm-up, ingest");
            before = send(bare, BARE_SECONDS, false, "bare endpoint").load();
            ingested = send(server, SECONDS, true, "durable ingest");
            after = send(bare, BARE_SECONDS, false, "bare endpoint").load();
        }
        threads.shutdown();
        boolean equal = new ReadBack(data).check(senders);
        Load load = ingested.load();
        double ratio = load.perSecond() / ((before.perSecond() + after.perSecond()) / 2);
        System.out.printf(
                Locale.ROOT,
                "%,.0f requests/s, %,.0f points/s, p50 %.2f ms, p99 %.2f ms, %d refused, %.3f of the bare endpoint%n",
                load.perSecond(),
                load.perSecond() * senders.getFirst().lines() * TrainingLines.VALUES,
                load.milliseconds(0.5),
                load.milliseconds(0.99),
                ingested.refusals(),
                ratio);
        return equal && (load.perSecond() >= ENOUGH_REQUESTS || ratio >= ENOUGH_OF_BARE);
    }

    /// Load for some seconds in one piece.
    private Ingested send(ChildProcess server, int seconds, boolean durable, String name) throws Exception {
        int port = server.port();
        Duration cpuBefore = server.cpu();
        long begun = System.nanoTime();
        long until = begun + seconds * 1_000_000_000L;
        List<Future<Sent>> parts = new ArrayList<>();
        for (Sender sender : senders) {
            parts.add(threads.submit(() -> sender.send(port, until, durable)));
        }
        List<Sent> sent = new ArrayList<>();
        for (Future<Sent> part : parts) {
            sent.add(part.get());
        }
        double elapsed = (System.nanoTime() - begun) / 1e9;
        Load load = new Load(sent.stream().map(Sent::latencies).toList(), elapsed);
        System.out.printf(
                Locale.ROOT,
                "%-16s %4d s %,8.0f requests/s, p50 %.2f ms, p99 %.2f ms, %.0f us of the server's CPU a request%n",
                name,
                seconds,
                load.perSecond(),
                load.milliseconds(0.5),
                load.milliseconds(0.99),
                server.cpu().minus(cpuBefore).toNanos() / 1e3 / Math.max(1, load.requests()));
        return new Ingested(load, sent.stream().mapToInt(Sent::refusals).sum());
    }

    /// What one connection sent.
    ///
    /// @param latencies refusals on the way included
    private record Sent(Latencies latencies, int refusals) {}

    private record Ingested(Load load, int refusals) {}

    /// Sends the lines of one run through one connection.
    static final class Sender {
        /// Requests after which the values repeat.
        private static final int VARIANTS = 8;

        private final int run;
        private final TrainingLines training;
        private final List<StreamRequest> requests = new ArrayList<>();
        private final long first;
        private long next;

        Sender(int run, int body) {
            this.run = run;
            String path = ServerProcess.path(run);
            int sample = new StreamRequest(
                            path, ServerProcess.KEY, new TrainingLines(run, 100), TrainingLines.FIRST, 100)
                    .size();
            int lines = body * 100 / sample;
            training = new TrainingLines(run, lines * VARIANTS);
            // The values of a line follow from its number modulo the period, so the first number is a multiple of it.
            first = (TrainingLines.FIRST / training.period() + 1) * training.period();
            next = first;
            for (int i = 0; i < VARIANTS; i++) {
                requests.add(new StreamRequest(path, ServerProcess.KEY, training, first + (long) i * lines, lines));
            }
        }

        int run() {
            return run;
        }

        int lines() {
            return requests.getFirst().lines();
        }

        TrainingLines training() {
            return training;
        }

        long first() {
            return first;
        }

        /// The line after the last that was acknowledged.
        long acknowledged() {
            return next;
        }

        private Sent send(int port, long until, boolean durable) throws IOException, InterruptedException {
            Latencies latencies = new Latencies();
            int refusals = 0;
            long at = next;
            try (Connection connection = new Connection(port)) {
                while (System.nanoTime() < until) {
                    byte[] request =
                            requests.get((int) (at / lines() % VARIANTS)).at(at);
                    long begun = System.nanoTime();
                    while (!acknowledged(connection.send(request))) {
                        refusals++;
                        Thread.sleep(5);
                    }
                    at += lines();
                    latencies.add(System.nanoTime() - begun);
                }
            }
            if (durable) {
                next = at;
            }
            return new Sent(latencies, refusals);
        }

        private static boolean acknowledged(int status) throws IOException {
            if (status != 200 && status != 429 && status != 503) {
                throw new IOException("status " + status);
            }
            return status == 200;
        }
    }
}
