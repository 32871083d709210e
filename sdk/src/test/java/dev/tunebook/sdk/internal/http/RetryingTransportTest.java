package dev.tunebook.sdk.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.sdk.error.TransportException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryingTransportTest {
    private static final URI ADDRESS = URI.create("https://example.test/graphql");

    private final Deque<Supplier<HttpReply>> answers = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<HttpCall> sent = new ArrayList<>();
    private Instant now = Instant.parse("2026-08-01T00:00:00Z");

    private HttpReply next(HttpCall call) {
        sent.add(call);
        Supplier<HttpReply> answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        return answer.get();
    }

    private HttpReply send(Traffic traffic, Optional<Duration> patience) {
        Transport transport = new RetryingTransport(
                this::next,
                () -> now,
                wait -> {
                    waits.add(wait);
                    now = now.plus(wait);
                },
                () -> 0,
                patience);
        return transport.send(HttpCall.postJson(ADDRESS, Map.of(), new byte[0], traffic));
    }

    private void answer(int status, Map<String, List<String>> headers) {
        answers.add(() -> new HttpReply(status, headers, InputStream.nullInputStream()));
    }

    private void broken() {
        answers.add(() -> {
            throw new TransportException("connection reset", null);
        });
    }

    @Test
    void waitsDoubleUpToAMinute() {
        broken();
        assertThatThrownBy(() -> send(Traffic.GRAPHQL, Optional.empty())).isInstanceOf(TransportException.class);
        assertThat(sent).hasSize(20);
        assertThat(waits.subList(0, 6)).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 16L, 32L, 60L);
        assertThat(Collections.max(waits)).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPHQL, 400, 1",
        "GRAPHQL, 401, 1",
        "GRAPHQL, 404, 1",
        "GRAPHQL, 409, 1",
        "GRAPHQL, 501, 1",
        "GRAPHQL, 408, 2",
        "GRAPHQL, 429, 2",
        "GRAPHQL, 500, 2",
        "GRAPHQL, 503, 2",
        "UPSERT_RUN, 409, 2",
        "UPSERT_RUN, 410, 1",
        "FILE_STREAM, 404, 1",
        "FILE_STREAM, 502, 2",
        "TRANSFER, 403, 1",
        "TRANSFER, 409, 1",
        "TRANSFER, 425, 2",
        "TRANSFER, 500, 2",
        "TRANSFER, 501, 1",
        "GRAPHQL, 200, 1",
        "GRAPHQL, 302, 1"
    })
    void whatIsRepeatedDependsOnTheTraffic(Traffic traffic, int status, int requests) {
        answer(status, Map.of());
        answer(200, Map.of());
        assertThat(send(traffic, Optional.empty()).status()).isEqualTo(requests == 1 ? status : 200);
        assertThat(sent).hasSize(requests);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"7|7000", "0.5|500", "-3|0", "100000|600000", "Sat, 01 Aug 2026 00:00:30 GMT|30000", "soon|2000"})
    void theServerMaySayHowLongToWait(String asked, long milliseconds) {
        answer(429, Map.of("retry-after", List.of(asked)));
        answer(200, Map.of());
        send(Traffic.GRAPHQL, Optional.empty());
        assertThat(waits).containsExactly(Duration.ofMillis(milliseconds));
    }

    @Test
    void patienceEndsBeforeTheAttemptsDo() {
        answer(503, Map.of());
        HttpReply reply = send(Traffic.GRAPHQL, Optional.of(Duration.ofSeconds(10)));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(waits).extracting(Duration::toSeconds).containsExactly(2L, 4L);
    }
}
