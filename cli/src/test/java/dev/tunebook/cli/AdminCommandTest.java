package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AdminCommandTest {

    @TempDir
    Path home;

    private TestServer server;
    private Shell shell;

    @BeforeEach
    void start() {
        server = TestServer.start(home.resolve("data"));
        shell = new Shell(home).set("WANDB_BASE_URL", server.base()).set("WANDB_API_KEY", TestServer.ADMIN_KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String admin(String line) {
        Shell.Result result = shell.run(("admin " + line).split(" "));
        assertThat(result.err()).as(line).isEmpty();
        assertThat(result.code()).as(line).isZero();
        return result.out().strip();
    }

    private String refused(String line) {
        Shell.Result result = shell.run(("admin " + line).split(" "));
        assertThat(result.code()).as(line).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1);
        return result.err().strip();
    }

    private JsonNode json(String line) {
        return Json.parse(admin(line + " --json"));
    }

    @Test
    void users() throws IOException {
        Path password = Files.writeString(home.resolve("password"), "correct horse battery\n");
        assertThat(admin("users add ada --email ada@example.org --password-file " + password))
                .isEqualTo("user ada created");
        assertThat(admin("users add ada --admin")).isEqualTo("user ada is there");
        JsonNode ada = json("users show ada");
        assertThat(ada.path("email").asString()).isEqualTo("ada@example.org");
        assertThat(ada.path("admin").asBoolean()).isTrue();
        assertThat(admin("users list --prefix ad")).contains("ada", "administrator", "USER");
        assertThat(admin("users list --prefix zz")).hasLineCount(1);
        String body = "{\"username\":\"ada\",\"password\":\"correct horse battery\"}";
        assertThat(server.post("/api/session", "", body).statusCode()).isEqualTo(200);
        assertThat(admin("users delete ada")).isEqualTo("user ada deleted");
        assertThat(refused("users show ada")).contains("There is no user 'ada'");
        assertThat(refused("users delete ada")).contains("There is no user 'ada'");
    }

    @Test
    void listsAreReadToTheirEnd() {
        for (int i = 0; i < 501; i++) {
            server.user("many" + i);
        }
        assertThat(json("users list --prefix many").path("users")).hasSize(501);
    }

    @Test
    void keys() {
        admin("users add ada");
        String key = admin("keys add ada --name laptop");
        assertThat(server.data(key, "{ viewer { username } }", Map.of())
                        .path("viewer")
                        .path("username")
                        .asString())
                .isEqualTo("ada");
        JsonNode listed = json("keys list ada").path("apiKeys").get(0);
        assertThat(listed.path("name").asString()).isEqualTo("laptop");
        assertThat(admin("keys list ada")).contains("laptop").doesNotContain(key);
        assertThat(admin("keys delete ada " + listed.path("id").asString())).endsWith("deleted");
        assertThat(server.graphql(key, "{ viewer { username } }", Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(refused("keys delete ada 99")).contains("no API key '99'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teams", "organizations"})
    void members(String kind) {
        admin("users add ada");
        assertThat(admin(kind + " add crew")).endsWith("crew created");
        assertThat(admin(kind + " put-member crew ada --role viewer")).isEqualTo("ada is viewer of crew");
        assertThat(admin(kind + " put-member crew ada")).isEqualTo("ada is member of crew");
        assertThat(admin(kind + " show crew")).contains("ada").contains("member");
        assertThat(admin(kind + " list")).contains("crew");
        assertThat(admin(kind + " remove-member crew ada")).isEqualTo("ada is no longer in crew");
        assertThat(admin(kind + " delete crew")).endsWith("crew deleted");
        assertThat(refused(kind + " show crew")).contains("'crew'");
    }

    @Test
    void serviceAccounts() throws IOException {
        Path key = Files.writeString(home.resolve("key"), "robot-" + "r".repeat(40));
        admin("teams add crew");
        assertThat(admin("service-accounts add crew robot --api-key-file " + key))
                .isEqualTo("service account robot of crew created");
        assertThat(json("teams show crew")
                        .path("members")
                        .get(0)
                        .path("service")
                        .asBoolean())
                .isTrue();
        assertThat(refused("service-accounts add nobody robot2")).contains("no team 'nobody'");
    }

    @Test
    void providers() throws IOException {
        Path key = Files.writeString(home.resolve("key"), "sk-proj-0123456789abcdef\n");
        admin("teams add crew");
        assertThat(admin("providers add openai --entity crew --api-key-file " + key))
                .isEqualTo("provider openai created, records into crew/OpenAI-Fine-Tune");
        shell.set("THE_KEY", "key-of-azure-0123456789");
        assertThat(admin("providers add eu --kind azure --base-url https://20.1.2.3 --api-version 2024-10-21"
                        + " --entity crew --project eu --since 2026-11-01 --base-model gpt-4o --metadata team=a"
                        + " --no-datasets --poll-seconds 5 --disabled --api-key-env THE_KEY"))
                .isEqualTo("provider eu created, records into crew/eu");
        JsonNode shown = json("providers show eu");
        assertThat(shown.path("since").asString()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(shown.path("datasets").asBoolean(true)).isFalse();
        assertThat(shown.path("metadata").path("team").asString()).isEqualTo("a");
        assertThat(shown.path("keyEnding").asString()).isEqualTo("6789");
        assertThat(admin("providers add eu --poll-seconds 7 --datasets"))
                .isEqualTo("provider eu is there, records into crew/eu");
        assertThat(json("providers show eu").path("pollSeconds").asInt()).isEqualTo(7);
        assertThat(json("providers show eu").path("datasets").asBoolean()).isTrue();
        assertThat(admin("providers list"))
                .contains("https://api.openai.com/v1", "crew/OpenAI-Fine-Tune", "enabled", "disabled");
        assertThat(admin("providers enable eu")).isEqualTo("provider eu enabled");
        assertThat(admin("providers disable eu")).isEqualTo("provider eu disabled");
        assertThat(json("providers show eu").path("enabled").asBoolean(true)).isFalse();
        Shell.Result check = shell.run("admin", "providers", "check", "openai");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("started without a follower");
        assertThat(admin("providers remove eu")).isEqualTo("provider eu removed");
        assertThat(refused("providers enable eu")).contains("no provider connection 'eu'");
        Shell.Result keyless = shell.run("admin", "providers", "add", "third", "--api-key-env", "NOT_SET");
        assertThat(keyless.code()).isEqualTo(2);
        assertThat(keyless.err()).contains("NOT_SET is not set");
        assertThat(refused("providers add third --entity crew --base-url https://10.0.0.1 --api-key-file " + key))
                .contains("provider-hosts")
                .doesNotContain("sk-proj");
    }

    @Test
    void aProvidersKeyMayBePipedIn() {
        admin("teams add crew");
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("sk-proj-piped-in-0123wxyz\n".getBytes(StandardCharsets.UTF_8)));
        try {
            Shell.Result added = shell.run("admin", "providers", "add", "openai", "--entity", "crew");
            assertThat(added.code()).as(added.err()).isZero();
            assertThat(added.out() + added.err()).contains("created").doesNotContain("piped");
        } finally {
            System.setIn(before);
        }
        assertThat(json("providers show openai").path("keyEnding").asString()).isEqualTo("wxyz");
    }

    @Test
    void whoMayNotIsTold() {
        shell.set("WANDB_API_KEY", server.user("bob"));
        assertThat(refused("users list")).contains("server administrator's key");
        shell.set("WANDB_API_KEY", "wrong-" + "w".repeat(40));
        assertThat(refused("users list")).doesNotContain("www");
        shell.set("WANDB_BASE_URL", "http://127.0.0.1:1");
        assertThat(refused("users list")).contains("no answer from http://127.0.0.1:1");
    }

    @Test
    void storage() {
        assertThat(admin("storage show")).isEqualTo("no collection since the server started");
        assertThat(admin("storage collect --wait"))
                .startsWith("ended at ")
                .contains("0 files (0 bytes) looked at, 0 marked since nothing refers to them");
        assertThat(json("storage show").path("running").asBoolean()).isFalse();
    }
}
