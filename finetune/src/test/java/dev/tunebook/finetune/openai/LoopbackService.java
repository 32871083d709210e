package dev.tunebook.finetune.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A service on loopback that gives the prepared answers, one a request, and keeps what it was asked.
final class LoopbackService implements AutoCloseable {
    /// How to answer one request.
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    record Asked(String address, Map<String, List<String>> headers) {}

    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    LoopbackService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    synchronized LoopbackService then(Answer answer) {
        answers.add(answer);
        return this;
    }

    LoopbackService then(int status, String body, String... headers) {
        return then(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    private synchronized Answer next() {
        Answer answer = answers.poll();
        if (answer == null) {
            throw new AssertionError("one request more than was prepared for");
        }
        return answer;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new Asked(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders())));
        try (exchange) {
            next().to(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
