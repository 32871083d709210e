package dev.tunebook.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.model.Secret;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.settings.Netrc;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
    private static final String KEY = "k".repeat(40);

    @TempDir
    Path folder;

    private Path home;
    private Path work;

    @BeforeEach
    void folders() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        work = Files.createDirectory(folder.resolve("work"));
    }

    private Settings load(Map<String, String> environment) {
        return SettingsLoader.load(environment, home, work);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void nothingSaidIsTheCloudWithoutAKey() {
        Settings settings = load(Map.of());
        assertThat(settings.baseUrl()).isEqualTo(Settings.CLOUD);
        assertThat(settings.appUrl()).hasToString("https://forge.coreweave.com/wandb");
        assertThat(settings.apiKey()).isEmpty();
        assertThat(settings.mode()).isEqualTo(Mode.ONLINE);
        assertThat(settings.directory()).isEqualTo(work);
    }

    @Test
    void everyVariableIsRead() {
        Settings settings = load(Map.ofEntries(
                Map.entry("WANDB_BASE_URL", "http://127.0.0.1:8080/"),
                Map.entry("WANDB_APP_URL", "http://app.test/"),
                Map.entry("WANDB_API_KEY", KEY),
                Map.entry("WANDB_ENTITY", "team"),
                Map.entry("WANDB_PROJECT", "demo"),
                Map.entry("WANDB_MODE", "dryrun"),
                Map.entry("WANDB_DIR", folder.toString()),
                Map.entry("WANDB_X_EXTRA_HTTP_HEADERS", "{\"X-A\": \"b\"}"),
                Map.entry("WANDB_X_FILE_STREAM_TRANSMIT_INTERVAL", "0.5"),
                Map.entry("WANDB_INIT_TIMEOUT", "30"),
                Map.entry("WANDB_RUN_ID", "r1"),
                Map.entry("WANDB_NAME", "name"),
                Map.entry("WANDB_NOTES", "notes"),
                Map.entry("WANDB_TAGS", "a, b ,c"),
                Map.entry("WANDB_RUN_GROUP", "group"),
                Map.entry("WANDB_JOB_TYPE", "train"),
                Map.entry("WANDB_RESUME", "must"),
                Map.entry("OTHER", "nothing")));
        assertThat(settings.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(settings.appUrl()).isEqualTo(URI.create("http://app.test"));
        assertThat(settings.apiKey().map(Secret::reveal)).contains(KEY);
        assertThat(settings.entity()).contains("team");
        assertThat(settings.project()).contains("demo");
        assertThat(settings.mode()).isEqualTo(Mode.OFFLINE);
        assertThat(settings.directory()).isEqualTo(folder);
        assertThat(settings.extraHeaders()).isEqualTo(Map.of("X-A", "b"));
        assertThat(settings.streamInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(30));
        RunOptions defaults = settings.runDefaults();
        assertThat(defaults.id()).contains("r1");
        assertThat(defaults.name()).contains("name");
        assertThat(defaults.notes()).contains("notes");
        assertThat(defaults.tags()).contains(List.of("a", "b", "c"));
        assertThat(defaults.group()).contains("group");
        assertThat(defaults.jobType()).contains("train");
        assertThat(defaults.resume()).contains(Resume.MUST);
    }

    @Test
    void theEnvironmentComesBeforeTheWorkspaceBeforeTheHome() throws IOException {
        write(home.resolve(".config/wandb/settings"), "[default]\nentity = home\nproject: home\nmode=offline\n");
        write(
                work.resolve("wandb/settings"),
                "# comment\n[other]\nentity = no\n[default]\nproject = work\nmode = online\n");
        Settings settings = load(Map.of("WANDB_MODE", "disabled", "WANDB_ENTITY", ""));
        assertThat(settings.entity()).contains("home");
        assertThat(settings.project()).contains("work");
        assertThat(settings.mode()).isEqualTo(Mode.DISABLED);
    }

    @Test
    void theKeyIsFoundInTheNetrcOfTheServer() throws IOException {
        write(
                home.resolve(".netrc"),
                "machine 127.0.0.1:8080 login user password " + KEY + "\n# machine x\nmachine api.wandb.ai\n"
                        + "  login user\n  password " + "c".repeat(40) + "\n");
        assertThat(load(Map.of("WANDB_BASE_URL", "http://127.0.0.1:8080"))
                        .apiKey()
                        .map(Secret::reveal))
                .contains(KEY);
        assertThat(load(Map.of("WANDB_BASE_URL", "http://127.0.0.1:8081")).apiKey())
                .isEmpty();
        assertThat(load(Map.of()).apiKey().map(Secret::reveal)).contains("c".repeat(40));
        Path other = folder.resolve("other-netrc");
        write(other, "machine forge.test password " + "d".repeat(40));
        assertThat(load(Map.of("NETRC", other.toString(), "WANDB_BASE_URL", "https://forge.test"))
                        .apiKey()
                        .map(Secret::reveal))
                .contains("d".repeat(40));
    }

    @Test
    void aStoredKeyLeavesOtherEntriesAndIsTheOwnersOnly() throws IOException {
        Path file = home.resolve(".netrc");
        write(file, "machine a.test\n  login user\n  password old\nmachine b.test\n  login user\n  password kept\n");
        Netrc netrc = Netrc.find(Map.of(), home);
        netrc.store("a.test", new Secret("new"));
        assertThat(netrc.password("a.test").map(Secret::reveal)).contains("new");
        assertThat(netrc.password("b.test").map(Secret::reveal)).contains("kept");
        assertThat(Files.readString(file)).doesNotContain("old");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource({
        "WANDB_BASE_URL, ftp://x",
        "WANDB_BASE_URL, 127.0.0.1:8080",
        "WANDB_MODE, sometimes",
        "WANDB_RESUME, maybe",
        "WANDB_INIT_TIMEOUT, soon",
        "WANDB_API_KEY, tooshort",
        "WANDB_X_EXTRA_HTTP_HEADERS, nothing",
        "WANDB_RUN_ID, a/b"
    })
    void aWrongValueIsTold(String variable, String value) {
        assertThatThrownBy(() -> load(Map.of(variable, value))).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.wandb.example, https://wandb.example",
        "https://api.tunes.example, https://app.tunes.example",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "https://forge.coreweave.com/api/wandb, https://forge.coreweave.com/wandb"
    })
    void pagesAreFoundFromTheBaseUrl(String base, String app) {
        assertThat(load(Map.of("WANDB_BASE_URL", base)).appUrl()).isEqualTo(URI.create(app));
    }

    @Test
    void settingsNeverShowTheKey() {
        Settings settings = load(Map.of("WANDB_API_KEY", KEY));
        assertThat(String.valueOf(settings)).doesNotContain(KEY);
        assertThat(Optional.of(settings.apiKey())).asString().doesNotContain(KEY);
    }
}
