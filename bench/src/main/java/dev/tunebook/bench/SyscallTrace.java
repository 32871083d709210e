package dev.tunebook.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Watches the server's system calls while a few connections append lines, and lets [TraceCheck] find out whether each
/// acknowledgement came after the disk had what it acknowledges. Every append has a mark of its own, so short that the
/// compression leaves it as it is; so it can be seen arriving, being written, and in between being synced.
final class SyscallTrace {
    private static final int CONNECTIONS = 4;
    private static final int APPENDS = 10;
    private static final String CALLS =
            "trace=read,readv,recvfrom,write,writev,sendto,pwrite64,pwritev,fdatasync,fsync,sync_file_range";

    private SyscallTrace() {}

    /// `trace [FILE]`: also keeps the trace in the file.
    static void main(String[] arguments) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/strace"))) {
            System.err.println("strace is missing; install it (Debian: apt-get install strace).");
            System.exit(2);
        }
        Path data = Files.createTempDirectory("tunebook-trace");
        Path trace = arguments.length > 0 ? Path.of(arguments[0]) : data.resolve("trace.txt");
        List<String> marks = run(data, trace);
        Optional<String> fault;
        try (var lines = Files.lines(trace, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            fault = new TraceCheck(marks).fault(lines);
        }
        System.out.println("appends " + marks.size() + ", trace " + trace);
        fault.ifPresent(System.out::println);
        System.out.println(fault.isEmpty() ? "PASS: each 200 was written after an fdatasync of its line" : "FAIL");
        System.exit(fault.isEmpty() ? 0 : 1);
    }

    private static List<String> run(Path data, Path trace) throws Exception {
        List<String> strace =
                List.of("/usr/bin/strace", "-f", "-y", "-q", "-s", "9000", "-o", trace.toString(), "-e", CALLS);
        List<String> marks = new ArrayList<>();
        try (ChildProcess server =
                        ChildProcess.start(strace, "server", data.toString(), Integer.toString(CONNECTIONS));
                ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            int port = server.port();
            SplittableRandom random = new SplittableRandom();
            List<Future<List<String>>> parts = new ArrayList<>();
            for (int run = 0; run < CONNECTIONS; run++) {
                SplittableRandom own = random.split();
                int number = run;
                parts.add(threads.submit(() -> append(port, number, own)));
            }
            for (Future<List<String>> part : parts) {
                marks.addAll(part.get());
            }
        }
        return marks;
    }

    private static List<String> append(int port, int run, SplittableRandom random) throws IOException {
        List<String> marks = new ArrayList<>();
        try (Connection connection = new Connection(port)) {
            for (int line = 0; line < APPENDS; line++) {
                String mark = "m" + Long.toString(random.nextLong() >>> 1, 36);
                marks.add(mark);
                int status = connection.send(request(run, line, mark));
                if (status != 200) {
                    throw new IOException("the server answered " + status);
                }
            }
        }
        return marks;
    }

    private static byte[] request(int run, int line, String mark) {
        String body = "{\"files\":{\"wandb-history.jsonl\":{\"offset\":" + line + ",\"content\":[\"{\\\"" + mark
                + "\\\":1}\"]}}}";
        String key = Base64.getEncoder().encodeToString(("api:" + ServerProcess.KEY).getBytes(UTF_8));
        return ("POST " + ServerProcess.path(run) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic " + key
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(UTF_8);
    }
}
