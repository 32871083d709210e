package dev.tunebook.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tunebook.model.Secret;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.FileStreamCodec;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.model.wire.GraphQlMessage;
import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// A small server on a free port that speaks enough of the protocol, keeps what it gets, and fails on command.
public final class FakeServer implements AutoCloseable {
    public static final Secret KEY = new Secret("local-" + "k".repeat(40));

    /// What happens to a request instead of an answer.
    public enum Fault {
        /// The request is not looked at, the connection closes.
        DROP_BEFORE,
        /// The request takes effect, the connection closes without an answer: the client repeats it.
        DROP_AFTER,
        /// 503, not looked at.
        BUSY,
        /// 429 with `Retry-After: 7`.
        LIMITED,
        /// 403, not looked at.
        DENIED,
        /// Half of the answer's bytes, then the connection closes.
        TRUNCATED,
        /// One byte of the answer is another.
        GARBLED
    }

    /// One request as it came.
    public record Seen(String method, String path, String authorization, String operation) {}

    private record Planned(Predicate<Seen> which, Fault fault) {}

    final FakeRuns runs = new FakeRuns();
    public final FakeArtifacts artifacts = new FakeArtifacts(this);
    public final Map<String, byte[]> stored = new ConcurrentHashMap<>();
    public final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Deque<Planned> faults = new ArrayDeque<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Settings settings(Path folder) {
        return Settings.builder()
                .baseUrl(base())
                .apiKey(KEY)
                .entity("team")
                .project("demo")
                .directory(folder)
                .streamInterval(Duration.ofMillis(1))
                .finishTimeout(Duration.ofSeconds(30))
                .build();
    }

    /// The next requests that match fail, one each.
    public synchronized void fail(Predicate<Seen> which, Fault... each) {
        for (Fault fault : each) {
            faults.add(new Planned(which, fault));
        }
    }

    public static Predicate<Seen> path(String part) {
        return request -> request.path().contains(part);
    }

    public static Predicate<Seen> operation(String name) {
        return request -> request.operation().equals(name);
    }

    public List<String> operations() {
        return seen.stream()
                .map(Seen::operation)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    String address(String path) {
        return base() + path;
    }

    private synchronized @org.jspecify.annotations.Nullable Fault next(Seen request) {
        for (Planned planned : faults) {
            if (planned.which().test(request)) {
                faults.remove(planned);
                return planned.fault();
            }
        }
        return null;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String operation = path.equals("/graphql") ? operationName(body) : "";
        Seen request = new Seen(exchange.getRequestMethod(), path, authorization, operation);
        seen.add(request);
        Fault fault = next(request);
        if (fault == Fault.BUSY) {
            answer(exchange, 503, new byte[0]);
        } else if (fault == Fault.DENIED) {
            answer(exchange, 403, "{\"error\":\"not yours\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else if (fault == Fault.LIMITED) {
            exchange.getResponseHeaders().add("Retry-After", "7");
            answer(exchange, 429, new byte[0]);
        } else if (fault == Fault.DROP_BEFORE) {
            exchange.close();
        } else {
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            Reply reply = reply(request, range, body);
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            if (fault == Fault.DROP_AFTER) {
                exchange.close();
            } else if (fault == Fault.TRUNCATED) {
                exchange.sendResponseHeaders(reply.status(), reply.body().length);
                exchange.getResponseBody().write(reply.body(), 0, reply.body().length / 2);
                exchange.getResponseBody().flush();
                exchange.close();
            } else {
                byte[] content = reply.body().clone();
                if (fault == Fault.GARBLED) {
                    content[content.length / 2] ^= 1;
                }
                answer(exchange, reply.status(), content);
            }
        }
    }

    private static String operationName(byte[] body) {
        String query = GraphQlMessage.Request.read(body).query();
        String[] words = query.strip().split("[\\s({]+");
        return words.length > 1 ? words[1] : "";
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    record Reply(int status, byte[] body, Map<String, String> headers) {
        static Reply json(ObjectNode node) {
            return new Reply(200, Json.bytes(node), Map.of("Content-Type", "application/json"));
        }

        static Reply status(int status) {
            return new Reply(status, new byte[0], Map.of());
        }
    }

    private synchronized Reply reply(Seen request, String range, byte[] body) {
        String basic = "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString(("api:" + KEY.reveal()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        boolean signed = request.path().startsWith("/storage/");
        if (signed != request.authorization().equals("null")
                || (!signed && !request.authorization().equals(basic))) {
            return Reply.status(signed ? 400 : 401);
        }
        if (request.path().equals("/graphql")) {
            GraphQlMessage.Request message = GraphQlMessage.Request.read(body);
            ObjectNode variables = Json.object(message.variables());
            ObjectNode data = runs.answer(request.operation(), variables, this)
                    .or(() -> artifacts.answer(request.operation(), variables))
                    .orElseThrow(() -> new IllegalStateException("no answer to " + request.operation()));
            ObjectNode whole = Json.object();
            whole.set("data", data);
            return Reply.json(whole);
        }
        if (request.path().endsWith("/file_stream")) {
            String[] parts = request.path().split("/");
            return Reply.json(runs.stream(parts[4], FileStreamCodec.read(body)));
        }
        if (request.method().equals("PUT")) {
            stored.put(request.path(), body);
            return new Reply(200, new byte[0], Map.of("ETag", etag(body)));
        }
        byte[] content = stored.get(request.path());
        if (content == null) {
            return Reply.status(404);
        }
        if (range.startsWith("bytes=")) {
            int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            return new Reply(206, Arrays.copyOfRange(content, from, content.length), Map.of());
        }
        return new Reply(200, content, Map.of());
    }

    /// What was stored there.
    byte[] bytes(String path) {
        byte[] bytes = stored.get(path);
        if (bytes == null) {
            throw new AssertionError("nothing is stored at " + path);
        }
        return bytes;
    }

    static String etag(byte[] bytes) {
        return '"' + Digests.hex(Digests.md5().digest(bytes)) + '"';
    }

    /// The lines of a run's history, in order.
    List<String> history(String run) {
        return new ArrayList<>(runs.run(run).lines(FileStreamRequest.HISTORY).values());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
