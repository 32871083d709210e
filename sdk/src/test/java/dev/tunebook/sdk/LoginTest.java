package dev.tunebook.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.Secret;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.internal.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {

    @TempDir
    Path home;

    @Test
    void keyAndServerAreFoundAgain() throws IOException {
        try (FakeServer server = new FakeServer()) {
            Map<String, String> first = Map.of("WANDB_BASE_URL", server.base().toString());
            Wandb.login(first, home, FakeServer.KEY);
            Settings found = SettingsLoader.load(Map.of(), home, home);
            assertThat(found.baseUrl()).isEqualTo(server.base());
            assertThat(found.apiKey()).contains(FakeServer.KEY);
        }
    }

    @Test
    void aKeyTheServerDoesNotKnowIsNotKept() throws IOException {
        try (FakeServer server = new FakeServer()) {
            Map<String, String> first = Map.of("WANDB_BASE_URL", server.base().toString());
            server.fail(FakeServer.operation("Viewer"), FakeServer.Fault.DENIED);
            assertThatThrownBy(() -> Wandb.login(first, home, new Secret("local-" + "x".repeat(40))))
                    .isInstanceOf(ApiException.class);
            assertThat(home.resolve(".netrc")).doesNotExist();
            assertThat(home.resolve(".config")).doesNotExist();
        }
    }

    @Test
    void otherSettingsStayAsTheyAre() throws IOException {
        Path file = home.resolve("settings");
        Files.writeString(file, "; mine\n[default]\nentity = crew\nbase_url=http://old\n[other]\nbase_url = kept\n");
        SettingsFile.store(file, "base_url", "http://127.0.0.1:8080");
        assertThat(SettingsFile.read(file))
                .containsExactlyInAnyOrderEntriesOf(Map.of("entity", "crew", "base_url", "http://127.0.0.1:8080"));
        assertThat(file)
                .content()
                .contains("; mine", "[other]\nbase_url = kept")
                .doesNotContain("old");
    }
}
