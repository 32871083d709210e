package dev.tunebook.sdk.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.sdk.error.TransportException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedirectingTransportTest {
    private final Map<String, String> redirects = new HashMap<>();
    private final List<HttpCall> sent = new ArrayList<>();
    private final Transport transport = new RedirectingTransport(this::answer);

    private HttpReply answer(HttpCall call) {
        sent.add(call);
        String target = redirects.get(call.address().toString());
        return target == null
                ? new HttpReply(200, Map.of(), InputStream.nullInputStream())
                : new HttpReply(302, Map.of("location", List.of(target)), InputStream.nullInputStream());
    }

    private static HttpCall get(String address) {
        return HttpCall.get(URI.create(address), Map.of("Authorization", "Basic secret", "User-Agent", "test"));
    }

    @Test
    void credentialsStayWithinTheOrigin() {
        redirects.put("https://a.test/1", "/2");
        redirects.put("https://a.test/2", "https://b.test/3");
        redirects.put("https://b.test/3", "https://a.test/4");
        assertThat(transport.send(get("https://a.test/1")).status()).isEqualTo(200);
        assertThat(sent)
                .extracting(call -> call.address() + " " + call.headers().containsKey("Authorization"))
                .containsExactly(
                        "https://a.test/1 true",
                        "https://a.test/2 true",
                        "https://b.test/3 false",
                        "https://a.test/4 false");
    }

    @Test
    void aRedirectDownToPlainHttpIsRefused() {
        redirects.put("https://a.test/1", "http://a.test/1");
        assertThatThrownBy(() -> transport.send(get("https://a.test/1")))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("https to http");
        assertThat(sent).hasSize(1);
    }

    @Test
    void aCircleEnds() {
        redirects.put("https://a.test/1", "https://a.test/1");
        assertThatThrownBy(() -> transport.send(get("https://a.test/1"))).hasMessageContaining("more than");
    }

    @Test
    void onlyReadingIsRedirected() {
        redirects.put("https://a.test/1", "https://b.test/1");
        HttpCall put = HttpCall.put(URI.create("https://a.test/1"), Map.of(), new HttpCall.Body.None());
        assertThat(transport.send(put).status()).isEqualTo(302);
        assertThat(sent).hasSize(1);
    }
}
