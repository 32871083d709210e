package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.conflict;
import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.accounts.Authenticated;
import dev.tunebook.store.accounts.Credential;
import dev.tunebook.store.accounts.CredentialKind;
import dev.tunebook.store.accounts.NewCredential;
import dev.tunebook.store.accounts.UserUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every credential store does.
public abstract class CredentialStoreContract extends StoreContract {
    protected CredentialStoreContract(StoreFactory factory) {
        super(factory);
    }

    @Test
    void keepsACredentialByItsHash() {
        var expiry = START.plus(Duration.ofDays(1));
        var made = store.credentials()
                .add(mia, mia.id(), credential(CredentialKind.API_KEY, "mia-key", Optional.of(expiry)));
        assertThat(made)
                .isEqualTo(new Credential(
                        made.id(),
                        mia.id(),
                        CredentialKind.API_KEY,
                        "mia-key",
                        Optional.of("for tests"),
                        START,
                        Optional.of(expiry),
                        Optional.empty()));
        assertThat(store.credentials().add(mia, mia.id(), key("mia-key")))
                .as("the same again is what stands")
                .isEqualTo(made);
        conflict("credential_taken", () -> store.credentials().add(bob, bob.id(), key("mia-key")));
        assertThatThrownBy(() -> new NewCredential(
                        CredentialKind.API_KEY, "plain-secret", "p", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("plain-secret");
    }

    @Test
    void isForTheUserAndAdministratorsOnly() {
        denied(() -> store.credentials().add(ada, mia.id(), key("k")));
        denied(() -> store.credentials().add(ANYBODY, mia.id(), key("k")));
        denied(() -> store.credentials().credentials(ada, mia.id(), CredentialKind.API_KEY));
        notFound(() -> store.credentials().add(root, 987_654L, key("k")));
        var made = store.credentials().add(root, mia.id(), key("k"));
        assertThat(store.credentials().credentials(SYSTEM, mia.id(), CredentialKind.API_KEY))
                .containsExactly(made);
        assertThat(store.credentials().delete(ada, made.id()))
                .as("not hers to delete")
                .isFalse();
        assertThat(store.credentials().delete(mia, made.id())).isTrue();
        assertThat(store.credentials().delete(mia, made.id())).isFalse();
        assertThat(store.credentials().authenticate(CredentialKind.API_KEY, sha256("k")))
                .isEmpty();
    }

    @Test
    void authenticatesByKindUntilExpiry() {
        var expiry = START.plusSeconds(60);
        store.credentials().add(mia, mia.id(), credential(CredentialKind.SESSION, "cookie", Optional.of(expiry)));
        assertThat(authenticated(CredentialKind.SESSION, "cookie")).hasValue("mia");
        assertThat(authenticated(CredentialKind.API_KEY, "cookie")).isEmpty();
        assertThat(authenticated(CredentialKind.SESSION, "unknown")).isEmpty();
        clock.advance(Duration.ofSeconds(60));
        assertThat(authenticated(CredentialKind.SESSION, "cookie")).isEmpty();
        assertThat(store.credentials().consume(CredentialKind.SESSION, sha256("cookie")))
                .isEmpty();
        assertThat(store.credentials().credentials(mia, mia.id(), CredentialKind.SESSION))
                .isEmpty();
    }

    private Optional<String> authenticated(CredentialKind kind, String name) {
        return store.credentials()
                .authenticate(kind, sha256(name))
                .map(found -> found.user().username());
    }

    @Test
    void notesItsUseAtMostOnceAMinute() {
        store.credentials().add(mia, mia.id(), key("k"));
        assertThat(lastUsed()).isEmpty();
        authenticated(CredentialKind.API_KEY, "k");
        assertThat(lastUsed()).hasValue(START);
        clock.advance(Duration.ofSeconds(59));
        authenticated(CredentialKind.API_KEY, "k");
        assertThat(lastUsed()).hasValue(START);
        clock.advance(Duration.ofSeconds(1));
        authenticated(CredentialKind.API_KEY, "k");
        assertThat(lastUsed()).hasValue(START.plusSeconds(60));
    }

    private Optional<Instant> lastUsed() {
        return store.credentials()
                .credentials(mia, mia.id(), CredentialKind.API_KEY)
                .getFirst()
                .lastUsedAt();
    }

    @Test
    void consumesOnceHoweverManyAsk() throws Exception {
        store.credentials().add(root, ada.id(), credential(CredentialKind.SIGN_IN_LINK, "link", Optional.empty()));
        assertThat(store.credentials().consume(CredentialKind.API_KEY, sha256("link")))
                .isEmpty();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<Authenticated>> consume =
                    () -> store.credentials().consume(CredentialKind.SIGN_IN_LINK, sha256("link"));
            var answers = threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(_ -> consume).toList());
            int winners = 0;
            for (var answer : answers) {
                winners += answer.get().isPresent() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
        assertThat(authenticated(CredentialKind.SIGN_IN_LINK, "link")).isEmpty();
    }

    @Test
    void listsOldestFirstByKind() {
        for (var name : List.of("k1", "k2", "k3")) {
            store.credentials().add(mia, mia.id(), key(name));
            clock.advance(Duration.ofSeconds(1));
        }
        store.credentials().add(mia, mia.id(), credential(CredentialKind.SESSION, "s", Optional.empty()));
        store.credentials().add(ada, ada.id(), key("other"));
        assertThat(store.credentials().credentials(mia, mia.id(), CredentialKind.API_KEY))
                .map(Credential::prefix)
                .containsExactly("k1", "k2", "k3");
    }

    @Test
    void keepsPasswordHashes() {
        assertThat(store.credentials().password("mia")).isEmpty();
        store.accounts().putUser(mia, UserUpdate.of("mia").withPasswordHash("$argon2id$..."));
        assertThat(store.credentials().password("MIA")).hasValueSatisfying(found -> {
            assertThat(found.hash()).isEqualTo("$argon2id$...");
            assertThat(found.user().id()).isEqualTo(mia.id());
            assertThat(found.toString()).doesNotContain("argon2id");
        });
        assertThat(store.credentials().password("tuners")).isEmpty();
        assertThat(store.credentials().password("nobody")).isEmpty();
    }

    @Test
    void endsSessionsButTheOneThatGoesOn() {
        for (var name : List.of("kept", "ended")) {
            store.credentials().add(mia, mia.id(), credential(CredentialKind.SESSION, name, Optional.empty()));
        }
        store.credentials().add(mia, mia.id(), credential(CredentialKind.SIGN_IN_LINK, "link", Optional.empty()));
        store.credentials().add(mia, mia.id(), key("key"));
        store.credentials().add(ada, ada.id(), credential(CredentialKind.SESSION, "hers", Optional.empty()));
        denied(() -> store.credentials().endSessions(ada, mia.id(), Optional.empty()));
        store.credentials().endSessions(mia, mia.id(), Optional.of(sha256("kept")));
        assertThat(store.credentials().authenticate(CredentialKind.SESSION, sha256("kept")))
                .isPresent();
        assertThat(store.credentials().authenticate(CredentialKind.SESSION, sha256("ended")))
                .isEmpty();
        assertThat(store.credentials().authenticate(CredentialKind.SIGN_IN_LINK, sha256("link")))
                .isEmpty();
        assertThat(store.credentials().authenticate(CredentialKind.API_KEY, sha256("key")))
                .isPresent();
        assertThat(store.credentials().authenticate(CredentialKind.SESSION, sha256("hers")))
                .isPresent();
        store.credentials().endSessions(root, mia.id(), Optional.empty());
        assertThat(store.credentials().authenticate(CredentialKind.SESSION, sha256("kept")))
                .isEmpty();
    }
}
