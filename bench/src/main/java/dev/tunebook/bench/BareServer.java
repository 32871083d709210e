package dev.tunebook.bench;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The denominator: the same HTTP library with an endpoint that only reads the body.
final class BareServer {
    private static final byte[] ANSWER = "{\"limits\":{},\"stopped\":false}".getBytes(StandardCharsets.UTF_8);

    private BareServer() {}

    static void main(String[] arguments) throws IOException {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.any((request, response) -> {
                    byte[] body = request.content().inputStream().readAllBytes();
                    response.send(body.length == 0 ? new byte[0] : ANSWER);
                }))
                .build()
                .start();
        System.out.println("ready " + server.port());
        waitForEnd(System.in);
        server.stop();
    }

    /// Returns when whoever started this process closes its input.
    static void waitForEnd(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // Nothing is said here.
        }
    }
}
