package dev.tunebook.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void everyDefaultIsAValueItsReaderTakes() {
        ServerConfig config = ServerConfig.of(Map.of());
        assertThat(config.network().host()).isEqualTo("127.0.0.1");
        assertThat(config.network().publicUrl()).isEmpty();
        assertThat(config.crashedAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.adminKey()).isEmpty();
    }

    @Test
    void theCommandLineWinsOverTheEnvironment() {
        ServerConfig config = ServerConfig.of(
                Map.of("TUNEBOOK_PORT", "1", "TUNEBOOK_HOST", "0.0.0.0", "PATH", "/bin"), Map.of("port", "2"));
        assertThat(config.network().port()).isEqualTo(2);
        assertThat(config.network().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void unknownKeysStopTheStartAndSuggestTheNearOne() {
        assertThatThrownBy(() -> ServerConfig.of(Map.of("publc-url", "http://x")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("'publc-url'")
                .hasMessageContaining("'public-url'");
        assertThatThrownBy(() -> ServerConfig.of(Map.of("TUNEBOOK_PROT", "1"), Map.of()))
                .hasMessageContaining("did you mean 'TUNEBOOK_PORT'");
    }

    @Test
    void wrongValuesNameTheSetting() {
        assertThatThrownBy(() -> ServerConfig.of(Map.of("port", "many")))
                .hasMessage("The setting 'port' needs a whole number, not 'many'.");
        assertThatThrownBy(() -> ServerConfig.of(Map.of("public-url", "example.org")))
                .hasMessageContaining("https://tunebook.example.org");
    }

    @Test
    void secretsPrintStars() {
        ServerConfig config = ServerConfig.of(Map.of("admin-key", "k".repeat(40)));
        assertThat(config.toString()).doesNotContain("kkk").contains("****");
    }
}
