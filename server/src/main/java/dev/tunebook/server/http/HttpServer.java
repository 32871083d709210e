package dev.tunebook.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The listening socket: turns what the web server's library hands over into {@link Router} calls and back.
public final class HttpServer implements AutoCloseable {
    /// How long running requests may take to end before their connections are cut.
    private static final Duration DRAIN = Duration.ofSeconds(8);

    /// A signed address holds a file's name twice, and one letter of it may take twelve bytes.
    private static final int LONGEST_LINE = 128 << 10;

    private final WebServer server;
    private final InFlight inFlight = new InFlight();
    private final Admission admission;
    private final Settings settings;
    private volatile Optional<Doors> doors = Optional.empty();

    /// @param origin of our own pages, the only ones whose scripts may read answers
    private record Doors(Router router, HostPolicy hosts, String origin) {}

    /// @param port 0 picks a free one
    public record Settings(String host, int port, BodyLimits limits, Admission.Limits admission, Proxies proxies) {}

    private HttpServer(Settings settings) {
        this.settings = settings;
        this.admission = new Admission(settings.admission());
        this.server = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(200))
                // Else the end of an answer waits 40 ms for the client to confirm its beginning.
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .contentEncoding(new BodiesAsSent())
                .addProtocol(
                        Http1Config.builder().maxPrologueLength(LONGEST_LINE).build())
                .routing(routing -> routing.any(this::handle))
                .build();
    }

    /// Listens; until {@link #open} every answer is 503.
    ///
    /// @throws UncheckedIOException caused by a {@link BindException} when the port is taken or not allowed
    public static HttpServer start(Settings settings) {
        HttpServer http = new HttpServer(settings);
        http.server.start();
        // The library only logs why it could not.
        if (!http.server.isRunning()) {
            throw new UncheckedIOException(
                    new BindException("cannot listen on " + settings.host() + " port " + settings.port()));
        }
        return http;
    }

    public int port() {
        return server.port();
    }

    /// From here on requests are answered.
    public void open(Router router, HostPolicy hosts, String origin) {
        doors = Optional.of(new Doors(router, hosts, origin));
    }

    /// Refuses new requests with 503, lets running ones end, then closes the socket.
    @Override
    public void close() {
        doors = Optional.empty();
        inFlight.awaitIdle(DRAIN);
        server.stop();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        inFlight.enter();
        try (Admission.Ticket ticket = admission.ticket()) {
            Response answer = SecurityHeaders.everywhere(answer(request, ticket));
            boolean head = request.prologue().method().text().equals("HEAD");
            write(head, answer, response);
        } finally {
            inFlight.leave();
        }
    }

    private Response answer(ServerRequest request, Admission.Ticket ticket) {
        try {
            Doors open = doors.orElseThrow(() -> HttpFailure.later(
                    503, "starting_or_stopping", "The server is starting or stopping.", Duration.ofSeconds(2)));
            open.hosts().check(request.headers().first(HeaderNames.HOST).orElse(""));
            return request.prologue().method().text().equals("OPTIONS")
                    ? preflight(open.origin())
                    : open.router().dispatch(incoming(request, ticket));
        } catch (IOException e) {
            return ErrorResponses.of(HttpFailure.badRequest("broken_body", "The body ended early: " + e.getMessage()));
        } catch (RuntimeException e) {
            return ErrorResponses.of(ErrorResponses.failure(e));
        }
    }

    /// What a browser asks before a page of another origin may call: only our own may, whatever the path.
    private static Response preflight(String origin) {
        return Response.empty(204)
                .with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Allow-Methods", "GET, PUT, POST, PATCH, DELETE")
                .with("Vary", "Origin");
    }

    private Incoming incoming(ServerRequest request, Admission.Ticket ticket) {
        String name = request.prologue().method().text();
        Method method = Arrays.stream(Method.values())
                .filter(each -> each.name().equals(name.equals("HEAD") ? "GET" : name))
                .findFirst()
                .orElseThrow(() -> HttpFailure.of(405, "method_not_allowed", "The method " + name + " is not taken."));
        String path = request.prologue().uriPath().rawPath();
        String peer = request.remotePeer().host();
        String forwarded =
                request.headers().first(HeaderNames.create("X-Forwarded-For")).orElse("");
        return new Incoming(
                request,
                method,
                path,
                RequestPath.decode(path),
                settings.limits(),
                ticket,
                settings.proxies().client(peer, forwarded));
    }

    private static void write(boolean head, Response answer, ServerResponse response) {
        response.status(Status.create(answer.status()));
        answer.headers()
                .forEach(header ->
                        response.headers().add(HeaderValues.create(HeaderNames.create(header.name()), header.value())));
        switch (answer.body()) {
            case Response.Empty empty -> response.send();
            case Response.Bytes bytes
            when head -> {
                response.contentLength(bytes.content().length);
                response.send();
            }
            case Response.Bytes bytes -> response.send(bytes.content());
            case Response.Streamed streamed -> stream(head, streamed, response);
        }
    }

    private static void stream(boolean head, Response.Streamed streamed, ServerResponse response) {
        if (streamed.length() >= 0) {
            response.contentLength(streamed.length());
        }
        if (head) {
            response.send();
            return;
        }
        try (OutputStream out = response.outputStream()) {
            streamed.writer().write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
