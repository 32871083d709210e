package dev.tunebook.bench;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The denominator: the same HTTP library with an endpoint that only reads the body, or only sends bytes.
final class BareServer {
    private static final byte[] ANSWER = "{\"limits\":{},\"stopped\":false}".getBytes(StandardCharsets.UTF_8);

    static final String BYTES = "/bytes/";

    private BareServer() {}

    static void main(String[] arguments) throws IOException {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.any((request, response) -> {
                    byte[] body = request.content().inputStream().readAllBytes();
                    response.send(body.length == 0 ? wanted(request.path().path()) : ANSWER);
                }))
                .build()
                .start();
        System.out.println("ready " + server.port());
        waitForEnd(System.in);
        server.stop();
    }

    /// `/bytes/N` answers with N bytes, everything else with none.
    private static byte[] wanted(String path) {
        return path.startsWith(BYTES) ? new byte[Integer.parseInt(path.substring(BYTES.length()))] : new byte[0];
    }

    /// Returns when whoever started this process closes its input.
    static void waitForEnd(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // Nothing is said here.
        }
    }
}
