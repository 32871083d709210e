package dev.tunebook.sdk.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.sdk.error.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTransportTest {
    @TempDir
    Path folder;

    private static URI address(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/secret-place?signature=s3cret");
    }

    @Test
    void anAnswerThatStopsInItsMiddleIsGivenUp() throws IOException {
        CountDownLatch seen = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> answerHalf(server, seen));
            Transport transport = new JdkTransport(JdkTransport.client(), Duration.ofMillis(100));
            try (HttpReply reply = transport.send(HttpCall.get(address(server), Map.of()))) {
                assertThatThrownBy(reply::bytes)
                        .isInstanceOf(TransportException.class)
                        .cause()
                        .hasMessageContaining("nothing came for");
            }
            seen.countDown();
            serving.join();
        }
    }

    private static void answerHalf(ServerSocket server, CountDownLatch seen) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".getBytes(US_ASCII));
            socket.getOutputStream().flush();
            seen.await();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServerThatIsNotThereIsToldWithoutTheSignature() throws IOException {
        URI gone;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = address(server);
        }
        assertThatThrownBy(() -> new JdkTransport().send(HttpCall.get(gone, Map.of())))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("/secret-place")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void partsOfAFileAreItsBytes() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "0123456789");
        try (InputStream part = new FileSection(new HttpCall.Body.FilePart(file, 3, 4))) {
            assertThat(part.read()).isEqualTo('3');
            assertThat(new String(part.readAllBytes(), UTF_8)).isEqualTo("456");
            assertThat(part.read()).isEqualTo(-1);
        }
    }
}
