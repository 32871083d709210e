package dev.tunebook.sdk;

import dev.tunebook.model.Secret;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.graphql.Operation;
import dev.tunebook.sdk.internal.settings.ApiKeyRule;
import dev.tunebook.sdk.internal.settings.Netrc;
import dev.tunebook.sdk.internal.settings.SettingsFile;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The front door.
///
/// ```java
/// try (Run run = Wandb.init(RunOptions.builder().project("demo").build())) { run.config(Map.of("lr",
/// 0.1)); run.log(Map.of("loss", 0.5)); }
/// ```
///
/// Where to, and as whom, comes from the environment as with the official client ([Settings]), or is given.
public final class Wandb {
    private Wandb() {}

    /// Opens a run with the settings of the environment.
    public static Run init(RunOptions options) {
        return init(Settings.load(), options);
    }

    /// Opens a run. Online it exists on the server when this returns.
    ///
    /// @throws InvalidInputException when the run must exist and does not, or must not and does
    /// @throws ApiException when the server refuses, for instance an unknown entity
    public static Run init(Settings settings, RunOptions options) {
        return init(settings, options, settings.world());
    }

    static Run init(Settings settings, RunOptions options, Client.World world) {
        return new RunStarter(settings, world).start(options);
    }

    /// Sends what a run's folder still holds: a run of offline mode, or what a crash left. Again is nothing new.
    ///
    /// @param folder `wandb/offline-run-…` or `wandb/run-…`
    public static void sync(Path folder) {
        sync(Settings.load(), folder);
    }

    public static void sync(Settings settings, Path folder) {
        new RunSync(settings, settings.world()).sync(folder);
    }

    /// Reads runs and artifacts back, with the settings of the environment.
    public static Api api() {
        return api(Settings.load());
    }

    /// Reads runs and artifacts back.
    public static Api api(Settings settings) {
        return new Api(settings);
    }

    /// Checks a key with the server and keeps it in the netrc file; a server that is not the cloud is kept, too, in the
    /// settings file that all clients read.
    ///
    /// @throws InvalidInputException when it cannot be a key
    /// @throws ApiException when the server does not know it
    public static void login(Secret key) {
        login(System.getenv(), key);
    }

    /// As [#login(Secret)], with these variables in place of the process's own: `WANDB_BASE_URL`, `NETRC`,
    /// `WANDB_CONFIG_DIR`.
    public static void login(Map<String, String> environment, Secret key) {
        login(environment, Path.of(System.getProperty("user.home", ".")), key);
    }

    static void login(Map<String, String> environment, Path home, Secret key) {
        ApiKeyRule.check(key.reveal());
        Settings settings = SettingsLoader.load(environment, home, Path.of(""));
        login(settings, key, Netrc.find(environment, home));
        if (!settings.baseUrl().equals(Settings.CLOUD)) {
            SettingsFile.store(
                    SettingsLoader.globalFile(environment, home),
                    "base_url",
                    settings.baseUrl().toString());
        }
    }

    static void login(Settings settings, Secret key, Netrc netrc) {
        Settings withKey = settings.toBuilder().apiKey(key).build();
        Client client = client(withKey, settings.world());
        ObjectNode data = client.graphQl().run(Operation.VIEWER, Json.object());
        if (GraphQl.at(data, "viewer").isEmpty()) {
            throw new ApiException(401, settings.baseUrl() + " does not know this API key; copy it again");
        }
        netrc.store(SettingsLoader.machine(settings.baseUrl()), key);
    }

    static Client client(Settings settings, Client.World world) {
        return new Client(settings.endpoint(), world, settings.patience());
    }
}
