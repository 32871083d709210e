package dev.tunebook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Durable ingest over HTTP: 16 connections, each to a run of its own, send 64 KiB requests of history lines as fast as
/// they are acknowledged, for 60 s after warm-up; compaction runs. Before, between and after, the bare endpoint gets
/// the
/// same requests. Then every acknowledged line is read back.
final class IngestLoad {
    private static final int CONNECTIONS = 16;
    private static final int BODY = 64 << 10;
    private static final int WARM_UP = Integer.getInteger("warmup", 15);
    private static final int SLICE = Integer.getInteger("slice", 30);
    private static final int BARE_SLICE = Integer.getInteger("bare", 10);

    private final List<Sender> senders = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    private IngestLoad() {
        for (int run = 0; run < CONNECTIONS; run++) {
            senders.add(new Sender(run, BODY));
        }
    }

    static void main(String[] arguments) throws Exception {
        Path data = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("tunebook-ingest");
        boolean sound = new IngestLoad().run(data);
        System.exit(sound ? 0 : 1);
    }

    private boolean run(Path data) throws Exception {
        Result load = new Result();
        Result bare = new Result();
        String runs = Integer.toString(CONNECTIONS);
        try (ChildProcess bareServer = ChildProcess.start(List.of(), "bare");
                ChildProcess server = ChildProcess.start(List.of(), "server", data.toString(), runs)) {
            int barePort = bareServer.port();
            int port = server.port();
            send(barePort, WARM_UP / 2, false, new Result());
            send(port, WARM_UP, true, new Result());
            send(barePort, BARE_SLICE, false, bare);
            send(port, SLICE, true, load);
            send(barePort, BARE_SLICE, false, bare);
            send(port, SLICE, true, load);
            send(barePort, BARE_SLICE, false, bare);
        }
        threads.shutdown();
        System.out.printf(Locale.ROOT, "bare endpoint    %s%n", bare.line(0));
        System.out.printf(
                Locale.ROOT,
                "durable ingest   %s%n",
                load.line(senders.getFirst().lines()));
        System.out.printf(
                Locale.ROOT,
                "ratio to bare    %.3f (median of slices %.3f)%n",
                load.perSecond() / bare.perSecond(),
                load.medianRate() / bare.medianRate());
        return new ReadBack(data).check(senders);
    }

    /// One slice of load.
    private void send(int port, int seconds, boolean durable, Result result) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        long begun = System.nanoTime();
        List<Future<long[]>> slices = new ArrayList<>();
        for (Sender sender : senders) {
            slices.add(threads.submit(() -> sender.send(port, until, durable)));
        }
        List<long[]> latencies = new ArrayList<>();
        for (Future<long[]> slice : slices) {
            latencies.add(slice.get());
        }
        double elapsed = (System.nanoTime() - begun) / 1e9;
        result.add(latencies.stream().flatMapToLong(Arrays::stream).toArray(), elapsed);
        System.out.printf(
                Locale.ROOT,
                "  %-7s %3d s  %8.0f requests/s%n",
                durable ? "ingest" : "bare",
                seconds,
                result.lastRate());
    }

    /// Requests of one or more slices.
    private static final class Result {
        private final List<long[]> latencies = new ArrayList<>();
        private final List<Double> rates = new ArrayList<>();
        private double seconds;

        void add(long[] slice, double elapsed) {
            latencies.add(slice);
            rates.add(slice.length / elapsed);
            seconds += elapsed;
        }

        double lastRate() {
            return rates.getLast();
        }

        double medianRate() {
            double[] sorted =
                    rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[sorted.length / 2];
        }

        double perSecond() {
            return latencies.stream().mapToLong(slice -> slice.length).sum() / seconds;
        }

        String line(int lines) {
            long[] sorted =
                    latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return String.format(
                    Locale.ROOT,
                    "%,.0f requests/s, %,.0f points/s, %,.0f MB/s, p50 %.2f ms, p99 %.2f ms, %d requests in %.0f s",
                    perSecond(),
                    perSecond() * lines * TrainingLines.VALUES,
                    perSecond() * BODY / 1e6,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) (sorted.length * 0.99)] / 1e6,
                    sorted.length,
                    seconds);
        }
    }

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

        /// @return how long each request took, in nanoseconds
        private long[] send(int port, long until, boolean durable) throws IOException, InterruptedException {
            long[] latencies = new long[1024];
            int count = 0;
            long at = next;
            try (Connection connection = new Connection(port)) {
                while (System.nanoTime() < until) {
                    StreamRequest request = requests.get((int) (at / lines() % VARIANTS));
                    byte[] bytes = request.at(at);
                    long begun = System.nanoTime();
                    int status = connection.send(bytes);
                    if (status == 200) {
                        at += lines();
                        if (count == latencies.length) {
                            latencies = Arrays.copyOf(latencies, 2 * count);
                        }
                        latencies[count++] = System.nanoTime() - begun;
                    } else if (status == 503 || status == 429) {
                        Thread.sleep(5);
                    } else {
                        throw new IOException("status " + status);
                    }
                }
            }
            if (durable) {
                next = at;
            }
            return Arrays.copyOf(latencies, count);
        }
    }
}
