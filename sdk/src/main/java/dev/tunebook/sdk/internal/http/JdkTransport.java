package dev.tunebook.sdk.internal.http;

import dev.tunebook.sdk.error.TransportException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// [Transport] on the JDK's own client. One client serves the whole process: it holds the connections, never
/// credentials.
public final class JdkTransport implements Transport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client;
    private final Duration idleTimeout;

    public JdkTransport() {
        this(Shared.CLIENT, IDLE_TIMEOUT);
    }

    /// @param idleTimeout how long an answer may say nothing in its middle
    JdkTransport(HttpClient client, Duration idleTimeout) {
        this.client = client;
        this.idleTimeout = idleTimeout;
    }

    private static final class Shared {
        static final HttpClient CLIENT = client();
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    @Override
    public HttpReply send(HttpCall call) {
        try {
            BodyPublisher publisher = publisher(call.body());
            HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                    .timeout(call.traffic().timeout(publisher.contentLength()))
                    .method(call.method(), publisher);
            call.headers().forEach(request::header);
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            InputStream body = new WatchedStream(response.body(), idleTimeout);
            return new HttpReply(response.statusCode(), response.headers().map(), body);
        } catch (IOException e) {
            throw new TransportException(call.place() + " failed: " + reason(e) + "; is the server up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(call.place() + " was interrupted", e);
        } catch (IllegalArgumentException e) {
            throw new TransportException(call.place() + " is no address to send to; check the base URL", e);
        }
    }

    private static BodyPublisher publisher(HttpCall.Body body) throws FileNotFoundException {
        if (body instanceof HttpCall.Body.Bytes bytes) {
            return BodyPublishers.ofByteArray(bytes.bytes());
        }
        if (body instanceof HttpCall.Body.File file) {
            return BodyPublishers.ofFile(file.path());
        }
        if (body instanceof HttpCall.Body.FilePart part) {
            return BodyPublishers.fromPublisher(
                    BodyPublishers.ofInputStream(() -> new FileSection(part)), part.length());
        }
        return BodyPublishers.noBody();
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
