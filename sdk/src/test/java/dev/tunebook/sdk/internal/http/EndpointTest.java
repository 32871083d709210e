package dev.tunebook.sdk.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private static Endpoint endpoint(Optional<URI> known) {
        return new Endpoint(URI.create("http://127.0.0.1:8080"), Optional.empty(), Map.of(), known);
    }

    @Test
    void whatTheServerGaveIsAskedForWhereItWasReached() {
        Endpoint inside = endpoint(Optional.of(URI.create("https://tunebook.example.org/base")));
        assertThat(inside.given("https://tunebook.example.org/base/storage/a%2Fb?x=1"))
                .hasToString("http://127.0.0.1:8080/storage/a%2Fb?x=1");
        assertThat(inside.given("/storage/a")).hasToString("http://127.0.0.1:8080/storage/a");
    }

    @Test
    void othersAddressesStayAsTheyAre() {
        Endpoint inside = endpoint(Optional.of(URI.create("https://tunebook.example.org")));
        for (String address : new String[] {
            "https://storage.example.net/a",
            "https://tunebook.example.org.evil.example/a",
            "http://tunebook.example.org/a"
        }) {
            assertThat(inside.given(address)).hasToString(address);
            assertThat(endpoint(Optional.empty()).given(address)).hasToString(address);
        }
    }
}
