package dev.tunebook.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.FreshServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What an open page hears of its project. Reading blocks until something is said, so nothing here waits for a clock.
@Timeout(60)
class LiveApiTest extends FreshServer {
    @BeforeEach
    void makeProject() {
        run("p", "first");
    }

    private String run(String project, String name) {
        return server.data(
                        ada,
                        "mutation($project: String, $name: String) { upsertBucket(input: {entityName: \"ada\","
                                + " modelName: $project, name: $name}) { bucket { id } } }",
                        Map.of("project", project, "name", name))
                .path("upsertBucket")
                .path("bucket")
                .path("id")
                .asString();
    }

    /// An open page.
    private final class Page implements AutoCloseable {
        private final HttpResponse<InputStream> answer;
        private final BufferedReader lines;

        Page(String query) {
            answer = server.send(server.request("/api/live" + query, ada), BodyHandlers.ofInputStream());
            lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /// The data of the next event, which has to be of this kind.
        JsonNode next(String event) throws IOException {
            assertThat(lines.readLine()).isEqualTo("event: " + event);
            String data = lines.readLine();
            assertThat(data).startsWith("data: ");
            assertThat(lines.readLine()).isEmpty();
            return Json.parse(data.substring("data: ".length()));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Test
    void aPageHearsWhichRunsChanged() throws IOException {
        try (Page page = new Page("?path=ada/p")) {
            assertThat(page.answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            long before = page.next("ready").path("sequence").asLong();
            run("elsewhere", "unheard");
            String id = run("p", "second");
            JsonNode change = page.next("change");
            assertThat(change.path("sequence").asLong()).isGreaterThan(before);
            assertThat(change.path("runs").values().stream().map(JsonNode::asString))
                    .containsExactly(id);
            assertThat(change.path("kinds").values().stream().map(JsonNode::asString))
                    .contains("RUN");
        }
    }

    @Test
    void aPageThatComesBackHearsWhatItMissed() throws IOException {
        long seen;
        try (Page page = new Page("?path=ada/p")) {
            seen = page.next("ready").path("sequence").asLong();
        }
        String id = run("p", "meanwhile");
        try (Page page = new Page("?path=ada/p&after=" + seen)) {
            assertThat(page.next("ready").path("sequence").asLong()).isEqualTo(seen);
            assertThat(page.next("change").path("runs").values().stream().map(JsonNode::asString))
                    .contains(id);
        }
    }

    @Test
    void aServerThatStopsEndsTheStream() throws IOException {
        try (Page page = new Page("?path=ada/p")) {
            page.next("ready");
            server.server().close();
            assertThat(page.lines.readLine()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 400", "?path=ada, 400", "?path=ada/none, 404", "?path=ada/p&after=x, 400"})
    void whatCannotBeFollowedIsRefused(String query, int status) {
        assertThat(server.send(server.request("/api/live" + query, ada)).statusCode())
                .isEqualTo(status);
    }

    @Test
    void anothersProjectLooksLikeNone() {
        HttpResponse<String> foreign = server.send(server.request("/api/live?path=ada/p", bob));
        HttpResponse<String> none = server.send(server.request("/api/live?path=ada/q", bob));
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body().replace("ada/p", "ada/q")).isEqualTo(none.body());
    }
}
