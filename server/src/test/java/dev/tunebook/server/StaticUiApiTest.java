package dev.tunebook.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The web app as the server gives it out; a page and a script of the tests' own stand for it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaticUiApiTest {
    private static final String SCRIPT = "/assets/app-1.js";

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void filesAreSentPackedToThoseWhoTakeThem() throws IOException {
        HttpResponse<byte[]> packed = server.send(
                server.request(SCRIPT, "").header("Accept-Encoding", "gzip, br"), BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body().length).isLessThan(stored().length / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(stored());
    }

    @Test
    void filesAreSentPlainToOthersAndSayThatTheyMayDiffer() throws IOException {
        HttpResponse<byte[]> plain = server.send(server.request(SCRIPT, ""), BodyHandlers.ofByteArray());
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body()).isEqualTo(stored());
        assertThat(plain.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(plain.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/entity/project/runs/some.run", "/login"})
    void everyPageIsTheAppUnderItsPolicy(String path) {
        HttpResponse<String> page = server.send(server.request(path, ""));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("A page of the web app");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self';"));
    }

    @Test
    void aMissingFileIsNotFound() {
        assertThat(server.send(server.request("/assets/none.js", "")).statusCode())
                .isEqualTo(404);
    }

    private static byte[] stored() throws IOException {
        try (InputStream in = StaticUiApiTest.class.getResourceAsStream("/dev/tunebook/ui" + SCRIPT)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
