package dev.tunebook.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.store.accounts.SealedSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeysTest {
    private static final String OLD = "0".repeat(63) + "1";
    private static final String NEW = "0".repeat(63) + "2";
    private static final Secret KEY = Secret.of("sk-proj-abcdefghijklmnop");
    private static final String BOUND = "openai\nOPENAI\nhttps://api.openai.com/v1";

    @TempDir
    private Path folder;

    private SealingKeys keys(String... given) {
        return SealingKeys.open(
                given.length == 0 ? Optional.empty() : Optional.of(Secret.of(String.join(",", given))),
                folder.resolve("provider.keys"),
                new SecureRandom());
    }

    @Test
    void whatIsSealedOpensAndShowsNothing() {
        SealingKeys keys = keys(OLD);
        SealedSecret sealed = keys.seal(KEY, BOUND);
        assertThat(keys.open(sealed, BOUND).reveal()).isEqualTo(KEY.reveal());
        assertThat(new String(
                        Base64.getDecoder().decode(sealed.sealed()), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("abcd");
        assertThat(keys.seal(KEY, BOUND).sealed()).as("a fresh nonce").isNotEqualTo(sealed.sealed());
    }

    @Test
    void itOpensForNothingElse() {
        SealingKeys keys = keys(OLD);
        SealedSecret sealed = keys.seal(KEY, BOUND);
        byte[] bytes = Base64.getDecoder().decode(sealed.sealed());
        bytes[bytes.length - 1] ^= 1;
        SealedSecret damaged =
                new SealedSecret(sealed.sealedBy(), Base64.getEncoder().encodeToString(bytes));
        assertThatThrownBy(() -> keys.open(sealed, BOUND.replace("openai.com", "evil.example")))
                .isInstanceOf(UnopenableSecretException.class);
        assertThatThrownBy(() -> keys.open(damaged, BOUND)).isInstanceOf(UnopenableSecretException.class);
        for (String text : List.of("", "AAAA", "not base64!")) {
            assertThatThrownBy(() -> keys.open(new SealedSecret(sealed.sealedBy(), text), BOUND))
                    .isInstanceOf(UnopenableSecretException.class);
        }
    }

    @Test
    void keysRotate() {
        SealedSecret sealed = keys(OLD).seal(KEY, BOUND);
        SealingKeys both = keys(NEW, OLD);
        assertThat(both.open(sealed, BOUND).reveal()).isEqualTo(KEY.reveal());
        assertThat(both.isSealedByNewest(sealed)).isFalse();
        SealedSecret anew = both.seal(KEY, BOUND);
        assertThat(both.isSealedByNewest(anew)).isTrue();
        assertThat(keys(NEW).open(anew, BOUND).reveal()).isEqualTo(KEY.reveal());
        assertThatThrownBy(() -> keys(NEW).open(sealed, BOUND))
                .isInstanceOf(UnopenableSecretException.class)
                .hasMessageContaining(sealed.sealedBy());
    }

    @Test
    void aKeyIsMadeOnceAndForTheOwnerAlone() throws IOException {
        SealedSecret sealed = keys().seal(KEY, BOUND);
        Path file = folder.resolve("provider.keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys().open(sealed, BOUND).reveal()).isEqualTo(KEY.reveal());
        assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
    }

    @Test
    void keysThatCannotBeAreToldWithoutShowingThem() throws IOException {
        assertThatThrownBy(() -> keys("beef".repeat(15)))
                .hasMessageContaining("TUNEBOOK_PROVIDER_KEYS")
                .hasMessageNotContaining("beef");
        Files.writeString(folder.resolve("provider.keys"), "");
        assertThatThrownBy(this::keys).hasMessageContaining("provider.keys");
    }
}
