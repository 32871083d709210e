package dev.tunebook.server.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Literal addresses: no name is looked up here but `localhost`.
class ProviderHostsTest {
    private final ProviderHosts hosts = new ProviderHosts(List.of("Inside.example", "10.1.2.3", "[fd00::1]"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "localhost",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "2130706433",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:169.254.169.254]",
                "[fe80::1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[2001:0:7f00:1::]",
                "[ff02::1]"
            })
    void insideAddressesAreRefused(String host) {
        assertThat(hosts.objection(URI.create("https://" + host + "/v1")))
                .get()
                .asString()
                .contains("provider-hosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.254",
                "[2606:4700::1111]"
            })
    void publicAddressesArePassedOverTlsOnly(String host) {
        assertThat(hosts.objection(URI.create("https://" + host + "/v1"))).isEmpty();
        assertThat(hosts.objection(URI.create("http://" + host + "/v1")))
                .get()
                .asString()
                .contains("in clear");
    }

    @Test
    void hostsThatWereNamedArePassed() {
        for (String address : List.of("http://inside.example/v1", "https://10.1.2.3:8443", "http://[fd00::1]:1/v1")) {
            assertThat(hosts.objection(URI.create(address))).as(address).isEmpty();
        }
        assertThat(hosts.objection(URI.create("http://10.1.2.4"))).isPresent();
    }
}
