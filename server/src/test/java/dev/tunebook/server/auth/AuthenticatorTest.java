package dev.tunebook.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.testing.TestClock;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.UserUpdate;
import dev.tunebook.store.memory.MemoryBlobStore;
import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.memory.MemoryStore;
import dev.tunebook.store.rules.StoreSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Passwords, and how often they may be guessed.
class AuthenticatorTest {
    private static final Secret RIGHT = Secret.of("correct horse");
    private static final Secret WRONG = Secret.of("battery staple");

    private final TestClock clock = new TestClock();
    private final List<String> checked = new ArrayList<>();
    private Runnable whileChecking = () -> {};
    private Store store;

    @BeforeEach
    void open() {
        store = MemoryStore.open(
                new StoreSettings(clock.clock(), new SplittableRandom(7), Set.of()),
                new MemoryBlobStore(clock.clock()),
                MemoryHistoryStore::new);
        store.accounts()
                .putUser(
                        Viewer.system("test"),
                        UserUpdate.of("ada").withPasswordHash(Passwords.hash(RIGHT, new SecureRandom())));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private final InternalKeys internalKeys = new InternalKeys(new SecureRandom());

    private Authenticator authenticator(int perAddress, int perAccount) {
        Links links = new Links(URI.create("http://127.0.0.1:8080"));
        AccessSettings settings = new AccessSettings(
                perAddress, perAccount, Duration.ofDays(1), Duration.ofHours(1), Duration.ofHours(1));
        return new Authenticator(
                store,
                new Origins(links),
                new SignedAddresses(SigningKeys.temporary(new SecureRandom(), clock), links, clock),
                settings,
                clock,
                internalKeys,
                (password, hashed) -> {
                    checked.add(hashed);
                    whileChecking.run();
                    return Passwords.matches(password, hashed);
                });
    }

    private static int status(Authenticator authenticator, String name, Secret password, String address) {
        return catchThrowableOfType(HttpFailure.class, () -> authenticator.byPassword(name, password, address))
                .status();
    }

    @Test
    void aNameNobodyHasCostsAsMuchAsAWrongPassword() {
        Authenticator authenticator = authenticator(10, 10);
        assertThat(status(authenticator, "nobody", WRONG, "1.1.1.1")).isEqualTo(401);
        assertThat(status(authenticator, "ada", WRONG, "1.1.1.1")).isEqualTo(401);
        assertThat(checked).hasSize(2);
        assertThat(costs(checked.get(0))).isEqualTo(costs(checked.get(1)));
    }

    private static String costs(String hashed) {
        return hashed.substring(0, hashed.lastIndexOf('$', hashed.lastIndexOf('$') - 1));
    }

    @Test
    void guessesAtTheSameTimeAreCountedBeforeTheyAreChecked() {
        Authenticator authenticator = authenticator(2, 10);
        List<Integer> meanwhile = new ArrayList<>();
        whileChecking = () -> {
            whileChecking = () -> {};
            meanwhile.add(status(authenticator, "ada", WRONG, "1.1.1.1"));
            meanwhile.add(status(authenticator, "ada", WRONG, "1.1.1.1"));
        };
        assertThat(status(authenticator, "ada", WRONG, "1.1.1.1")).isEqualTo(401);
        assertThat(meanwhile).containsExactly(401, 429);
        assertThat(checked).hasSize(2);
    }

    @Test
    void anAccountIsGuessedAtFromAllAddressesTogether() {
        Authenticator authenticator = authenticator(10, 2);
        for (String name : List.of("ada", "nobody")) {
            assertThat(status(authenticator, name, WRONG, "1.1.1.1")).isEqualTo(401);
            assertThat(status(authenticator, name, WRONG, "2.2.2.2")).isEqualTo(401);
            assertThat(status(authenticator, name, WRONG, "3.3.3.3")).isEqualTo(429);
        }
        assertThat(status(authenticator, "ADA", RIGHT, "4.4.4.4"))
                .as("held up too")
                .isEqualTo(429);
        clock.advance(Duration.ofMinutes(1));
        assertThat(authenticator.byPassword("ada", RIGHT, "4.4.4.4").username()).isEqualTo("ada");
    }

    @Test
    void rightPasswordsAreNotCounted() {
        Authenticator authenticator = authenticator(1, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(authenticator.byPassword("ada", RIGHT, "1.1.1.1").username())
                    .isEqualTo("ada");
        }
    }

    @Test
    void wrongKeysAreCountedByNetwork() {
        Authenticator authenticator = authenticator(1, 1);
        assertThat(keyStatus(authenticator, "2001:db8:0:7::1")).isEqualTo(401);
        assertThat(keyStatus(authenticator, "2001:db8:0:7:ffff::2")).isEqualTo(429);
        assertThat(keyStatus(authenticator, "2001:db8:0:8::1")).isEqualTo(401);
        assertThat(keyStatus(authenticator, "10.0.0.1")).isEqualTo(401);
        assertThat(keyStatus(authenticator, "10.0.0.1")).isEqualTo(429);
        assertThat(keyStatus(authenticator, "10.0.0.2")).isEqualTo(401);
    }

    private static int keyStatus(Authenticator authenticator, String address) {
        return catchThrowableOfType(HttpFailure.class, () -> authenticator.byKey(Secret.of("x".repeat(40)), address))
                .status();
    }
}
