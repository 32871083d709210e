package dev.tunebook.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.files.FileBlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bytes in and out by signed address.
class StorageApiTest {
    private Path data;
    private TestServer server;
    private Storage storage;

    @BeforeEach
    void start(@TempDir Path folder) {
        data = folder;
        server = TestServer.start(data);
        storage = server.storage();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> put(String address, String bytes, String... headers) {
        HttpRequest.Builder request = server.to(address).PUT(BodyPublishers.ofString(bytes));
        return server.send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> get(String address, String... headers) {
        HttpRequest.Builder request = server.to(address);
        return server.send(headers.length == 0 ? request : request.headers(headers));
    }

    private Blob kept(String bytes) {
        server.store()
                .blobs()
                .write("kept", new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)), bytes.length());
        return server.store().blobs().commit("kept");
    }

    private static byte[] md5(String bytes) throws Exception {
        return MessageDigest.getInstance("MD5").digest(bytes.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anUploadWaitsUnderItsIdAndMayBeSentAgain() throws Exception {
        String address = storage.upload("artifact-7-part-1", "train.jsonl");

        assertThat(put(address, "first").statusCode()).isEqualTo(200);
        HttpResponse<String> second = put(address, "second");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("ETag"))
                .hasValue("\"" + HexFormat.of().formatHex(md5("second")) + "\"");
        assertThat(server.store().blobs().upload("artifact-7-part-1"))
                .hasValueSatisfying(blob -> assertThat(blob.size()).isEqualTo(6));
    }

    @Test
    void partsJoinIntoOne() {
        for (String part : List.of("a", "b", "c")) {
            put(storage.upload("part-" + part), part.repeat(3));
        }

        Blob joined = server.store().blobs().join("whole", List.of("part-a", "part-b", "part-c"), 100);

        assertThat(joined.size()).isEqualTo(9);
        assertThat(get(storage.download(server.store().blobs().commit("whole").sha256(), "whole.txt"))
                        .body())
                .isEqualTo("aaabbbccc");
    }

    @Test
    void anEmptyFileIsAFile() {
        assertThat(put(storage.upload("empty"), "").statusCode()).isEqualTo(200);
        String sha256 = server.store().blobs().commit("empty").sha256();
        HttpResponse<String> got = get(storage.download(sha256, "empty.txt"), "Range", "bytes=0-");
        assertThat(got.statusCode()).isEqualTo(416);
        assertThat(get(storage.download(sha256, "empty.txt")).body()).isEmpty();
    }

    @Test
    void aDigestThatIsNotTheBodysIsRefusedAndNothingKept() throws Exception {
        String right = Base64.getEncoder().encodeToString(md5("bytes"));
        String wrong = Base64.getEncoder().encodeToString(md5("other"));

        assertThat(put(storage.upload("right"), "bytes", "Content-MD5", right).statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = put(storage.upload("wrong"), "bytes", "Content-MD5", wrong);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("digest_mismatch", right, wrong);
        assertThat(server.store().blobs().upload("wrong")).isEmpty();
    }

    @Test
    void moreThanTheAddressPermitsIs413() {
        String tooMuch = "x".repeat((1 << 20) + 1);
        assertThat(put(storage.upload("big"), tooMuch).statusCode()).isEqualTo(413);
        HttpRequest.Builder chunked = server.to(storage.upload("big"))
                .PUT(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(tooMuch.getBytes(StandardCharsets.UTF_8))));
        assertThat(server.send(chunked).statusCode()).isEqualTo(413);
        assertThat(server.store().blobs().upload("big")).isEmpty();
    }

    @Test
    void aFullDiskIs507() {
        server.close();
        server = TestServer.start(data, new FileBlobStore(data, Long.MAX_VALUE));
        HttpResponse<String> refused = put(server.storage().upload("full"), "bytes");
        assertThat(refused.statusCode()).isEqualTo(507);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("storage_full");
    }

    @Test
    void aBodyThatBreaksOffIsNotKept() throws IOException, InterruptedException {
        String address = storage.upload("broken", "x");
        URI uri = URI.create(address);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + uri.getRawPath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nhalf")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(server.store().blobs().upload("broken")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 200, 0123456789, ''",
        "bytes=2-4, 206, 234, bytes 2-4/10",
        "bytes=-2, 206, 89, bytes 8-9/10",
        "bytes=0-, 206, 0123456789, bytes 0-9/10",
        "bytes=10-, 416, '', bytes */10",
    })
    void aDownloadAnswersTheRange(String range, int status, String bytes, String contentRange) {
        String address = storage.download(kept("0123456789").sha256(), "digits.txt");
        HttpResponse<String> got = range.isEmpty() ? get(address) : get(address, "Range", range);

        assertThat(got.statusCode()).isEqualTo(status);
        assertThat(got.body()).isEqualTo(bytes);
        assertThat(got.headers().firstValue("Content-Range").orElse("")).isEqualTo(contentRange);
        assertThat(got.headers().firstValue("Accept-Ranges")).hasValue("bytes");
    }

    @Test
    void unchangedIs304AndAChangedFileIsSentWhole() {
        String address = storage.download(kept("0123456789").sha256(), "digits.txt");
        String tag = get(address).headers().firstValue("ETag").orElseThrow();

        assertThat(get(address, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(address, "Range", "bytes=0-1", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get(address, "Range", "bytes=0-1", "If-Range", tag).statusCode())
                .isEqualTo(206);
    }

    @Test
    void headAnswersWithoutTheBytes() {
        String address = storage.download(kept("0123456789").sha256(), "digits.txt");
        HttpResponse<String> head = server.send(server.to(address).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue("10");
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "page.html, text/html",
        "drawing.svg, image/svg+xml",
        "a.png, image/png",
        "noending, application/octet-stream"
    })
    void whatUsersUploadedNeverRunsAsOurs(String name, String type) {
        HttpResponse<String> got =
                get(storage.download(kept("<script>alert(1)</script>").sha256(), "media", name));

        assertThat(got.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(got.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox", "default-src 'none'");
        assertThat(got.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename*=UTF-8''" + name);
        assertThat(got.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void namesOfAllKindsTravel() {
        String name = "日本 100% \\ a;b #1?.txt";
        HttpResponse<String> got = get(storage.download(kept("bytes").sha256(), "media", "..", name));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.headers().firstValue("Content-Disposition").orElse(""))
                .contains("%E6%97%A5%E6%9C%AC%20100%25%20%5C%20a%3Bb%20%231%3F.txt");
        String endless = "長".repeat(1000) + ".txt";
        assertThat(get(storage.download(kept("bytes").sha256(), endless)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAddressOpensOnlyWhatItWasSignedFor() {
        String sha256 = kept("secret").sha256();
        String download = storage.download(sha256, "a.txt");
        String upload = storage.upload("mine", "a.txt");

        assertThat(put(download, "overwritten").statusCode()).isEqualTo(403);
        assertThat(get(upload).statusCode()).isEqualTo(403);
        assertThat(put(upload.replace("/storage/", "/storage/x"), "bytes").statusCode())
                .isEqualTo(403);
        server.clock().advance(Duration.ofHours(2));
        assertThat(get(download).statusCode()).isEqualTo(403);
        assertThat(put(upload, "late").statusCode()).isEqualTo(403);
    }
}
