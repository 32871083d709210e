package dev.tunebook.sandbox;

import dev.tunebook.sandbox.script.Noise;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/// The one class that knows the HTTP server: requests in, answers out, faults between, the provider's
/// headers on everything.
final class HttpEdge {

    private static final int SMALLEST_COMPRESSED = 512;
    private static final Pattern VERSIONED = Pattern.compile("/(?:openai/v1|openai|v1)(/.*)");

    private final Api api;
    private final Faults faults;
    private final RequestLog log;
    private final SandboxOptions options;
    private final Optional<RateLimit.Meter> meter;
    private final AtomicLong count = new AtomicLong();

    HttpEdge(Api api, Faults faults, RequestLog log, SandboxOptions options) {
        this.api = api;
        this.faults = faults;
        this.log = log;
        this.options = options;
        this.meter = options.rateLimit().map(limit -> new RateLimit.Meter(limit, options.clock()));
    }

    void handle(ServerRequest request, ServerResponse response) throws IOException, InterruptedException {
        Thread.sleep(options.latency());
        Call call = call(request);
        LoggedRequest seen = new LoggedRequest(call.method(), call.path(), query(call), 0);
        Optional<Answer> tooMany = meter.flatMap(RateLimit.Meter::refusal);
        if (tooMany.isPresent()) {
            send(tooMany.get(), call, seen, response);
            return;
        }
        Optional<Fault> fault = faults.next(seen);
        if (fault.isEmpty()) {
            send(api.answer(call), call, seen, response);
            return;
        }
        switch (fault.get()) {
            case Fault.Status status ->
                send(
                        new Answer(
                                status.status(), status.headers(), status.body().getBytes(StandardCharsets.UTF_8)),
                        call,
                        seen,
                        response);
            case Fault.Truncated truncated -> {
                log.add(seen);
                sendHalf(api.answer(call), response);
            }
            case Fault.Dropped dropped -> {
                log.add(seen);
                throw new CloseConnectionException("dropped, as told");
            }
            case Fault.TimeOut timeOut -> {
                log.add(seen);
                faults.awaitClear();
                throw new CloseConnectionException("held until now, as told");
            }
        }
    }

    private static Call call(ServerRequest request) {
        String path = URI.create(request.path().rawPath()).getPath();
        Matcher versioned = VERSIONED.matcher(path);
        Map<String, List<String>> query = new HashMap<>();
        for (String name : request.query().names()) {
            query.put(name, request.query().all(name));
        }
        Map<String, String> headers = new HashMap<>();
        for (Header header : request.headers()) {
            headers.put(header.name().toLowerCase(Locale.ROOT), header.get());
        }
        byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        return new Call(
                request.prologue().method().text(),
                versioned.matches() ? versioned.group(1) : path,
                query,
                headers,
                body);
    }

    private static String query(Call call) {
        return call.query().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
    }

    private void send(Answer answer, Call call, LoggedRequest seen, ServerResponse response) throws IOException {
        log.add(new LoggedRequest(seen.method(), seen.path(), seen.query(), answer.status()));
        addHeaders(answer, response);
        byte[] body = answer.body();
        if (options.gzip()
                && body.length > SMALLEST_COMPRESSED
                && call.header("accept-encoding")
                        .filter(value -> value.contains("gzip"))
                        .isPresent()) {
            response.header("Content-Encoding", "gzip");
            body = compressed(body);
        }
        response.send(body);
    }

    private void sendHalf(Answer answer, ServerResponse response) {
        addHeaders(answer, response);
        byte[] body = answer.body();
        response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
        try (OutputStream out = response.outputStream()) {
            out.write(body, 0, body.length / 2);
            out.flush();
            throw new CloseConnectionException("cut off, as told");
        } catch (IOException e) {
            throw new UncheckedIOException("The client has gone", e);
        }
    }

    private void addHeaders(Answer answer, ServerResponse response) {
        response.status(Status.create(answer.status()));
        long number = count.incrementAndGet();
        response.header("openai-version", "2020-10-01");
        response.header("openai-organization", options.organizationId());
        response.header("openai-project", "proj_" + Noise.base62(options.seed(), "project", 24));
        response.header("openai-processing-ms", "3");
        response.header("x-request-id", "req_" + Noise.hex(options.seed(), "request " + number, 32));
        response.header("x-envoy-upstream-service-time", "5");
        response.header("x-openai-proxy-wasm", "v0.1");
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload");
        // The real value sends clients to HTTP/3 on port 443, where there is no sandbox.
        response.header("Alt-Svc", "clear");
        response.header("cf-cache-status", "DYNAMIC");
        response.header("CF-RAY", Noise.hex(options.seed(), "ray " + number, 16) + "-SBX");
        response.header("Server", "tunebook-sandbox");
        answer.headers().forEach(response::header);
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
