package dev.tunebook.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.SignedObject;
import dev.tunebook.server.testing.TestClock;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedAddressesTest {
    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");
    private static final SignedObject OBJECT =
            new SignedObject(Method.PUT, "uploads/17", 1_000, NOW.plus(Duration.ofHours(1)));

    @TempDir
    private Path folder;

    private SignedAddresses at(Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        SigningKeys keys = SigningKeys.open(folder.resolve("signing.keys"), new SecureRandom(), clock);
        return new SignedAddresses(keys, new Links(URI.create("https://book.example.org/")), clock);
    }

    @Test
    void addressesAreBuiltFromThePublicUrlAndOpenTheirObject() {
        String address = at(NOW).address(OBJECT, "media", "a b.png");
        assertThat(address).startsWith("https://book.example.org/storage/").endsWith("/media/a%20b.png");
        String token = address.split("/")[4];
        assertThat(at(NOW).verify(token, Method.PUT)).isEqualTo(OBJECT);
    }

    @Test
    void anAddressOutlivesARestartAndAKeyRotation() {
        String token = at(NOW).token(OBJECT);
        SignedObject later = new SignedObject(Method.GET, "x", 0, NOW.plus(Duration.ofDays(40)));
        String rotated = at(NOW.plus(Duration.ofDays(31))).token(later);
        assertThat(at(NOW).verify(token, Method.PUT)).isEqualTo(OBJECT);
        assertThat(rotated).isNotEqualTo(at(NOW).token(later).substring(0, 4));
        assertThat(at(NOW.plus(Duration.ofDays(32))).verify(rotated, Method.GET))
                .isEqualTo(later);
    }

    @Test
    void keysRotateWhileTheServerRuns() {
        TestClock clock = new TestClock();
        SigningKeys keys = SigningKeys.open(folder.resolve("signing.keys"), new SecureRandom(), clock);
        SigningKeys other = SigningKeys.open(folder.resolve("signing.keys"), new SecureRandom(), clock);
        String first = keys.newest().id();
        clock.advance(Duration.ofDays(31));
        String second = keys.newest().id();
        assertThat(second).isNotEqualTo(first);
        assertThat(keys.find(first)).as("what it signed goes on").isPresent();
        assertThat(other.find(second)).as("a server that shares the file").isPresent();
        assertThat(other.newest().id()).isEqualTo(second);
        clock.advance(Duration.ofDays(20));
        keys.newest();
        clock.advance(Duration.ofDays(12));
        assertThat(keys.newest().id()).isNotEqualTo(second);
        assertThat(keys.find(first)).as("nothing it signed is left").isEmpty();
    }

    @Test
    void everyAlteredCharacterIsRefused() {
        SignedAddresses addresses = at(NOW);
        String token = addresses.token(OBJECT);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, i) + other + token.substring(i + 1);
            assertThatThrownBy(() -> addresses.verify(altered, Method.PUT)).satisfies(SignedAddressesTest::forbidden);
        }
    }

    @Test
    void expiredForeignAndOtherMethodsAreRefused() {
        String token = at(NOW).token(OBJECT);
        assertThatThrownBy(() -> at(OBJECT.expires()).verify(token, Method.PUT))
                .satisfies(SignedAddressesTest::forbidden);
        assertThatThrownBy(() -> at(NOW).verify(token, Method.GET)).satisfies(SignedAddressesTest::forbidden);
        assertThatThrownBy(() -> at(NOW).verify("", Method.GET)).satisfies(SignedAddressesTest::forbidden);
        String foreign = new SignedAddresses(
                        SigningKeys.temporary(new SecureRandom(), InstantSource.fixed(NOW)),
                        new Links(URI.create("http://x")),
                        InstantSource.fixed(NOW))
                .token(OBJECT);
        assertThatThrownBy(() -> at(NOW).verify(foreign, Method.PUT)).satisfies(SignedAddressesTest::forbidden);
    }

    private static void forbidden(Throwable thrown) {
        assertThat(((HttpFailure) thrown).status()).isEqualTo(403);
    }
}
