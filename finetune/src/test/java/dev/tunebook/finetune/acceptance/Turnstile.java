package dev.tunebook.finetune.acceptance;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands before a server: lets requests through one by one, keeps count, and can stop for good before or
/// after any of them, which for the server is what kill -9 of the client is.
final class Turnstile implements AutoCloseable {
    private static final Set<String> NOT_FORWARDED =
            Set.of("host", "content-length", "connection", "transfer-encoding", "expect", "upgrade", "http2-settings");
    private static final Pattern OPERATION = Pattern.compile("(query|mutation)\\s+(\\w+)");

    /// One request that went through.
    ///
    /// @param operation name of the GraphQL operation; empty for other requests
    record Passed(String method, String path, String operation, boolean mutates) {
        @Override
        public String toString() {
            return method + " " + (operation.isEmpty() ? path : operation);
        }
    }

    /// A request and what the server makes of it, for tests that change either.
    record Exchange(Passed request, String body, HttpResponse<byte[]> answer) {}

    /// Counts the requests of all turnstiles of one line.
    static final class Line {
        private final List<Passed> passed = new CopyOnWriteArrayList<>();
        private volatile Predicate<Passed> counted = request -> false;
        private volatile int stopAt = Integer.MAX_VALUE;
        private volatile boolean afterIt;
        private volatile boolean stopped;

        /// Nothing passes from the nth request on, counted from now and from 1.
        ///
        /// @param after whether the nth itself still reaches the server, unanswered
        synchronized void stopAt(int n, boolean after) {
            stopAt(n, after, request -> true);
        }

        /// The nth request that changes something still reaches the server, unanswered; nothing passes after it.
        synchronized void stopAfterMutating(int n) {
            stopAt(n, true, Passed::mutates);
        }

        private void stopAt(int n, boolean after, Predicate<Passed> requests) {
            passed.clear();
            counted = requests;
            stopAt = n;
            afterIt = after;
            stopped = false;
        }

        synchronized void open() {
            stopAt(Integer.MAX_VALUE, false);
        }

        boolean isStopped() {
            return stopped;
        }

        List<Passed> passed() {
            return List.copyOf(passed);
        }

        List<Passed> mutating() {
            return passed.stream().filter(Passed::mutates).toList();
        }

        /// Whether the request may reach the server; whether its answer may reach the client.
        private synchronized boolean[] enter(Passed request) {
            if (stopped) {
                return new boolean[] {false, false};
            }
            passed.add(request);
            stopped = passed.stream().filter(counted).count() >= stopAt;
            return new boolean[] {!stopped || afterIt, !stopped};
        }
    }

    private final Line line;
    private final StringBuilder streamed = new StringBuilder();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server;
    private volatile Function<Passed, Optional<byte[]>> instead = request -> Optional.empty();
    private volatile URI target = URI.create("http://127.0.0.1:1");

    Turnstile(Line line) {
        this.line = line;
        this.server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(0)
                .shutdownHook(false)
                .routing(HttpRouting.builder().any(this::handle))
                .build()
                .start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    void leadTo(URI behind) {
        target = behind;
    }

    /// Answers some requests itself, with 200 and this body; the server never sees them.
    void answerInstead(Function<Passed, Optional<byte[]>> answers) {
        instead = answers;
    }

    private void handle(ServerRequest request, ServerResponse response) throws IOException, InterruptedException {
        byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        Passed passed = passed(request, body);
        boolean[] enters = line.enter(passed);
        if (!enters[0]) {
            throw new CloseConnectionException("stopped");
        }
        Optional<byte[]> own = instead.apply(passed);
        if (own.isPresent()) {
            response.header("Content-Type", "application/json");
            response.send(own.get());
            return;
        }
        HttpResponse<byte[]> answer = client.send(forwarded(request, body), BodyHandlers.ofByteArray());
        note(passed, body);
        if (!enters[1]) {
            throw new CloseConnectionException("stopped");
        }
        response.status(Status.create(answer.statusCode()));
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                response.header(HeaderNames.create(name), values.toArray(String[]::new));
            }
        });
        response.send(answer.body());
    }

    private void note(Passed request, byte[] body) {
        if (request.path().endsWith("/file_stream")) {
            synchronized (streamed) {
                streamed.append(new String(body, StandardCharsets.UTF_8));
                streamed.notifyAll();
            }
        }
    }

    /// Forgets what was streamed until now.
    void forgetStreamed() {
        synchronized (streamed) {
            streamed.setLength(0);
        }
    }

    /// Returns as soon as the server has taken a stream request that holds this text; gives up after ten
    /// seconds.
    void awaitStreamed(String part) {
        long end = System.nanoTime() + 10_000_000_000L;
        synchronized (streamed) {
            try {
                while (streamed.indexOf(part) < 0) {
                    long rest = (end - System.nanoTime()) / 1_000_000;
                    if (rest <= 0) {
                        throw new AssertionError("nothing like " + part + " was streamed");
                    }
                    streamed.wait(rest);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private HttpRequest forwarded(ServerRequest request, byte[] body) {
        String query = request.query().rawValue();
        URI address = URI.create(target + request.path().rawPath() + (query.isEmpty() ? "" : "?" + query));
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(address)
                .method(request.prologue().method().text(), BodyPublishers.ofByteArray(body));
        for (Header header : request.headers()) {
            if (!NOT_FORWARDED.contains(header.name().toLowerCase(Locale.ROOT))) {
                header.allValues().forEach(value -> forwarded.header(header.name(), value));
            }
        }
        return forwarded.build();
    }

    private static Passed passed(ServerRequest request, byte[] body) {
        String method = request.prologue().method().text();
        String path = request.path().rawPath();
        Matcher operation = OPERATION.matcher(path.equals("/graphql") ? new String(body, StandardCharsets.UTF_8) : "");
        boolean isGraphQl = operation.find();
        boolean mutates = isGraphQl ? operation.group(1).equals("mutation") : !method.equals("GET");
        return new Passed(method, path, isGraphQl ? operation.group(2) : "", mutates);
    }

    @Override
    public void close() {
        server.stop();
        client.close();
    }
}
